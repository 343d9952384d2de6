import { planRows, type PlanRow } from '../booking/plan-rows.js';
import type { Place } from '../booking/draft.js';
import type { Preview } from './use-edit.js';

/** What becomes of a date under a new rule. */
export const FATES = ['new', 'moved', 'same', 'gone', 'own'] as const;
export type Fate = (typeof FATES)[number];

export interface RuleRow {
  readonly fate: Fate;
  readonly row: PlanRow;
}

/** How many dates an edit changes: those that lie elsewhere or hold others, that come, and that go. */
export function changedDates({ difference: { moved, added, cancelled } }: Preview): number {
  const isOther = ({ from, to }: Preview['difference']['moved'][number]): boolean =>
    from.zone !== to.zone || from.start !== to.start || from.end !== to.end || from.heads !== to.heads;
  return moved.filter((one) => one.ok && isOther(one)).length + added.length + cancelled.length;
}

/** All dates of the old rule and the new one in their order, each with what becomes of it and whether it can. */
export function ruleRows({ difference, dates }: Preview, places: Readonly<Record<string, Place>>): RuleRow[] {
  const nameOf = ({ zone, start }: { zone: string; start: string }): string => `${zone} ${start}`;
  const moves = new Map(difference.moved.map((one) => [nameOf(one.to), one]));
  const judged = planRows({ places }, dates).map((row): RuleRow => {
    const move = moves.get(nameOf(row.date));
    if (!move) return { fate: 'new', row };
    const stays = nameOf(move.from) === nameOf(move.to) && move.from.end === move.to.end;
    return { fate: stays ? 'same' : 'moved', row };
  });
  const left = (fate: Fate, gone: Preview['difference']['kept']): RuleRow[] =>
    gone.map(({ zone, start, end }) => ({
      fate,
      row: {
        original: start,
        isReplaced: false,
        date: { zone, start, end, ok: true, heads: 0, refusals: [], warnings: [], alternatives: [] },
      },
    }));
  return [...judged, ...left('gone', difference.cancelled), ...left('own', difference.kept)].sort((a, b) =>
    a.row.date.start < b.row.date.start ? -1 : 1,
  );
}
