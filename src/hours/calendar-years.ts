import type { StatutoryCalendar, Weekday } from '../scheduling/hours.types.js';
import type { WallDate } from '../scheduling/time.types.js';
import { CHINA, CHINA_SOURCE } from './china-days.js';

/** One special day of a year that a centre has loaded. */
export interface CalendarYearDay {
  readonly date: WallDate;
  readonly kind: 'holiday' | 'make-up';
  readonly name: string;
  readonly nameEn?: string;
  /** The weekday whose hours a make-up day follows, when the notice names it. */
  readonly follows?: Weekday;
}

/** The zones of mainland China; its holidays are nobody else's. */
const CHINESE_ZONES: ReadonlySet<string> = new Set(['Asia/Shanghai', 'Asia/Urumqi']);
const EMPTY: StatutoryCalendar = { knownYears: [], days: {} };

/** The calendar that a centre in this zone has without loading one; elsewhere every year is unknown until it is loaded. */
export function baseCalendar(timeZone: string): StatutoryCalendar {
  return CHINESE_ZONES.has(timeZone) ? CHINA : EMPTY;
}

/** Where the base calendar's year comes from, or null when it doesn't know the year. */
export function baseSource(timeZone: string, year: number): string | null {
  return baseCalendar(timeZone).knownYears.includes(year) ? CHINA_SOURCE : null;
}

/** The base with years replaced whole by what the centre has loaded; `null` goes back to the base. */
export function withYears(
  base: StatutoryCalendar,
  years: ReadonlyMap<number, readonly CalendarYearDay[] | null>,
): StatutoryCalendar {
  const loaded = [...years].flatMap(([year, days]) => (days === null ? [] : [{ year, days }]));
  if (loaded.length === 0) return base;
  const replaced = new Set(loaded.map(({ year }) => year));
  const kept = Object.entries(base.days).filter(([date]) => !replaced.has(Number(date.slice(0, 4))));
  const own = loaded.flatMap(({ days }) => days.map(({ date, ...day }) => [date, day] as const));
  return {
    knownYears: [...new Set([...base.knownYears, ...replaced])].sort((a, b) => a - b),
    days: Object.fromEntries([...kept, ...own]),
  };
}

/** The special days of one year of a calendar, ascending. */
export function daysOfYear(calendar: StatutoryCalendar, year: number): CalendarYearDay[] {
  return Object.entries(calendar.days)
    .filter(([date]) => Number(date.slice(0, 4)) === year)
    .map(([date, { name = '', ...day }]) => ({ date: date as WallDate, name, ...day }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}
