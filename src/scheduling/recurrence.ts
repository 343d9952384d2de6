import { boundFaults, boundsOf, stopFault } from './recurrence.bounds.js';
import { Collector } from './recurrence.collect.js';
import { readListedDates, type ListedDates } from './recurrence.dates.js';
import { daysFaults, takesInMakeUp } from './recurrence.days.js';
import { generateWalls } from './recurrence.generate.js';
import { parseRule } from './recurrence.parse.js';
import { neverHappens } from './recurrence.parts.js';
import type { Expansion, RecurrenceRequest, Rule, RuleFault } from './recurrence.types.js';
import { addDays, addMinutes, dateOf, isTimeZone, minuteOfDay, wallAt } from './time.js';
import type { WallTime } from './time.types.js';

/** A recurrence whose texts have been read. `last` is how far its dates are generated. */
interface Plan {
  readonly request: RecurrenceRequest;
  readonly rule: Rule;
  readonly excluded: ListedDates;
  readonly added: ListedDates;
  readonly last: WallTime;
  /** The rule's own UNTIL ends it within `last`. */
  readonly endsInside: boolean;
}

/**
 * Expands a recurrence to its dates on the wall clock of a zone, ascending and each once.
 *
 * - Every date of the rule has the start's time of day. A time that clocks skip is left out and reported; of one that
 *   comes twice the first is meant (RFC 5545 §3.3.5).
 * - The start bounds the rule; when it is no date of the rule itself (which RFC 5545 leaves undefined), the first
 *   occurrence is the first date of the rule after it.
 * - COUNT counts dates of the rule before `exdates` and holidays are taken out; times that don't exist aren't counted.
 *   With `working-days` it counts the dates that come of it, still before `exdates`.
 * - `rdates` are added whatever `days` says; `exdates` beat them, and one that meets nothing is harmless.
 * - With `limit` the list is cut there, at `maxOccurrences` and at the horizon. Without it, a rule that has no end, gives
 *   more than `maxOccurrences` or goes on after `horizonEnd` is a fault.
 * - A rule that gives nothing at all is an empty list.
 */
export function expandRecurrence(request: RecurrenceRequest): Expansion {
  const plan = readPlan(request);
  if ('faults' in plan) return { ok: false, faults: plan.faults };
  const { rule, added, excluded } = plan;
  const collector = new Collector(request, rule, excluded);
  const isDone = walkRule(plan, collector);
  const goesOn = collector.stop === null && !plan.endsInside && !neverHappens(rule);
  const stop = goesOn ? 'horizon' : collector.stop;
  const isEmpty = collector.occurrences.length === 0 && collector.skipped.length === 0;
  if (request.limit === undefined && !isEmpty) {
    if (!isDone) return { ok: false, faults: [{ part: 'rrule', detail: 'takes too much work to expand' }] };
    if (stop === 'full' || stop === 'horizon') return { ok: false, faults: [stopFault(rule, stop, request)] };
  }
  const leavesOutAdded = collector.add(added);
  if (leavesOutAdded && request.limit === undefined) {
    return { ok: false, faults: [{ part: 'rdates', detail: 'lie after the last date allowed, or are too many' }] };
  }
  const complete = isDone && !leavesOutAdded && (stop === null || stop === 'count');
  return { ok: true, occurrences: collector.occurrences, skipped: collector.leftOut(), complete };
}

function readPlan(request: RecurrenceRequest): Plan | { faults: RuleFault[] } {
  const { timeZone, days = 'any' } = request;
  if (!isTimeZone(timeZone)) return { faults: [{ part: 'timeZone', detail: 'is not an IANA time zone' }] };
  const parsed = parseRule(request.rrule);
  const excluded = readListedDates('exdates', request.exdates ?? [], timeZone);
  const added = readListedDates('rdates', request.rdates ?? [], timeZone);
  const listFaults = [...excluded.faults, ...added.faults];
  if (!parsed.ok) return { faults: [...parsed.faults, ...listFaults] };
  const { rule } = parsed;
  const bounds = boundsOf(rule, request);
  const faults = [...daysFaults(days, rule), ...boundFaults(rule, bounds, request), ...listFaults];
  if (faults.length > 0) return { faults };
  const endsInside = bounds.end !== null && bounds.end <= bounds.last;
  return { request, rule, excluded: excluded.listed, added: added.listed, last: bounds.last, endsInside };
}

/** Feeds the collector the dates of the rule, with the make-up days between them; false when that was too much work. */
function walkRule({ request, rule, last }: Plan, collector: Collector): boolean {
  const { start } = request;
  let next = start;
  const takeMakeUps = (before: WallTime): boolean => {
    if (request.days !== 'working-days' || !request.calendar) return true;
    const clock = minuteOfDay(start);
    for (; next < before; next = wallAt(addDays(dateOf(next), 1), clock)) {
      const date = dateOf(next);
      if (takesInMakeUp(rule, start, { date, day: request.calendar(date) }) && !collector.take(next)) return false;
    }
    return true;
  };
  const isDone =
    neverHappens(rule) ||
    generateWalls({ rule, start, last }, (wall) => {
      const goesOn = takeMakeUps(wall) && collector.take(wall);
      next = wallAt(addDays(dateOf(wall), 1), minuteOfDay(start));
      return goesOn;
    });
  if (isDone && collector.stop === null) takeMakeUps(addMinutes(last, 1));
  return isDone;
}
