import { wallOf, type Draft } from './draft.js';
import type { CheckedDate } from './use-check.js';

/** One date of a plan with its verdict; `original` is the wall start the rule gives it, by which a replacement names it. */
export interface PlanRow {
  readonly original: string;
  readonly isReplaced: boolean;
  readonly date: CheckedDate;
}

/** Finds out which date of the plan each verdict speaks of: a replaced one lies elsewhere than its rule says. */
export function planRows(draft: Pick<Draft, 'places'>, dates: readonly CheckedDate[]): PlanRow[] {
  const byPlace = new Map(
    Object.entries(draft.places).map(([original, { zone, start }]) => [`${zone} ${start}`, original]),
  );
  return dates.map((date) => {
    const start = wallOf(date.start);
    const original = byPlace.get(`${date.zone} ${start}`);
    return { original: original ?? start, isReplaced: original !== undefined, date };
  });
}

/** Only requests of others, not yet decided, stand in the way of every refused date. */
export const meetsOnlyPending = (refused: readonly CheckedDate[]): boolean =>
  refused.length > 0 && refused.every(({ refusals }) => refusals.every(({ pending }) => pending === true));

/** Some refused date would be possible if the rules that the office may set aside were. */
export const isWaivable = (refused: readonly CheckedDate[]): boolean =>
  refused.some(({ refusals }) => refusals.length > 0 && refusals.every(({ waivableBy }) => waivableBy === 'office'));
