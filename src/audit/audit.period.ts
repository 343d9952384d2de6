import { addDays, parseInstant, parseWallDate, parseWallTime, startOfDay, toInstant } from '../scheduling/time.js';
import type { Instant } from '../scheduling/time.types.js';

/** The bounds that a caller gave; each was checked to be a date, a wall time or an instant. */
export interface AskedPeriod {
  readonly day?: string;
  readonly from?: string;
  readonly to?: string;
}

/** From which instant on, and before which; null where there is no bound. */
export interface AuditPeriod {
  readonly from: Instant | null;
  readonly until: Instant | null;
}

/** `day`, `from` and `to` all hold at once. A date counts whole, in the time zone given. */
export function auditPeriod({ day, from, to }: AskedPeriod, timeZone: string): AuditPeriod {
  return {
    from: latest([boundOf(day, timeZone, 0), boundOf(from, timeZone, 0)]),
    until: earliest([boundOf(day, timeZone, 1), boundOf(to, timeZone, 1)]),
  };
}

function boundOf(text: string | undefined, timeZone: string, daysAfter: 0 | 1): Instant | null {
  if (text === undefined) return null;
  const date = parseWallDate(text);
  if (date !== null) return startOfDay(addDays(date, daysAfter), timeZone);
  const wall = parseWallTime(text);
  return wall === null ? parseInstant(text) : toInstant(wall, timeZone);
}

const given = (bounds: (Instant | null)[]): Instant[] => bounds.filter((bound) => bound !== null);
const latest = (bounds: (Instant | null)[]): Instant | null => given(bounds).sort((a, b) => b - a)[0] ?? null;
const earliest = (bounds: (Instant | null)[]): Instant | null => given(bounds).sort((a, b) => a - b)[0] ?? null;
