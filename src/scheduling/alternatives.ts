import { addMinutes, dateOf, minuteOfDay, resolveWall, wallMinutesBetween } from './time.js';
import type { Instant, WallTime } from './time.types.js';
import { judge, type Candidate, type ClaimIndex, type World } from './verdict.js';
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

interface Search {
  readonly plan: Plan;
  readonly world: World;
  readonly index: ClaimIndex;
}

/**
 * Up to three alternatives to a refused candidate, ranked: the same zone nearest in time on the same date; the same
 * time in another zone that fits heads and equipment (the tightest fit first); the same time in a combination that
 * shares a part with the zone asked for. Each was judged by the same rules as a booking.
 */
export function alternativesTo(refused: Candidate, search: Search): Alternative[] {
  const same = sameZoneNearby(refused, search);
  const others = zonesThatFit(refused, search.plan);
  const overlapping = others.filter((zone) => zone.kind === 'combination' && sharesPart(zone, refused.zone));
  const elsewhere = others.filter((zone) => !overlapping.includes(zone));
  const found = [
    ...same.slice(0, 1),
    ...firstFree(elsewhere, { refused, search, count: MAX_ALTERNATIVES - 1 }),
    ...firstFree(overlapping, { refused, search, count: 1 }),
  ];
  const fill = same.slice(1, 1 + Math.max(0, MAX_ALTERNATIVES - found.length));
  return [...found.slice(0, same.length > 0 ? 1 : 0), ...fill, ...found.slice(same.length > 0 ? 1 : 0)].slice(
    0,
    MAX_ALTERNATIVES,
  );
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
      if (moved && judge(moved, search).ok) found.push(asAlternative(moved));
    }
  }
  return found;
}

/** The candidate at another time of the same date, or `null` when that leaves the date or does not exist. */
function movedBy(candidate: Candidate, minutes: number, timeZone: string): Candidate | null {
  const startWall = addMinutes(candidate.startWall, minutes);
  const endWall = addMinutes(startWall, wallMinutesBetween(candidate.startWall, candidate.endWall));
  if (dateOf(startWall) !== dateOf(candidate.startWall)) return null;
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
