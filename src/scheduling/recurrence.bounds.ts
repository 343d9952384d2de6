import type { Stop } from './recurrence.collect.js';
import type { RecurrenceRequest, Rule, RuleFault } from './recurrence.types.js';
import { addDays, addMinutes, dateOf, resolveWall, toWall, wallAt } from './time.js';
import type { Instant, WallTime } from './time.types.js';

const LAST_MINUTE = 1439;
/** A rule without a limit is followed this far past the horizon, to see whether it really goes on after it. */
const ROOM_DAYS = 366;

/** `end` is the UNTIL of the rule on the wall clock, if it has one; `last` is how far dates are generated. */
export interface Bounds {
  readonly end: WallTime | null;
  readonly last: WallTime;
}

export function boundsOf(rule: Rule, { horizonEnd, limit, timeZone }: RecurrenceRequest): Bounds {
  const end = untilWall(rule, timeZone);
  const room = wallAt(limit === undefined ? addDays(horizonEnd, ROOM_DAYS) : horizonEnd, LAST_MINUTE);
  return { end, last: end !== null && end < room ? end : room };
}

/** Faults that can be seen before any date is generated. */
export function boundFaults(rule: Rule, { end, last }: Bounds, request: RecurrenceRequest): RuleFault[] {
  const { start, limit, horizonEnd } = request;
  if (limit === undefined && rule.count === undefined && end === null) {
    return [{ part: 'UNTIL', detail: 'is missing: the rule needs an end, UNTIL or COUNT' }];
  }
  if (end !== null && end < start) return [{ part: 'UNTIL', detail: 'lies before the start' }];
  if (dateOf(start) > horizonEnd) return [{ part: 'start', detail: `lies after ${horizonEnd}, the last date allowed` }];
  return limit === undefined && end !== null && end > last ? [stopFault(rule, 'horizon', request)] : [];
}

export function stopFault(rule: Rule, stop: Exclude<Stop, 'count'>, request: RecurrenceRequest): RuleFault {
  const part = rule.count === undefined ? 'UNTIL' : 'COUNT';
  if (stop === 'horizon') return { part, detail: `goes on after ${request.horizonEnd}, the last date allowed` };
  return { part, detail: `gives more than ${request.maxOccurrences} occurrences` };
}

function untilWall({ until }: Rule, timeZone: string): WallTime | null {
  if (!until) return null;
  if (until.kind === 'date') return wallAt(until.date, LAST_MINUTE);
  return until.kind === 'wall' ? until.wall : lastWallBy(until.instant, timeZone);
}

/**
 * The last time of the wall clock whose first occurrence isn't after the instant. In the second round of an hour that
 * comes twice, all times of that hour have had their first, also those that the clock doesn't show again yet.
 */
function lastWallBy(instant: Instant, timeZone: string): WallTime {
  let wall = toWall(instant, timeZone);
  for (;;) {
    const next = addMinutes(wall, 1);
    const resolved = resolveWall(next, timeZone);
    if (resolved.kind === 'gap' || resolved.instant > instant) return wall;
    wall = next;
  }
}
