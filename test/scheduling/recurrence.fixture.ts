import { expandRecurrence } from '../../src/scheduling/recurrence.js';
import type { Expansion, RecurrenceRequest } from '../../src/scheduling/recurrence.types.js';
import { parseWallDate, parseWallTime } from '../../src/scheduling/time.js';
import type { WallDate, WallTime } from '../../src/scheduling/time.types.js';

export function wall(text: string): WallTime {
  const parsed = parseWallTime(text);
  if (parsed === null) throw new Error(`not a wall time: ${text}`);
  return parsed;
}

export function day(text: string): WallDate {
  const parsed = parseWallDate(text);
  if (parsed === null) throw new Error(`not a date: ${text}`);
  return parsed;
}

type Given = Partial<Omit<RecurrenceRequest, 'start' | 'horizonEnd'>> & {
  readonly start: string;
  readonly rrule: string;
  readonly horizonEnd?: string;
};

/** Expands with New York, 400 occurrences at most and a horizon far away, unless the test says otherwise. */
export function expand({ start, horizonEnd = '2100-12-31', ...rest }: Given): Expansion {
  return expandRecurrence({
    timeZone: 'America/New_York',
    maxOccurrences: 400,
    start: wall(start),
    horizonEnd: day(horizonEnd),
    ...rest,
  });
}

export function granted(given: Given): Extract<Expansion, { ok: true }> {
  const expansion = expand(given);
  if (!expansion.ok) throw new Error(`refused: ${JSON.stringify(expansion.faults)}`);
  return expansion;
}

export function datesOf(given: Given): string[] {
  return granted(given).occurrences.map((occurrence) => occurrence.local.slice(0, 10));
}

export function partsAtFault(given: Given): string[] {
  const expansion = expand(given);
  return expansion.ok ? [] : expansion.faults.map((fault) => fault.part);
}
