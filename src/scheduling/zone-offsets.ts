import { tzOffset } from '@date-fns/tz';
import { DAY, MINUTE } from './time.types.js';

/** `offsetMinutes` holds from the end of the span before (or the block's start) up to `until`, not included. */
interface OffsetSpan {
  readonly until: number;
  readonly offsetMinutes: number;
}

/**
 * Offsets are looked up once for a block of 52 weeks and kept, because asking Intl costs some microseconds and a long
 * series asks thousands of times. No zone has changed its clock twice within a week since 1970.
 */
const STEP = 7 * DAY;
const BLOCK = 52 * STEP;

const blocksOfZone = new Map<string, Map<number, readonly OffsetSpan[]>>();

/** Minutes to add to UTC to get the wall time of the zone; the few historic offsets with seconds are cut to the minute. */
export function zoneOffsetMinutes(epochMs: number, timeZone: string): number {
  for (const span of blockAt(epochMs, timeZone)) {
    if (epochMs < span.until) return span.offsetMinutes;
  }
  return askOffset(timeZone, epochMs);
}

/** The first change of offset in (`fromMs`, `toMs`], or null; the range is at most a few days. */
export function firstOffsetChange(fromMs: number, toMs: number, timeZone: string): number | null {
  const before = zoneOffsetMinutes(fromMs, timeZone);
  return zoneOffsetMinutes(toMs, timeZone) === before ? null : changeBetween(fromMs, toMs, timeZone);
}

function blockAt(epochMs: number, timeZone: string): readonly OffsetSpan[] {
  let blocks = blocksOfZone.get(timeZone);
  if (!blocks) {
    blocks = new Map();
    blocksOfZone.set(timeZone, blocks);
  }
  const index = Math.floor(epochMs / BLOCK);
  let spans = blocks.get(index);
  if (!spans) {
    spans = surveyBlock(index * BLOCK, timeZone);
    blocks.set(index, spans);
  }
  return spans;
}

function surveyBlock(start: number, timeZone: string): OffsetSpan[] {
  const spans: OffsetSpan[] = [];
  let offsetMinutes = askOffset(timeZone, start);
  for (let from = start; from < start + BLOCK; from += STEP) {
    const next = askOffset(timeZone, from + STEP);
    if (next === offsetMinutes) continue;
    spans.push({ until: changeBetween(from, from + STEP, timeZone), offsetMinutes });
    offsetMinutes = next;
  }
  spans.push({ until: start + BLOCK, offsetMinutes });
  return spans;
}

/** Halves a range whose ends differ until it is one minute wide; clocks change on whole minutes. */
function changeBetween(fromMs: number, toMs: number, timeZone: string): number {
  const before = askOffset(timeZone, fromMs);
  let low = Math.floor(fromMs / MINUTE);
  let high = Math.ceil(toMs / MINUTE);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (askOffset(timeZone, middle * MINUTE) === before) low = middle;
    else high = middle;
  }
  return high * MINUTE;
}

function askOffset(timeZone: string, epochMs: number): number {
  const minutes = tzOffset(timeZone, new Date(epochMs));
  if (Number.isNaN(minutes)) throw new RangeError(`Unknown time zone: ${timeZone}`);
  return Math.trunc(minutes);
}
