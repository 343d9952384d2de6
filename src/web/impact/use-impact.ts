import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { ApiProblem } from '../api/problem.js';
import type { Affected, Choice } from './decisions.js';

interface Change {
  /** Whom it would meet; writes nothing. */
  preview(): Promise<readonly Affected[]>;
  save(choices: readonly Choice[], affected: readonly Affected[]): Promise<void>;
}

export interface ImpactSteps {
  /** Null while the change itself is being made; the dates to decide about otherwise. */
  readonly affected: ShallowRef<readonly Affected[] | null>;
  readonly problem: ShallowRef<unknown>;
  readonly isBusy: Ref<boolean>;
  /** Looks whom the change meets, and saves it at once when it meets nobody. */
  check(): Promise<void>;
  save(choices: readonly Choice[]): Promise<void>;
  back(): void;
}

/** The two steps of a change of rules: look whom it meets, then save it with a choice for each. */
export function useImpact(change: Change): ImpactSteps {
  const affected = shallowRef<readonly Affected[] | null>(null);
  const problem = shallowRef<unknown>(null);
  const isBusy = ref(false);

  async function run(step: () => Promise<void>): Promise<void> {
    if (isBusy.value) return;
    isBusy.value = true;
    problem.value = null;
    try {
      await step();
    } catch (error) {
      problem.value = error;
      // Somebody has booked meanwhile: the list is the new one, and what was decided stays.
      const now =
        error instanceof ApiProblem && error.code === 'choices-needed' ? error.members['affected'] : undefined;
      if (Array.isArray(now)) affected.value = now as Affected[];
    } finally {
      isBusy.value = false;
    }
  }

  async function finish(choices: readonly Choice[]): Promise<void> {
    await change.save(choices, affected.value ?? []);
    affected.value = null;
  }

  return {
    affected,
    problem,
    isBusy,
    check: () =>
      run(async () => {
        const met = await change.preview();
        if (met.length === 0) await finish([]);
        else affected.value = met;
      }),
    save: (choices) => run(() => finish(choices)),
    back: () => {
      affected.value = null;
      problem.value = null;
    },
  };
}
