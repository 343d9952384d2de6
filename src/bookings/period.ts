import { badInput } from '../platform/problems/problem.js';
import { addDays, dateOf, parseWallDate, startOfDay, toWall } from '../scheduling/time.js';
import { DAY, type Instant, type Span, type WallDate } from '../scheduling/time.types.js';
import type { Plan } from '../scheduling/zones.types.js';
import { readTime } from './request.js';

/** A period of a query with the dates it touches. */
export interface Period extends Span {
  readonly firstDate: WallDate;
  readonly lastDate: WallDate;
}

interface Bounds {
  readonly from?: string;
  readonly to?: string;
}

/**
 * Reads `from`/`to`: dates mean whole days of the centre, both included; times are half-open. A missing bound is the
 * other one moved by the longest period allowed. Throws `bad-input` when the period is empty or too long.
 */
export function readPeriod({ from, to }: Bounds, { plan, maxDays }: { plan: Plan; maxDays: number }): Period {
  const { timeZone } = plan;
  const givenStart = from === undefined ? null : bound('/from', from, { timeZone, isEnd: false });
  const givenEnd = to === undefined ? null : bound('/to', to, { timeZone, isEnd: true });
  const start = givenStart ?? (((givenEnd ?? 0) - maxDays * DAY) as Instant);
  const end = givenEnd ?? ((start + maxDays * DAY) as Instant);
  if (end <= start) throw badInput([{ pointer: '/to', detail: `"${to}" is before "${from}"; send a later one.` }]);
  if (end - start > maxDays * DAY + DAY / 12)
    throw badInput([{ pointer: '/to', detail: `The period is longer than ${maxDays} days; ask for it in parts.` }]);
  return {
    start,
    end,
    firstDate: dateOf(toWall(start, timeZone)),
    lastDate: dateOf(toWall((end - 60_000) as Instant, timeZone)),
  };
}

function bound(pointer: string, text: string, { timeZone, isEnd }: { timeZone: string; isEnd: boolean }): Instant {
  const date = parseWallDate(text);
  if (date) return startOfDay(isEnd ? addDays(date, 1) : date, timeZone);
  const time = readTime(text, timeZone);
  if ('fault' in time) throw badInput([{ pointer, detail: time.fault }]);
  return time.instant;
}
