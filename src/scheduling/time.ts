import type { Weekday } from './hours.types.js';
import { DAY, MINUTE, type Instant, type WallDate, type WallTime } from './time.types.js';
import { offsetText, wallMs, wallText } from './wall-text.js';
import { firstOffsetChange, zoneOffsetMinutes } from './zone-offsets.js';

const WALL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::00)?$/;
const WALL_DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}):00(?:\.0+)?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;
const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+\-/]*$/;
const FIRST_YEAR = 1970;
const LAST_YEAR = 2200;
const MINUTES_PER_DAY = 1440;
/** Offsets lie between −12 and +14 hours, so a day either side of a wall time read as UTC holds every reading of it. */
const REACH = DAY;

export type ResolvedWall =
  { readonly kind: 'unique' | 'ambiguous'; readonly instant: Instant } | { readonly kind: 'gap' };

/** Reads `YYYY-MM-DDTHH:MM` (`:00` seconds are dropped); null when it isn't a time of a real date in 1970–2200. */
export function parseWallTime(text: string): WallTime | null {
  if (!WALL_TIME.test(text)) return null;
  const wall = text.slice(0, 16);
  return isRealMinute(wall) ? (wall as WallTime) : null;
}

/** Reads `YYYY-MM-DD`; null when it isn't a real date in 1970–2200. */
export function parseWallDate(text: string): WallDate | null {
  return WALL_DATE.test(text) && isRealMinute(`${text}T00:00`) ? (text as WallDate) : null;
}

/**
 * Reads RFC 3339 (`2026-12-01T14:00:00+08:00`, `…Z`); null for anything else, for dates that don't exist or lie outside
 * 1970–2200, and for anything but whole minutes. Seconds must be written, as RFC 3339 asks.
 */
export function parseInstant(text: string): Instant | null {
  const match = INSTANT.exec(text);
  if (!match) return null;
  const [, date = '', clock = '', sign, hours = '00', minutes = '00'] = match;
  const wall = `${date}T${clock}`;
  if (!isRealMinute(wall) || Number(hours) > 23 || Number(minutes) > 59) return null;
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  return asInstant(wallMs(wall) - offset * MINUTE);
}

/** True for IANA names that the runtime's zone data knows; bare offsets such as `+08:00` are not zones. */
export function isTimeZone(name: string): boolean {
  if (knownZones.has(name)) return true;
  if (!ZONE_NAME.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
  } catch {
    return false;
  }
  knownZones.add(name);
  return true;
}

/** Asking Intl costs as much as expanding a short series; there are only some six hundred names. */
const knownZones = new Set<string>();

/**
 * The instant at which a clock in the zone shows `wall`. When clocks go back and the time comes twice, `instant` is the
 * first of the two (`ambiguous`); when clocks go forward over it, it never comes (`gap`).
 */
export function resolveWall(wall: WallTime, timeZone: string): ResolvedWall {
  const asUtc = wallMs(wall);
  const before = zoneOffsetMinutes(asUtc - REACH, timeZone);
  const after = zoneOffsetMinutes(asUtc + REACH, timeZone);
  const early = asUtc - before * MINUTE;
  if (before === after) return { kind: 'unique', instant: asInstant(early) };
  const late = asUtc - after * MINUTE;
  const earlyHolds = zoneOffsetMinutes(early, timeZone) === before;
  const lateHolds = zoneOffsetMinutes(late, timeZone) === after;
  if (earlyHolds) return { kind: lateHolds ? 'ambiguous' : 'unique', instant: asInstant(early) };
  return lateHolds ? { kind: 'unique', instant: asInstant(late) } : { kind: 'gap' };
}

/**
 * Like `resolveWall`, but a time that never comes is the first instant after the gap. It is meant for bounds such as
 * opening hours or the start of a day, never for the time of a booking.
 */
export function toInstant(wall: WallTime, timeZone: string): Instant {
  const resolved = resolveWall(wall, timeZone);
  if (resolved.kind !== 'gap') return resolved.instant;
  const asUtc = wallMs(wall);
  return asInstant(firstOffsetChange(asUtc - REACH, asUtc + REACH, timeZone) ?? asUtc);
}

/** What a clock in the zone shows at the instant, cut to the minute. */
export function toWall(instant: Instant, timeZone: string): WallTime {
  return wallText(instant + offsetMinutes(instant, timeZone) * MINUTE);
}

/** Minutes that the zone's clock is ahead of UTC at the instant; negative when behind. */
export function offsetMinutes(instant: Instant, timeZone: string): number {
  return zoneOffsetMinutes(instant, timeZone);
}

/** RFC 3339 with the zone's offset at that instant, e.g. `2026-12-01T14:00:00+08:00`; the offset is never `Z`. */
export function formatInstant(instant: Instant, timeZone: string): string {
  const offset = offsetMinutes(instant, timeZone);
  const local = instant + offset * MINUTE;
  const seconds = Math.floor(local / 1000) % 60;
  return `${wallText(local)}:${seconds < 10 ? '0' : ''}${seconds}${offsetText(offset)}`;
}

export function dateOf(wall: WallTime): WallDate {
  return wall.slice(0, 10) as WallDate;
}

/** Minutes of the wall clock since its midnight, 0–1439. */
export function minuteOfDay(wall: WallTime): number {
  return Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16));
}

/** The wall time that many minutes after the date's midnight; 1440 and more, or less than 0, reach into other dates. */
export function wallAt(date: WallDate, minutes: number): WallTime {
  return wallText(wallMs(`${date}T00:00`) + minutes * MINUTE);
}

/** Moves the hands of the clock: no change of offset counts. */
export function addMinutes(wall: WallTime, minutes: number): WallTime {
  return wallText(wallMs(wall) + minutes * MINUTE);
}

/** Minutes from `a` to `b` by the hands of the clock; negative when `b` is earlier. */
export function wallMinutesBetween(a: WallTime, b: WallTime): number {
  return (wallMs(b) - wallMs(a)) / MINUTE;
}

export function addDays(date: WallDate, days: number): WallDate {
  return dateOf(wallAt(date, days * MINUTES_PER_DAY));
}

/** Days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: WallDate, b: WallDate): number {
  return (wallMs(`${b}T00:00`) - wallMs(`${a}T00:00`)) / DAY;
}

/** ISO 8601: 1 is Monday, 7 is Sunday. */
export function weekdayOf(date: WallDate): Weekday {
  const sundayFirst = new Date(wallMs(`${date}T00:00`)).getUTCDay();
  return (sundayFirst === 0 ? 7 : sundayFirst) as Weekday;
}

/** The first instant of the date; where clocks skip midnight it is the instant after the gap. */
export function startOfDay(date: WallDate, timeZone: string): Instant {
  return toInstant(wallAt(date, 0), timeZone);
}

/** Every date from `from` to `to`, both included; empty when `to` is earlier. */
export function eachDate(from: WallDate, to: WallDate): WallDate[] {
  const length = Math.max(0, daysBetween(from, to) + 1);
  return Array.from({ length }, (_, index) => addDays(from, index));
}

/** Milliseconds since 1970-01-01T00:00Z, from a source that is known to be an instant. */
export function asInstant(epochMs: number): Instant {
  return epochMs as Instant;
}

/** A round trip catches what the parser of the language forgives: 30 February and 24:00. */
function isRealMinute(wall: string): boolean {
  const year = Number(wall.slice(0, 4));
  if (year < FIRST_YEAR || year > LAST_YEAR) return false;
  const epochMs = wallMs(wall);
  return !Number.isNaN(epochMs) && wallText(epochMs) === wall;
}
