import { inject, provide, type InjectionKey } from 'vue';
import type { Draft } from './draft.js';

const KEY: InjectionKey<Draft> = Symbol('draft');

/** The parts of a form all write into the one draft that the form was given. */
export const provideDraft = (draft: Draft): void => provide(KEY, draft);

export function useDraft(): Draft {
  const draft = inject(KEY);
  if (!draft) throw new Error('a field of the booking form outside the form');
  return draft;
}
