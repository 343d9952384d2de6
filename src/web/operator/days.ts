import { wallMs } from '../../scheduling/wall-text.js';

const DAY_MS = 86_400_000;
/** A Monday; only its weekday is ever shown. */
const MONDAY_MS = wallMs('2024-01-01T00:00');

/** Whole days from one date to another; negative when it is over. */
export const daysFromTo = (from: string, to: string): number =>
  Math.round((wallMs(`${to}T00:00`) - wallMs(`${from}T00:00`)) / DAY_MS);

export const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
export type WeekdayKey = (typeof WEEKDAYS)[number];

/** A date on that weekday, to be formatted as one. */
export const dateOn = (weekday: WeekdayKey): string =>
  new Date(MONDAY_MS + (Number(weekday) - 1) * DAY_MS).toISOString().slice(0, 10);

/** The weekday of a date. */
export const weekdayOf = (date: string): WeekdayKey =>
  WEEKDAYS[(new Date(wallMs(`${date}T00:00`)).getUTCDay() + 6) % WEEKDAYS.length] ?? '1';
