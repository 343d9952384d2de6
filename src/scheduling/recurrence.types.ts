import type { CalendarDay, Weekday } from './hours.types.js';
import type { Instant, WallDate, WallTime } from './time.types.js';

export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';

/** `MO` has no position; `2MO` is the second, `-1MO` the last of the month or year. */
export interface RuleDay {
  readonly weekday: Weekday;
  readonly position?: number;
}

/** The last moment of a rule, included: a whole date or a time of the wall clock, or an instant (written with `Z`). */
export type Until =
  | { readonly kind: 'date'; readonly date: WallDate }
  | { readonly kind: 'wall'; readonly wall: WallTime }
  | { readonly kind: 'instant'; readonly instant: Instant };

/** An RRULE of RFC 5545 after validation; parts that were not written are left out, except those with a default. */
export interface Rule {
  readonly freq: Frequency;
  readonly interval: number;
  readonly count?: number;
  readonly until?: Until;
  readonly byDay?: readonly RuleDay[];
  readonly byMonthDay?: readonly number[];
  readonly byMonth?: readonly number[];
  readonly byYearDay?: readonly number[];
  readonly byWeekNo?: readonly number[];
  readonly bySetPos?: readonly number[];
  readonly weekStart: Weekday;
}

/** What is wrong with which part: an RRULE part (`BYDAY`), or `rrule`, `start`, `timeZone`, `days`, `exdates`, `rdates`. */
export interface RuleFault {
  readonly part: string;
  readonly detail: string;
}

export type DaysRule = 'any' | 'skip-holidays' | 'working-days';

export interface RecurrenceRequest {
  readonly start: WallTime;
  readonly timeZone: string;
  readonly rrule: string;
  readonly exdates?: readonly string[];
  readonly rdates?: readonly string[];
  readonly days?: DaysRule;
  readonly calendar?: (date: WallDate) => CalendarDay;
  /** More occurrences than this are a fault, or are cut when `limit` is given. */
  readonly maxOccurrences: number;
  /** The last date that may have an occurrence. */
  readonly horizonEnd: WallDate;
  /** Cut after so many occurrences instead of finding fault with a rule that goes on. */
  readonly limit?: number;
}

/** `provisional`: the calendar doesn't know the year yet, so a holiday may still fall on it. */
export interface RecurrenceOccurrence {
  readonly local: WallTime;
  readonly instant: Instant;
  readonly provisional: boolean;
}

export interface SkippedTime {
  readonly local: WallTime;
  readonly reason: 'nonexistent' | 'excluded' | 'holiday' | 'not-working-day';
}

/** `complete` is false when occurrences after the limit or the horizon are left out. */
export type Expansion =
  | { readonly ok: false; readonly faults: readonly RuleFault[] }
  | {
      readonly ok: true;
      readonly occurrences: readonly RecurrenceOccurrence[];
      readonly skipped: readonly SkippedTime[];
      readonly complete: boolean;
    };
