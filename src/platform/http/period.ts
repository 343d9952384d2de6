import { badInput, type InputFault } from '../problems/problem.js';
import {
  addDays,
  dateOf,
  daysBetween,
  parseInstant,
  parseWallDate,
  parseWallTime,
  resolveWall,
  startOfDay,
  toWall,
} from '../../scheduling/time.js';
import { MINUTE, type Instant, type Span, type WallDate } from '../../scheduling/time.types.js';

/** A period as instants, and the dates it touches (both included) on the centre's calendar. */
export interface Period {
  readonly span: Span;
  readonly from: WallDate;
  readonly to: WallDate;
}

/**
 * Reads the bounds of a period: dates are whole days, both included; wall times and instants are half-open.
 * Throws `bad-input` when a bound can't be read, the end isn't after the start, or it is longer than `maxDays`.
 */
export function readPeriod(
  bounds: { readonly from: string; readonly to: string },
  { timeZone, maxDays }: { timeZone: string; maxDays: number },
): Period {
  const start = boundOf(bounds.from, timeZone, 0);
  const end = boundOf(bounds.to, timeZone, 1);
  const faults: InputFault[] = [];
  if (start === null) faults.push({ pointer: '/from', detail: 'send a date or a time that exists' });
  if (end === null) faults.push({ pointer: '/to', detail: 'send a date or a time that exists' });
  if (start === null || end === null) throw badInput(faults);
  if (end <= start) throw badInput([{ pointer: '/to', detail: `${bounds.to} must be after ${bounds.from}` }]);
  const from = dateOf(toWall(start, timeZone));
  const to = dateOf(toWall((end - MINUTE) as Instant, timeZone));
  if (daysBetween(from, to) >= maxDays) {
    throw badInput([{ pointer: '/to', detail: `ask for at most ${maxDays} days at once` }]);
  }
  return { span: { start, end }, from, to };
}

/** A wall time of the centre or an instant with its offset; null when it isn't one, or is one that clocks skip. */
export function readInstant(text: string, timeZone: string): Instant | null {
  const wall = parseWallTime(text);
  if (wall === null) return parseInstant(text);
  const resolved = resolveWall(wall, timeZone);
  return resolved.kind === 'gap' ? null : resolved.instant;
}

/** The date that a bound of a period lies on; null when it can't be read. */
export function dateOfBound(text: string, timeZone: string): WallDate | null {
  const instant = boundOf(text, timeZone, 0);
  return instant === null ? null : dateOf(toWall(instant, timeZone));
}

function boundOf(text: string, timeZone: string, daysAfter: 0 | 1): Instant | null {
  const date = parseWallDate(text);
  return date === null ? readInstant(text, timeZone) : startOfDay(addDays(date, daysAfter), timeZone);
}
