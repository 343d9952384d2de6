import { isTakenByHeads } from '../scheduling/claims.js';
import { addMinutes, wallMinutesBetween } from '../scheduling/time.js';
import type { Instant, WallTime } from '../scheduling/time.types.js';
import type { Candidate } from '../scheduling/verdict.js';
import type { Zone } from '../scheduling/zones.types.js';
import type { Booking, Occurrence } from './booking.types.js';
import type { EditScope } from './dto/edit-booking.body.js';
import { Faults, readTime, type ResolvedTime } from './request.js';
import type { EditQuestion } from './edit.types.js';
import { liesApart } from './scope.js';

/** Where the named occurrence is to lie: the others move by as much. */
export interface Target {
  readonly named: Occurrence;
  readonly start: ResolvedTime;
  readonly end: ResolvedTime;
  readonly shiftMinutes: number;
  /** The new length in wall minutes, or null when each keeps its own. */
  readonly lengthMinutes: number | null;
  readonly zone: Zone | null;
}

export function readTarget(
  { body, rules, whole }: EditQuestion,
  { named, scope, faults }: { named: Occurrence; scope: EditScope; faults: Faults },
): Target {
  const { timeZone } = rules.plan;
  const present = { wall: named.startWall, instant: named.start };
  const start = body.start === undefined ? present : (faults.take('/start', readTime(body.start, timeZone)) ?? present);
  const sameLength = addMinutes(start.wall, wallMinutesBetween(named.startWall, named.endWall));
  const end = faults.take('/end', readTime(body.end ?? sameLength, timeZone)) ?? {
    wall: named.endWall,
    instant: named.end,
  };
  if (end.instant <= start.instant)
    faults.add('/end', `The end ${end.wall} is not after the start ${start.wall}; send a later end.`);
  if (end.instant - start.instant > 14 * 86_400_000) faults.add('/end', 'One date lasts 14 days at most.');
  // One changed by hand lies apart; the others move from their place in the series.
  const usualStart = scope === 'one' || !liesApart(whole, named) ? named.startWall : named.series;
  return {
    named,
    start,
    end,
    shiftMinutes: body.start === undefined ? 0 : wallMinutesBetween(usualStart, start.wall),
    lengthMinutes: body.end === undefined ? null : wallMinutesBetween(start.wall, end.wall),
    zone: body.zone === undefined ? null : (rules.plan.byCode.get(body.zone) ?? null),
  };
}

export interface Reached {
  readonly scope: EditScope;
  readonly reach: readonly Occurrence[];
  readonly target: Target;
  readonly booking: Booking;
}

interface Place {
  readonly before: Occurrence;
  readonly zone: Zone;
  readonly heads: number;
  readonly series: WallTime;
  readonly startWall: WallTime;
  readonly endWall: WallTime;
  readonly start: Instant;
  readonly end: Instant;
}

/** A candidate for a moved occurrence; one that only shrinks within what it had is granted already. */
export function placed({ before, zone, ...place }: Place): Candidate {
  const isSame = zone.id === before.zoneId;
  const shrinks =
    isSame &&
    before.status !== 'standby' &&
    place.start >= before.start &&
    place.end <= before.end &&
    place.heads <= before.heads;
  const buffers = shrinks ? before : zone.rules;
  return {
    zone,
    ...place,
    setupMinutes: buffers.setupMinutes,
    cleanupMinutes: buffers.cleanupMinutes,
    ...(shrinks ? { granted: true } : {}),
  };
}

export function headsIn(
  zone: Zone,
  {
    wished,
    before,
    zoneChanges,
    asked,
  }: { wished: number | undefined; before: Occurrence; zoneChanges: boolean; asked: number | null },
): number {
  if (wished !== undefined) return wished;
  if (zoneChanges && asked === null && !isTakenByHeads(zone)) return zone.seats ?? before.heads;
  return before.heads;
}
