import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { api, ask, type Schemas } from '../api/api.js';
import { useCentre } from '../centre/centre.js';
import { bodyOf, isAskable, type Draft } from './draft.js';
import { newestOnly } from '../live/newest.js';

export type Check = Schemas['CheckAnswer'];
export type CheckedDate = Schemas['CheckedDateAnswer'];

const PAUSE_MS = 250;
const STAND_IN = '–';

export interface Checking {
  /** The last verdict; that of an older draft while a new one is asked for. */
  readonly check: ShallowRef<Check | undefined>;
  readonly problem: ShallowRef<unknown>;
  readonly isChecking: ShallowRef<boolean>;
  again(): Promise<void>;
}

/** Asks for the verdict on a draft a moment after it was changed; what is typed for people only doesn't count. */
export function useCheck(draft: Draft): Checking {
  const { slug } = useCentre();
  const check = shallowRef<Check>();
  const problem = shallowRef<unknown>(null);
  const isChecking = shallowRef(false);
  const begin = newestOnly();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function again(): Promise<void> {
    clearTimeout(timer);
    const isNewest = begin();
    if (!isAskable(draft)) {
      check.value = undefined;
      isChecking.value = false;
      return;
    }
    isChecking.value = true;
    try {
      const body = bodyOf({ ...draft, title: '', note: '' }, { standInTitle: STAND_IN });
      const params = { path: { centre: slug.value } };
      const answer = await ask(api.POST('/api/v1/centres/{centre}/bookings/check', { params, body }));
      if (!isNewest()) return;
      check.value = answer;
      problem.value = null;
    } catch (error) {
      if (!isNewest()) return;
      check.value = undefined;
      problem.value = error;
    }
    isChecking.value = false;
  }

  const asked = (): string =>
    isAskable(draft) ? JSON.stringify(bodyOf({ ...draft, title: '', note: '' }, { standInTitle: STAND_IN })) : '';

  watch(
    asked,
    () => {
      clearTimeout(timer);
      isChecking.value = isAskable(draft);
      timer = setTimeout(() => void again(), PAUSE_MS);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    begin();
    clearTimeout(timer);
  });
  return { check, problem, isChecking, again };
}
