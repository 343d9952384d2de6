import { badInput, type InputFault, type Problem } from '../platform/problems/problem.js';
import { dayOf } from '../scheduling/calendar.js';
import { isTakenByHeads } from '../scheduling/claims.js';
import { expandRecurrence } from '../scheduling/recurrence.js';
import type { SkippedTime } from '../scheduling/recurrence.types.js';
import {
  addDays,
  addMinutes,
  dateOf,
  parseInstant,
  parseWallTime,
  resolveWall,
  toInstant,
  toWall,
  wallMinutesBetween,
} from '../scheduling/time.js';
import { DAY, type Instant, type WallTime } from '../scheduling/time.types.js';
import type { Candidate } from '../scheduling/verdict.js';
import type { Zone } from '../scheduling/zones.types.js';
import type { Recurrence } from './booking.types.js';
import type { RecurrenceBody, ReplacementBody } from './dto/booking.parts.js';
import type { Rules } from './world.service.js';

/** Bounds from the settings on what one series may ask for. */
export interface SeriesBounds {
  readonly maxOccurrences: number;
  readonly horizonYears: number;
}

/** The longest single occurrence, which the table's CHECK also holds. */
export const MAX_OCCURRENCE_DAYS = 14;

export interface ResolvedTime {
  readonly wall: WallTime;
  readonly instant: Instant;
}

/**
 * Reads a time of a request: wall time of the centre, or an instant. A wall time that the clock change leaves out is
 * bad input in a single booking; in a series (`ofSeries`) it is skipped and reported later. An ambiguous one means the
 * first. Gives a fault instead of throwing.
 */
export function readTime(text: string, timeZone: string, { ofSeries = false } = {}): ResolvedTime | { fault: string } {
  const wall = parseWallTime(text);
  if (wall) {
    const resolved = resolveWall(wall, timeZone);
    if (resolved.kind === 'gap' && ofSeries) return { wall, instant: toInstant(wall, timeZone) };
    if (resolved.kind === 'gap')
      return {
        fault: `"${text}" does not exist in ${timeZone}: the clock is put forward over it. Choose another time.`,
      };
    return { wall, instant: resolved.instant };
  }
  const instant = parseInstant(text);
  if (instant === null)
    return { fault: `"${text}" is not a time; send 2026-12-01T14:00 or 2026-12-01T14:00:00+08:00.` };
  return { wall: toWall(instant, timeZone), instant };
}

/** Collects the faults of one request, so that all are told at once. */
export class Faults {
  private readonly list: InputFault[] = [];

  add(pointer: string, detail: string): void {
    this.list.push({ pointer, detail });
  }

  /** The value, or a fault at the pointer and null. */
  take<T extends object>(pointer: string, value: T | { fault: string }): T | null {
    if (!('fault' in value)) return value;
    this.add(pointer, value.fault);
    return null;
  }

  asProblem(): Problem {
    return badInput(this.list);
  }

  throwIfAny(): void {
    if (this.list.length > 0) throw this.asProblem();
  }
}

export interface TimeSpan {
  readonly start: ResolvedTime;
  readonly end: ResolvedTime;
}

interface SpanQuestion {
  readonly start: string;
  readonly end: string;
  readonly timeZone: string;
  readonly ofSeries: boolean;
  readonly faults: Faults;
}

/** Reads start and end; faults when the end is not after the start or the length passes the bound of one occurrence. */
export function readSpan({ start, end, timeZone, ofSeries, faults }: SpanQuestion): TimeSpan | null {
  const from = faults.take('/start', readTime(start, timeZone, { ofSeries }));
  const until = faults.take('/end', readTime(end, timeZone, { ofSeries }));
  if (!from || !until) return null;
  if (until.instant <= from.instant && !(ofSeries && until.wall > from.wall)) {
    faults.add('/end', `"${end}" is not after the start "${start}"; send a later end.`);
    return null;
  }
  if (until.instant - from.instant > MAX_OCCURRENCE_DAYS * DAY) {
    faults.add(
      '/end',
      `"${end}" is more than ${MAX_OCCURRENCE_DAYS} days after the start; make it a series or several bookings.`,
    );
    return null;
  }
  return { start: from, end: until };
}

/** The heads of a booking of this zone: the zone's seats when none are named, which a shared zone does not allow. */
export function readHeads(heads: number | null | undefined, zone: Zone, faults: Faults): number {
  if (heads !== undefined && heads !== null) return heads;
  if (isTakenByHeads(zone)) faults.add('/heads', `Say how many people come: ${zone.code} is shared by the head.`);
  return zone.seats ?? 1;
}

export const recurrenceOf = (body: RecurrenceBody): Recurrence => ({
  rrule: body.rrule,
  exdates: body.exdates ?? [],
  rdates: body.rdates ?? [],
  days: body.days ?? 'any',
});

export interface SeriesQuestion {
  readonly rules: Rules;
  readonly zone: Zone;
  readonly start: ResolvedTime;
  readonly end: ResolvedTime;
  readonly heads: number;
  readonly recurrence: Recurrence | null;
  readonly bounds: SeriesBounds;
  readonly now: Instant;
}

export interface Series {
  readonly candidates: Candidate[];
  readonly skipped: readonly SkippedTime[];
}

