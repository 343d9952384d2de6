import { addDays, minuteOfDay, wallAt, weekdayOf } from '../../scheduling/time.js';
import type { WallDate, WallTime } from '../../scheduling/time.types.js';

export const VIEWS = ['day', 'week', 'month'] as const;
export type BoardView = (typeof VIEWS)[number];

/** The time that a board shows: some dates, of each the same hours, side by side. */
export interface Axis {
  readonly dates: readonly WallDate[];
  /** Minutes of the day at which each date begins and ends on the board. */
  readonly from: number;
  readonly to: number;
}

interface Times {
  readonly start: string;
  readonly end: string;
}

const HOUR = 60;
const DAY = 1440;
const USUAL = { from: 8 * HOUR, to: 21 * HOUR };

/** The dates of a view: the day itself, its week from Monday, or its month. */
export function datesOf(view: BoardView, date: WallDate): WallDate[] {
  if (view === 'day') return [date];
  const first = view === 'week' ? addDays(date, 1 - weekdayOf(date)) : (`${date.slice(0, 7)}-01` as WallDate);
  const dates: WallDate[] = [];
  for (
    let next = first;
    view === 'week' ? dates.length < 7 : next.startsWith(date.slice(0, 7));
    next = addDays(next, 1)
  )
    dates.push(next);
  return dates;
}

/** The same view a step further: the next day, week or month. */
export function stepDate(view: BoardView, date: WallDate, step: number): WallDate {
  if (view !== 'month') return addDays(date, view === 'day' ? step : 7 * step);
  const months = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + step;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01` as WallDate;
}

const minuteIn = (at: string): number => minuteOfDay(at.slice(0, 16) as WallTime);

/** As many hours as something is open or on, at least the usual ones; whole hours. */
export function axisOf(dates: readonly WallDate[], spans: readonly Times[]): Axis {
  let { from, to } = USUAL;
  for (const { start, end } of spans) {
    if (start.slice(0, 10) !== end.slice(0, 10) && minuteIn(end) !== 0) continue;
    from = Math.min(from, minuteIn(start));
    to = Math.max(to, minuteIn(end) || DAY);
  }
  return { dates, from: Math.floor(from / HOUR) * HOUR, to: Math.ceil(to / HOUR) * HOUR };
}

export const lengthOf = ({ dates, from, to }: Axis): number => dates.length * (to - from);

/** How far along the board a wall time lies, from 0 to 1; before and after it at its ends. */
export function placeOf(axis: Axis, at: string): number {
  const { dates, from, to } = axis;
  const date = at.slice(0, 10);
  const first = dates[0] ?? date;
  if (date < first) return 0;
  const index = dates.findIndex((one) => one === date);
  if (index < 0) return 1;
  const inside = Math.max(0, Math.min(to - from, minuteIn(at) - from));
  return (index * (to - from) + inside) / lengthOf(axis);
}

/** The wall time at a place of the board, down to the grid. */
export function wallAtPlace(axis: Axis, place: number, stepMinutes: number): WallTime {
  const { dates, from, to } = axis;
  const perDay = to - from;
  const total = Math.max(0, Math.min(lengthOf(axis) - 1, place * lengthOf(axis)));
  const index = Math.min(dates.length - 1, Math.floor(total / perDay));
  const minute = from + Math.floor((total - index * perDay) / stepMinutes) * stepMinutes;
  return wallAt(dates[index] ?? ('' as WallDate), minute);
}
