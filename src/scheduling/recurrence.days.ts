import type { CalendarDay, Weekday } from './hours.types.js';
import type { DaysRule, Rule, RuleFault, SkippedTime } from './recurrence.types.js';
import { dateOf, weekdayOf } from './time.js';
import type { WallDate, WallTime } from './time.types.js';

/** What the days rule says of a date: taken, or left out and why. `provisional` when the calendar doesn't know the year. */
export interface DayVerdict {
  readonly reason?: SkippedTime['reason'];
  readonly provisional: boolean;
}

export function daysFaults(days: DaysRule, rule: Rule): RuleFault[] {
  if (days !== 'working-days' || rule.freq === 'DAILY' || rule.freq === 'WEEKLY') return [];
  return [{ part: 'days', detail: 'working-days needs a rule whose FREQ is DAILY or WEEKLY' }];
}

/** Judges a date that the rule gives. A date of a year that the calendar doesn't know is judged by its weekday alone. */
export function judgeDay(days: DaysRule, date: WallDate, day: CalendarDay | undefined): DayVerdict {
  const provisional = day?.kind === 'unknown';
  if (days === 'any') return { provisional };
  if (day?.kind === 'holiday') return { reason: 'holiday', provisional };
  if (days === 'skip-holidays') return { provisional };
  const isWeekend = day?.kind === 'weekend' || ((!day || provisional) && weekdayOf(date) >= 6);
  return isWeekend ? { reason: 'not-working-day', provisional } : { provisional };
}

/**
 * True when `working-days` takes in a make-up day that the rule doesn't give. It does for rules of every day and every
 * week: when the notice names the weekday whose work is made up, the rule must have that weekday. A rule that picks
 * days of the month or positions is left alone, as is one that skips days or weeks.
 */
export function takesInMakeUp(rule: Rule, start: WallTime, makeUp: { date: WallDate; day: CalendarDay }): boolean {
  if (makeUp.day.kind !== 'make-up' || rule.interval !== 1 || rule.byMonthDay || rule.bySetPos) return false;
  if (rule.byMonth && !rule.byMonth.includes(Number(makeUp.date.slice(5, 7)))) return false;
  const { follows } = makeUp.day;
  return follows === undefined || weekdaysOf(rule, start).includes(follows);
}

function weekdaysOf(rule: Rule, start: WallTime): readonly Weekday[] {
  if (rule.byDay) return rule.byDay.map((day) => day.weekday);
  return rule.freq === 'DAILY' ? [1, 2, 3, 4, 5, 6, 7] : [weekdayOf(dateOf(start))];
}
