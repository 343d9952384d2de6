import { shallowRef, type ShallowRef } from 'vue';
import { allCentres, type Centre } from '../centre/centre.js';
import { canBook, readSetup } from './setup-state.js';

/** Centres looked into; who has more finds the rest in the list of centres. */
const MOST_LOOKED_AT = 20;

/** Centres that somebody has begun and in which nobody can book yet; empty until that is known. */
export function useUnfinished(): ShallowRef<readonly Centre[]> {
  const found = shallowRef<readonly Centre[]>([]);
  void look(found);
  return found;
}

/** A hint only: when it can't be had the wizard does without. */
async function look(found: ShallowRef<readonly Centre[]>): Promise<void> {
  try {
    const centres = (await allCentres()).slice(0, MOST_LOOKED_AT);
    const states = await Promise.all(centres.map(({ slug }) => readSetup(slug)));
    found.value = centres.filter((_, index) => states[index] !== undefined && !canBook(states[index]));
  } catch {
    found.value = [];
  }
}
