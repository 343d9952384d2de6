import { MINUTE } from '../../scheduling/time.types.js';
import type { ZoneDay } from '../live/zone-state.js';

/** What somebody looks for: a room for so many people, from one clock time to another of a date. */
export interface Wish {
  readonly date: string;
  /** `14:00`. */
  readonly start: string;
  readonly end: string;
  readonly heads: number;
}

/** Why a zone is none for the wish, as far as the timetable tells; null when nothing there stands in the way. */
export type Hindrance = 'past' | 'closed' | 'taken' | 'closure' | null;

interface Times {
  readonly start: string;
  readonly end: string;
}

/** The instants of the wish; `offset` is that of the centre on the date, such as `+08:00`. */
export const spanOf = ({ date, start, end }: Wish, offset: string): { start: number; end: number } => ({
  start: Date.parse(`${date}T${start}:00${offset}`),
  end: Date.parse(`${date}T${end}:00${offset}`),
});

/** The zone is open all the time, nothing closed in it, and nothing in it that takes all of it. */
export function hindranceOf(
  zone: ZoneDay,
  span: { start: number; end: number },
  takesWhole: (happening: { readonly zone: string }) => boolean,
): Hindrance {
  const meets = (one: Times, before = 0, after = 0): boolean =>
    Date.parse(one.start) - before < span.end && span.start < Date.parse(one.end) + after;
  const isOpen = zone.open.some(({ start, end }) => Date.parse(start) <= span.start && span.end <= Date.parse(end));
  if (!isOpen) return 'closed';
  if (zone.closures.some((closure) => meets(closure))) return 'closure';
  const isTaken = zone.occurrences.some(
    (one) =>
      (zone.mode !== 'shared' || takesWhole(one)) && meets(one, one.setupMinutes * MINUTE, one.cleanupMinutes * MINUTE),
  );
  return isTaken ? 'taken' : null;
}

/** Whether one of the free times that the server grants holds the whole span. */
export const isGranted = (free: readonly Times[], span: { start: number; end: number }): boolean =>
  free.some(({ start, end }) => Date.parse(start) <= span.start && span.end <= Date.parse(end));

/** `HH:MM` in steps of half an hour, from one clock time to another, both included. */
export function halfHours(from: string, to: string): string[] {
  const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
  const [first, last] = [Math.ceil(minutesOf(from) / 30), Math.floor(minutesOf(to) / 30)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => clockOf((first + index) * 30));
}

/** The clock time so many minutes later, at most 24:00. */
export const clockAfter = (clock: string, minutes: number): string =>
  clockOf(Math.min(1440, Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5)) + minutes));

const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