/** Expands a request to one candidate per date; faults name the part of the rule that is wrong. */
export function expandSeries(question: SeriesQuestion, faults: Faults): Series {
  const { rules, start, end, recurrence, bounds, now } = question;
  if (!recurrence) return { candidates: [candidateAt(question, { start, end })], skipped: [] };
  const { timeZone } = rules.plan;
  const expansion = expandRecurrence({
    start: start.wall,
    timeZone,
    ...recurrence,
    calendar: (date) => dayOf(date, rules.hours.calendar),
    maxOccurrences: bounds.maxOccurrences,
    horizonEnd: addDays(dateOf(toWall(now, timeZone)), Math.round(bounds.horizonYears * 365.25)),
  });
  if (!expansion.ok) {
    for (const { part, detail } of expansion.faults) faults.add(pointerOf(part), `${part}: ${detail}`);
    return { candidates: [], skipped: [] };
  }
  if (expansion.occurrences.length === 0)
    faults.add('/recurrence/rrule', 'rrule: this rule has no date at all; widen it.');
  const length = wallMinutesBetween(start.wall, end.wall);
  const skipped: SkippedTime[] = [...expansion.skipped];
  const candidates: Candidate[] = [];
  for (const { local, instant } of expansion.occurrences) {
    const endWall = addMinutes(local, length);
    const resolved = resolveWall(endWall, timeZone);
    if (resolved.kind === 'gap' || resolved.instant <= instant) skipped.push({ local, reason: 'nonexistent' });
    else
      candidates.push(
        candidateAt(question, { start: { wall: local, instant }, end: { wall: endWall, instant: resolved.instant } }),
      );
  }
  return { candidates, skipped };
}

const pointerOf = (part: string): string => {
  if (part === 'start') return '/start';
  if (part === 'exdates' || part === 'rdates' || part === 'days') return `/recurrence/${part}`;
  return '/recurrence/rrule';
};

export function candidateAt({ zone, heads }: { zone: Zone; heads: number }, { start, end }: TimeSpan): Candidate {
  return {
    series: start.wall,
    zone,
    startWall: start.wall,
    endWall: end.wall,
    start: start.instant,
    end: end.instant,
    heads,
    setupMinutes: zone.rules.setupMinutes,
    cleanupMinutes: zone.rules.cleanupMinutes,
  };
}

/** Puts the dates that a mixed plan names elsewhere; a replacement that names no date of the series is a fault. */
export function applyReplacements(
  candidates: readonly Candidate[],
  replacements: readonly ReplacementBody[],
  { rules, heads, faults }: { rules: Rules; heads: number | null | undefined; faults: Faults },
): { candidates: Candidate[]; replaced: ReadonlySet<WallTime> } {
  const bySeries = new Map(candidates.map((candidate) => [candidate.series, candidate]));
  const replaced = new Set<WallTime>();
  replacements.forEach((replacement, i) => {
    const at = `/replacements/${i}`;
    const named = faults.take(`${at}/start`, readTime(replacement.start, rules.plan.timeZone));
    if (!named) return;
    const candidate = bySeries.get(named.wall);
    if (!candidate)
      return faults.add(
        `${at}/start`,
        `"${replacement.start}" is not one of the dates of this request; name the start of one that is.`,
      );
    if (replaced.has(named.wall))
      return faults.add(`${at}/start`, `"${replacement.start}" is replaced twice; keep one of the two.`);
    const moved = replaceOne(candidate, replacement, { at, rules, heads, faults });
    if (moved) bySeries.set(named.wall, moved);
    replaced.add(named.wall);
  });
  return { candidates: candidates.map((candidate) => bySeries.get(candidate.series) ?? candidate), replaced };
}

interface ReplaceContext {
  readonly at: string;
  readonly rules: Rules;
  readonly heads: number | null | undefined;
  readonly faults: Faults;
}

function replaceOne(
  candidate: Candidate,
  { zone: code, newStart, newEnd }: ReplacementBody,
  { at, rules, heads, faults }: ReplaceContext,
): Candidate | null {
  const { timeZone } = rules.plan;
  const zone = code === undefined ? candidate.zone : rules.plan.byCode.get(code);
  if (!zone) faults.add(`${at}/zone`, `There is no zone "${code}" in this centre.`);
  const start =
    newStart === undefined
      ? { wall: candidate.startWall, instant: candidate.start }
      : faults.take(`${at}/newStart`, readTime(newStart, timeZone));
  if (!start || !zone) return null;
  const sameLength = addMinutes(start.wall, wallMinutesBetween(candidate.startWall, candidate.endWall));
  const end = faults.take(`${at}/newEnd`, readTime(newEnd ?? sameLength, timeZone));
  if (!end) return null;
  if (end.instant <= start.instant || end.instant - start.instant > MAX_OCCURRENCE_DAYS * DAY) {
    faults.add(`${at}/newEnd`, `The end must be after the start and at most ${MAX_OCCURRENCE_DAYS} days later.`);
    return null;
  }
  // The same people come, as many as fit: so a place that was offered for them is taken when it is sent back.
  const sameParty = Math.min(candidate.heads, zone.seats ?? candidate.heads);
  return {
    ...candidateAt({ zone, heads: heads ?? sameParty }, { start, end }),
    series: candidate.series,
  };
}
