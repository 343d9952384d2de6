import { overlaps } from './intervals.js';
import type { Instant, Span } from './time.types.js';

/** One claim on one cell, half-open; `units` null takes the cell whole. */
export interface CellUse {
  readonly from: Instant;
  readonly until: Instant;
  readonly units: number | null;
}

/** A time in which nothing about the cell's use changes and at least one claim stands; `used` leaves whole claims out. */
export interface UsageLevel extends Span {
  readonly used: number;
  readonly whole: boolean;
}

interface Change {
  readonly at: Instant;
  readonly claims: 1 | -1;
  readonly units: number;
  readonly wholes: 0 | 1 | -1;
}

/** Sweeps the claims of one cell into levels, sorted and without overlaps; times without a claim are left out. */
export function usageLevels(claims: readonly CellUse[]): UsageLevel[] {
  const levels: UsageLevel[] = [];
  const now = { claims: 0, units: 0, wholes: 0 };
  let since: Instant | undefined;
  for (const change of changesOf(claims)) {
    if (since !== undefined && since < change.at && now.claims > 0) {
      levels.push({ start: since, end: change.at, used: now.units, whole: now.wholes > 0 });
    }
    now.claims += change.claims;
    now.units += change.units;
    now.wholes += change.wholes;
    since = change.at;
  }
  return levels;
}

/** The most units of one cell that are claimed at any one moment of the span, and whether somebody has it whole then. */
export function peakUsage(claims: readonly CellUse[], span: Span): { peak: number; whole: boolean } {
  const inside = usageLevels(claims).filter((level) => overlaps(level, span));
  return {
    peak: inside.reduce((most, { used }) => Math.max(most, used), 0),
    whole: inside.some(({ whole }) => whole),
  };
}

function changesOf(claims: readonly CellUse[]): Change[] {
  return claims
    .filter(({ from, until }) => from < until)
    .flatMap(({ from, until, units }): Change[] => {
      const wholes = units === null ? 1 : 0;
      return [
        { at: from, claims: 1, units: units ?? 0, wholes },
        { at: until, claims: -1, units: -(units ?? 0), wholes: wholes === 1 ? -1 : 0 },
      ];
    })
    .toSorted((a, b) => a.at - b.at);
}
