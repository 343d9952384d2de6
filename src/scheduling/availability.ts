import { intersect, merge, overlaps, subtract } from './intervals.js';
import { asInstant } from './time.js';
import { MINUTE, type Instant, type Span } from './time.types.js';
import { usageLevels, type CellUse, type UsageLevel } from './usage.js';

/** A cell of the zone, or a head-count limit above it: its units, and how many of them the wished booking needs. */
export interface CellNeed {
  readonly cell: number;
  readonly units: number;
  readonly need: number | 'whole';
}

/** One claim of somebody else, with its own set-up and clean-up already in it. */
export interface CellClaim extends CellUse {
  readonly cell: number;
}

export interface AvailabilityQuestion {
  /** The zone's opening hours, merged. */
  readonly open: readonly Span[];
  readonly cells: readonly CellNeed[];
  readonly claims: readonly CellClaim[];
  readonly setupMinutes: number;
  readonly cleanupMinutes: number;
  readonly shortestMinutes: number;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
}

/** `units` is what is left for one more booking, and is there only when the zone is shared. */
export interface FreeTime extends Span {
  readonly units?: number;
}

/** A level of one cell, seen by the wished booking. */
interface Level extends Span {
  /** Means nothing where the level is blocked. */
  readonly left: number;
  readonly blocked: boolean;
}

/**
 * The times that a booking may really have. Any part of a free time that is long enough can be booked, set-up and
 * clean-up included; these need not lie in the opening hours. `busy` are the times at which claims stand in the way,
 * as they are: neither cut to the hours nor grown by the wish's own set-up and clean-up.
 *
 * | the wish needs | a moment of the cell is blocked when                        |
 * | -------------- | ----------------------------------------------------------- |
 * | it whole       | anybody claims anything of it                               |
 * | n units        | somebody has it whole, or the claimed units + n > its units |
 *
 * A zone of which nothing is needed whole is shared: its free times are split where the units that are left change, so
 * that such a piece may be shorter than the shortest booking, but what it was split from never is. A wish for more
 * units than a cell has finds nothing free.
 */
export function availability(question: AvailabilityQuestion): { busy: Span[]; free: FreeTime[] } {
  const { cells, shortestMinutes } = question;
  const levels = levelsOf(question);
  const felt = levels.map((level) => feltBy(question, level));
  const busy = blockedTimes(levels);
  if (cells.some(({ units, need }) => need !== 'whole' && need > units)) return { busy, free: [] };
  const pieces = subtract(openWithin(question), blockedTimes(felt)).filter(
    ({ start, end }) => end - start >= shortestMinutes * MINUTE,
  );
  const isShared = cells.length > 0 && cells.every(({ need }) => need !== 'whole');
  if (!isShared) return { busy, free: pieces };
  const most = Math.min(...cells.map(({ units }) => units));
  return { busy, free: pieces.flatMap((piece) => splitByUnits({ piece, levels: felt, most })) };
}

function levelsOf({ cells, claims }: AvailabilityQuestion): Level[] {
  const byCell = new Map<number, CellClaim[]>(cells.map(({ cell }) => [cell, []]));
  for (const claim of claims) byCell.get(claim.cell)?.push(claim);
  return cells.flatMap((cell) => usageLevels(byCell.get(cell.cell) ?? []).map((level) => seenBy(cell, level)));
}

function seenBy({ units, need }: CellNeed, { start, end, used, whole }: UsageLevel): Level {
  const left = units - used;
  return { start, end, left, blocked: need === 'whole' || whole || need > left };
}

/**
 * A booking from s to e claims from s − set-up to e + clean-up. That meets a level from a to b exactly when the booking
 * itself meets the time from a − clean-up to b + set-up.
 */
function feltBy({ setupMinutes, cleanupMinutes }: AvailabilityQuestion, level: Level): Level {
  const start = asInstant(level.start - cleanupMinutes * MINUTE);
  return { ...level, start, end: asInstant(level.end + setupMinutes * MINUTE) };
}

function blockedTimes(levels: readonly Level[]): Span[] {
  return merge(levels.filter(({ blocked }) => blocked).map(({ start, end }) => ({ start, end })));
}

function openWithin({ open, notBefore, notAfter }: AvailabilityQuestion): Span[] {
  if (notBefore >= notAfter) return [];
  const window = { start: notBefore, end: notAfter };
  return open.map((span) => intersect(span, window)).filter((span) => span !== null);
}

/** What is left for a booking is the least of all the levels that it feels; `most` when it feels none. */
function splitByUnits({ piece, levels, most }: { piece: Span; levels: readonly Level[]; most: number }): FreeTime[] {
  const near = levels.filter((level) => overlaps(level, piece));
  const cuts = near.flatMap(({ start, end }) => [start, end]).filter((at) => piece.start < at && at < piece.end);
  const ends = [...new Set([...cuts, piece.end])].toSorted((a, b) => a - b);
  const free: (Span & { units: number })[] = [];
  let start = piece.start;
  for (const end of ends) {
    const felt = near.filter((level) => overlaps(level, { start, end }));
    const units = Math.min(most, ...felt.map(({ left }) => left));
    const last = free.at(-1);
    if (last?.units === units) free[free.length - 1] = { ...last, end };
    else free.push({ start, end, units });
    start = end;
  }
  return free;
}
