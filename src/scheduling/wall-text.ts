import { DAY, MINUTE, type WallTime } from './time.types.js';

/**
 * Wall times are counted as if they were UTC; only a zone's offset turns them into instants. Texts of dates are kept,
 * because a long list asks for the same few hundred dates again and again.
 */
const MAX_KEPT = 5000;
const textOfDay = new Map<number, string>();
const dayOfText = new Map<string, number>();

const twoDigits = (n: number): string => (n < 10 ? `0${n}` : String(n));

const CLOCK: readonly string[] = Array.from(
  { length: 1440 },
  (_, minute) => `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`,
);

/** `2026-12-01T14:00` of milliseconds counted as if in UTC, cut to the minute. */
export function wallText(asUtcMs: number): WallTime {
  const day = Math.floor(asUtcMs / DAY);
  let date = textOfDay.get(day);
  if (date === undefined) {
    date = new Date(day * DAY).toISOString().slice(0, -14);
    if (textOfDay.size >= MAX_KEPT) textOfDay.clear();
    textOfDay.set(day, date);
  }
  return `${date}T${CLOCK[Math.floor((asUtcMs - day * DAY) / MINUTE)]}` as WallTime;
}

/** Milliseconds of a wall time counted as if it were UTC; NaN for text that is none. */
export function wallMs(wall: string): number {
  const date = wall.slice(0, 10);
  let day = dayOfText.get(date);
  if (day === undefined) {
    day = Date.parse(`${date}T00:00:00Z`);
    if (Number.isNaN(day)) return NaN;
    if (dayOfText.size >= MAX_KEPT) dayOfText.clear();
    dayOfText.set(date, day);
  }
  const hours = Number(wall.slice(11, 13));
  const minutes = Number(wall.slice(14, 16));
  return hours < 24 && minutes < 60 ? day + hours * 60 * MINUTE + minutes * MINUTE : NaN;
}

const offsets = new Map<number, string>();

/** `+08:00`, `-03:30`. */
export function offsetText(offsetMinutes: number): string {
  let text = offsets.get(offsetMinutes);
  if (text === undefined) {
    const size = Math.abs(offsetMinutes);
    text = `${offsetMinutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
    offsets.set(offsetMinutes, text);
  }
  return text;
}
