import type { InputFault } from '../platform/problems/problem.js';
import { expandRecurrence } from '../scheduling/recurrence.js';
import type { RuleFault } from '../scheduling/recurrence.types.js';
import { addDays, addMinutes, dateOf, daysBetween, toInstant, toWall, wallMinutesBetween } from '../scheduling/time.js';
import { MINUTE, type Instant, type Span, type WallDate, type WallTime } from '../scheduling/time.types.js';
import type { ClosureRecurrence } from './closure.store.js';

/** So far ahead dates of a recurring closure are written; no booking's horizon reaches further. */
export const DAYS_AHEAD = 400;
/** The longest that one date of a closure may last. */
export const LONGEST_DAYS = 370;

export interface ClosureTimes {
  readonly startWall: WallTime;
  readonly endWall: WallTime;
  /** The instants of the first date; those of a time that comes twice can't be told from its wall time. */
  readonly first: Span;
  readonly recurrence: ClosureRecurrence | null;
  readonly timeZone: string;
}

/** `extendedUntil` is null when there are no more dates to come. */
export type ClosureExpansion =
  | { readonly ok: true; readonly spans: readonly Span[]; readonly extendedUntil: WallDate | null }
  | { readonly ok: false; readonly faults: readonly InputFault[] };

/**
 * The dates of a closure that have not ended at `now`, at most 400 days ahead. What is running is as if it started now:
 * the past isn't closed. Dates that clocks skip are left out. Faults point into the request's body.
 */
export function expandClosure(
  times: ClosureTimes,
  { now, maxOccurrences }: { now: Instant; maxOccurrences: number },
): ClosureExpansion {
  const lengthFault = lengthFaultOf(times);
  if (lengthFault) return { ok: false, faults: [lengthFault] };
  const from = wholeMinute(now);
  if (!times.recurrence) {
    if (times.first.end <= from)
      return { ok: false, faults: [{ pointer: '/end', detail: 'must not lie in the past' }] };
    return { ok: true, spans: cutAt([times.first], from), extendedUntil: null };
  }
  const horizonEnd = addDays(dateOf(toWall(now, times.timeZone)), DAYS_AHEAD);
  const expansion = expandRecurrence({
    start: times.startWall,
    timeZone: times.timeZone,
    ...times.recurrence,
    maxOccurrences,
    limit: maxOccurrences,
    horizonEnd,
  });
  if (!expansion.ok) return { ok: false, faults: expansion.faults.map(faultOf) };
  const { occurrences, complete } = expansion;
  const minutes = wallMinutesBetween(times.startWall, times.endWall);
  const all = occurrences.map(({ local, instant }) => ({
    start: instant,
    end: toInstant(addMinutes(local, minutes), times.timeZone),
  }));
  const spans = cutAt(all, from);
  if (spans.length === 0) {
    return { ok: false, faults: [{ pointer: '/recurrence/rrule', detail: 'gives no date that is still to come' }] };
  }
  if (spans.some((span, index) => span.start < (spans[index - 1]?.end ?? span.start))) {
    return { ok: false, faults: [{ pointer: '/end', detail: 'lies after the start of the next date of the rule' }] };
  }
  const last = occurrences.at(-1);
  const reached = occurrences.length >= maxOccurrences && last ? dateOf(last.local) : horizonEnd;
  return { ok: true, spans, extendedUntil: complete ? null : reached };
}

export const wholeMinute = (at: Instant): Instant => (Math.floor(at / MINUTE) * MINUTE) as Instant;

function lengthFaultOf({ first, startWall, endWall, recurrence }: ClosureTimes): InputFault | null {
  if (first.end <= first.start || (recurrence && endWall <= startWall))
    return { pointer: '/end', detail: 'must be after the start' };
  const isLong = daysBetween(dateOf(startWall), dateOf(endWall)) > LONGEST_DAYS;
  return isLong ? { pointer: '/end', detail: `a closure lasts at most ${LONGEST_DAYS} days` } : null;
}

const cutAt = (spans: readonly Span[], from: Instant): Span[] =>
  spans.filter(({ end }) => end > from).map(({ start, end }) => ({ start: start < from ? from : start, end }));

function faultOf({ part, detail }: RuleFault): InputFault {
  if (part === 'start') return { pointer: '/start', detail };
  if (part === 'exdates') return { pointer: '/recurrence/exdates', detail };
  return { pointer: '/recurrence/rrule', detail: part === 'rrule' ? detail : `${part} ${detail}` };
}
