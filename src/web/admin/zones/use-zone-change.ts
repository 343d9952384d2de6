import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { ApiProblem } from '../../api/problem.js';
import { misfitsOf, type Misfit, type ZoneChange } from './zones-api.js';

export interface ZoneChangeSteps {
  /** What stands in the way of the change that was tried last; null when nothing was found. */
  readonly misfits: ShallowRef<readonly Misfit[] | null>;
  readonly problem: ShallowRef<unknown>;
  readonly isBusy: Ref<boolean>;
  /** Looks whom the change meets, and makes it when it meets nobody; true when it was made, and `show` has shown it. */
  make(change: ZoneChange, show?: () => Promise<void>): Promise<boolean>;
  clear(): void;
}

/** A change of zones is made whole or not at all: whatever is booked and would not fit is told first. */
export function useZoneChange(): ZoneChangeSteps {
  const misfits = shallowRef<readonly Misfit[] | null>(null);
  const problem = shallowRef<unknown>(null);
  const isBusy = ref(false);
  const clear = (): void => {
    misfits.value = null;
    problem.value = null;
  };

  async function make(change: ZoneChange, show?: () => Promise<void>): Promise<boolean> {
    if (isBusy.value) return false;
    isBusy.value = true;
    clear();
    try {
      const found = await misfitsOf(change);
      if (found.length > 0) {
        misfits.value = found;
        return false;
      }
      await change(false);
      await show?.();
      return true;
    } catch (error) {
      // Somebody has booked between the look and the change.
      const found = error instanceof ApiProblem ? error.members['affected'] : undefined;
      if (Array.isArray(found)) misfits.value = found as Misfit[];
      else problem.value = error;
      return false;
    } finally {
      isBusy.value = false;
    }
  }

  return { misfits, problem, isBusy, make, clear };
}
