import { addDays, weekdayOf } from '../../scheduling/time.js';
import type { Weekday } from '../../scheduling/hours.types.js';
import type { WallDate } from '../../scheduling/time.types.js';

/** How a booking comes again, as simple controls say it. */
export const REPEATS = ['once', 'daily', 'weekly', 'month-weekday', 'month-day'] as const;
export type RepeatKind = (typeof REPEATS)[number];
export type DaysRule = 'any' | 'skip-holidays' | 'working-days';

export interface Repeat {
  kind: RepeatKind;
  /** Every so many weeks or months. */
  every: number;
  /** For `weekly`; the start's own when empty. */
  weekdays: Weekday[];
  /** For `month-weekday`: which one of the month, or the last. */
  isLast: boolean;
  /** Last date, included. */
  until: string;
  days: DaysRule;
}

export const ONCE: Readonly<Repeat> = {
  kind: 'once',
  every: 1,
  weekdays: [],
  isLast: false,
  until: '',
  days: 'skip-holidays',
};

export const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

const codeOf = (weekday: Weekday): string => CODES[weekday - 1] ?? '';

/** Which one of its weekday in the month a date is: 1 to 5. */
export const placeInMonth = (date: string): number => Math.ceil(Number(date.slice(8, 10)) / 7);

/** The weekdays meant, in order. */
export function weekdaysOf({ weekdays }: Repeat, date: string): Weekday[] {
  const own = weekdayOf(date as WallDate);
  return weekdays.length === 0 ? [own] : [...weekdays].sort((a, b) => a - b);
}

/** The rule as RFC 5545 writes it; null for a single date, or while its last date is missing. */
export function rruleOf(repeat: Repeat, date: string): string | null {
  const { kind, every, until, isLast } = repeat;
  if (kind === 'once' || until === '') return null;
  const last = `UNTIL=${until.replaceAll('-', '')}`;
  const interval = every > 1 ? `;INTERVAL=${every}` : '';
  const weekday = codeOf(weekdayOf(date as WallDate));
  switch (kind) {
    case 'daily':
      return `FREQ=DAILY${interval};${last}`;
    case 'weekly':
      return `FREQ=WEEKLY${interval};BYDAY=${weekdaysOf(repeat, date).map(codeOf).join(',')};${last}`;
    case 'month-weekday':
      return `FREQ=MONTHLY${interval};BYDAY=${isLast ? -1 : placeInMonth(date)}${weekday};${last}`;
    case 'month-day':
      return `FREQ=MONTHLY${interval};BYMONTHDAY=${Number(date.slice(8, 10))};${last}`;
  }
}

/** Working days can only be meant where the rule speaks of days or weeks. */
export const canBeWorkingDays = ({ kind }: Repeat): boolean => kind === 'daily' || kind === 'weekly';

/** Last dates that people mean most: in four weeks, and the ends of the half-years in which terms are counted. */
export function usualEnds(date: string): WallDate[] {
  const day = date as WallDate;
  const year = Number(date.slice(0, 4));
  const halves = [`${year}-06-30`, `${year}-12-31`, `${year + 1}-06-30`] as WallDate[];
  return [addDays(day, 28), ...halves.filter((end) => end > addDays(day, 28)).slice(0, 2)];
}

/** A rule that counts its dates, said by the last of them as the controls say it. */
export const untilLast = (rrule: string, lastDate: string): string =>
  rrule.replace(/COUNT=\d+/, `UNTIL=${lastDate.replaceAll('-', '')}`);

const PARTS = /^(?:FREQ|INTERVAL|BYDAY|BYMONTHDAY|UNTIL)=/;

/** Reads a rule back into the controls; null for one that they can't say. */
export function repeatOf(recurrence: { rrule: string; days?: DaysRule } | null, date: string): Repeat | null {
  if (recurrence === null) return { ...ONCE };
  const written = recurrence.rrule.split(';');
  if (!written.every((part) => PARTS.test(part))) return null;
  const parts = new Map(written.map((part) => part.split('=') as [string, string]));
  const until = (parts.get('UNTIL') ?? '').replace(/^(\d{4})(\d{2})(\d{2}).*$/, '$1-$2-$3');
  const byDay = parts.get('BYDAY')?.split(',') ?? [];
  const repeat: Repeat = {
    ...ONCE,
    kind: kindOf(parts),
    every: Number(parts.get('INTERVAL') ?? 1),
    weekdays: byDay.map((code) => CODES.findIndex((one) => one === code) + 1).filter((at) => at > 0) as Weekday[],
    isLast: byDay[0]?.startsWith('-1') ?? false,
    until,
    days: recurrence.days ?? 'any',
  };
  return until !== '' && rruleOf(repeat, date) !== null ? repeat : null;
}

function kindOf(parts: ReadonlyMap<string, string>): RepeatKind {
  if (parts.get('FREQ') === 'DAILY') return 'daily';
  if (parts.get('FREQ') === 'WEEKLY') return 'weekly';
  return parts.has('BYDAY') ? 'month-weekday' : 'month-day';
}
