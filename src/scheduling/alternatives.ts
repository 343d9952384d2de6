import { addMinutes, dateOf, minuteOfDay, resolveWall, wallMinutesBetween } from './time.js';
import type { Instant, WallTime } from './time.types.js';
import { judge, type Candidate, type Ground } from './verdict.js';
import type { Plan, Zone } from './zones.types.js';

/** A place and time that would be taken if it were asked for now. */
export interface Alternative {
  readonly zone: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly startWall: WallTime;
  readonly endWall: WallTime;
}

export const MAX_ALTERNATIVES = 3;

/** How many starts on either side are tried for "the same zone, nearest in time": with a grid of 15 minutes eight hours. */
const STEPS = 32;

/** How many dates on either side are tried when the zone has no time left on the date itself. */
const OTHER_DAYS = 14;

export interface Search extends Ground {
  readonly plan: Plan;
}

/**
 * Up to three alternatives to a refused candidate, ranked: the same zone nearest in time, on the same date or else on
 * one of the dates around; the same time in another zone that fits heads and equipment (the tightest fit first); the same time in a combination that
 * shares a part with the zone asked for. Each was judged by the same rules as a booking.
 */
export function alternativesTo(refused: Candidate, search: Search): Alternative[] {
  const sameDay = sameZoneNearby(refused, search);
  const same = sameDay.length > 0 ? sameDay : sameZoneOtherDays(refused, search);
  const others = zonesThatFit(refused, search.plan);
  const combinations = others.filter((zone) => zone.kind === 'combination' && sharesPart(zone, refused.zone));
  const elsewhere = firstFree(
    others.filter((zone) => !combinations.includes(zone)),
    { refused, search, count: MAX_ALTERNATIVES },
  );
  const overlapping = firstFree(combinations, { refused, search, count: MAX_ALTERNATIVES });
  return bestOfEach([same, elsewhere, overlapping]);
}

/** One of each kind first; what room is left goes to other zones, then to other times. Told in the order of the kinds. */
function bestOfEach([same, elsewhere, overlapping]: readonly [
  Alternative[],
  Alternative[],
  Alternative[],
]): Alternative[] {
  let room = MAX_ALTERNATIVES - [same, elsewhere, overlapping].filter(({ length }) => length > 0).length;
  const take = (kind: readonly Alternative[]): readonly Alternative[] => {
    const more = Math.min(room, Math.max(0, kind.length - 1));
    room -= more;
    return kind.slice(0, 1 + more);
  };
  const others = take(elsewhere);
  return [...take(same), ...others, ...take(overlapping)];
}

/** Whether the zone itself is free at another time of the same date; if not, other dates must be looked at. */
export const isFreeThatDay = (refused: Candidate, search: Search): boolean =>
  sameZoneNearby(refused, search).length > 0;

/** The same time of day on the dates around, nearest first and the later one before the earlier. */
export function onOtherDays(refused: Candidate, timeZone: string): Candidate[] {
  return Array.from({ length: OTHER_DAYS }, (_, i) => [i + 1, -i - 1])
    .flat()
    .map((days) => movedBy(refused, days * 1440, timeZone))
    .filter((candidate) => candidate !== null);
}

function sameZoneOtherDays(refused: Candidate, search: Search): Alternative[] {
  const free = onOtherDays(refused, search.world.timeZone).filter((candidate) => judge(candidate, search).ok);
  return free.slice(0, MAX_ALTERNATIVES).map(asAlternative);
}

/** Zones that this search will look at, beside the one asked for: the claims of these must be in the index. */
export function zonesThatFit(refused: Candidate, plan: Plan): Zone[] {
  return plan.zones
    .filter((zone) => zone.code !== refused.zone.code && zone.mode !== 'none' && (zone.seats ?? 0) >= refused.heads)
    .toSorted((a, b) => (a.seats ?? 0) - (b.seats ?? 0) || a.code.localeCompare(b.code));
}

const sharesPart = (a: Zone, b: Zone): boolean => a.space.some(({ id }) => b.space.some((cell) => cell.id === id));

function firstFree(
  zones: readonly Zone[],
  { refused, search, count }: { refused: Candidate; search: Search; count: number },
): Alternative[] {
  const found: Alternative[] = [];
  for (const zone of zones) {
    if (found.length >= count) break;
    const moved = {
      ...refused,
      zone,
      setupMinutes: zone.rules.setupMinutes,
      cleanupMinutes: zone.rules.cleanupMinutes,
    };
    if (judge(moved, search).ok) found.push(asAlternative(moved));
  }
  return found;
}

function sameZoneNearby(refused: Candidate, search: Search): Alternative[] {
  const found: Alternative[] = [];
  const grid = refused.zone.rules.gridMinutes;
  const off = minuteOfDay(refused.startWall) % grid;
  for (let step = 1; step <= STEPS && found.length < MAX_ALTERNATIVES; step++) {
    for (const minutes of [step * grid - off, -step * grid + (off === 0 ? 0 : grid - off)]) {
      const moved = movedBy(refused, minutes, search.world.timeZone);
      if (moved && dateOf(moved.startWall) === dateOf(refused.startWall) && judge(moved, search).ok)
        found.push(asAlternative(moved));
    }
  }
  return found;
}

/** The candidate so many minutes of the wall clock later, or `null` when that time does not exist. */
function movedBy(candidate: Candidate, minutes: number, timeZone: string): Candidate | null {
  const startWall = addMinutes(candidate.startWall, minutes);
  const endWall = addMinutes(startWall, wallMinutesBetween(candidate.startWall, candidate.endWall));
  const start = resolveWall(startWall, timeZone);
  const end = resolveWall(endWall, timeZone);
  if (start.kind === 'gap' || end.kind === 'gap' || end.instant <= start.instant) return null;
  return { ...candidate, startWall, endWall, start: start.instant, end: end.instant };
}

const asAlternative = ({ zone, start, end, startWall, endWall }: Candidate): Alternative => ({
  zone: zone.code,
  start,
  end,
  startWall,
  endWall,
});
