import type { Rule } from './recurrence.types.js';
import { addDays, dateOf, weekdayOf } from './time.js';
import type { WallDate, WallTime } from './time.types.js';

/** Dates from a first to a last on the wall clock, both included. */
export interface Walk {
  readonly rule: Rule;
  readonly start: WallTime;
  readonly last: WallTime;
}

/** True for a rule whose dates come of counting days: each n-th day, or days of each n-th week; nearly all rules are such. */
export const isPlain = ({ freq, byMonth, byMonthDay, byYearDay, byWeekNo, bySetPos }: Rule): boolean =>
  (freq === 'DAILY' || freq === 'WEEKLY') && !(byMonth ?? byMonthDay ?? byYearDay ?? byWeekNo ?? bySetPos);

/** Calls `visit` with each time of a plain rule, ascending, until it answers false. */
export function walkPlain({ rule, start, last }: Walk, visit: (wall: WallTime) => boolean): void {
  const clock = start.slice(10);
  const { from, stepDays, offsets } = rhythmOf(rule, dateOf(start));
  for (let day = 0; ; day += stepDays) {
    for (const offset of offsets) {
      const date = addDays(from, day + offset);
      const wall = `${date}${clock}` as WallTime;
      if (wall > last) return;
      if (wall >= start && isOn(rule, date) && !visit(wall)) return;
    }
  }
}

/** From `from` on, the same offsets in days come again every so many days; weeks begin with the rule's WKST. */
function rhythmOf(rule: Rule, first: WallDate): { from: WallDate; stepDays: number; offsets: readonly number[] } {
  if (rule.freq === 'DAILY') return { from: first, stepDays: rule.interval, offsets: [0] };
  const sinceWeekStart = (weekday: number): number => (weekday - rule.weekStart + 7) % 7;
  const weekdays = rule.byDay?.map(({ weekday }) => weekday) ?? [weekdayOf(first)];
  return {
    from: addDays(first, -sinceWeekStart(weekdayOf(first))),
    stepDays: 7 * rule.interval,
    offsets: weekdays.map(sinceWeekStart).sort((a, b) => a - b),
  };
}

/** A daily rule may name weekdays too; of a weekly one only those come. */
const isOn = ({ freq, byDay }: Rule, date: WallDate): boolean =>
  freq === 'WEEKLY' || !byDay || byDay.some(({ weekday }) => weekday === weekdayOf(date));
