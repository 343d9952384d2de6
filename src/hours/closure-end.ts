import { badInput, notFound, Problem } from '../platform/problems/problem.js';
import { dateOf, daysBetween, toWall } from '../scheduling/time.js';
import type { Instant, Span } from '../scheduling/time.types.js';
import type { ClosureDate } from './closure-dates.js';
import { LONGEST_DAYS } from './closure-expansion.js';
import { readInstant } from '../platform/http/period.js';

/** A date with its new end. `added` is the time that is closed in addition; null when it ends earlier. */
export interface NewEnd {
  readonly date: ClosureDate;
  readonly added: Span | null;
}

/**
 * Gives one date another end. Throws `bad-input` for an end that is none, `not-found` for a date of another closure, and
 * `conflict` when the date is over.
 */
export function newEndOf(
  dates: readonly ClosureDate[],
  asked: { end: string; date: string | undefined; at: Instant; timeZone: string },
): NewEnd {
  const { at, timeZone } = asked;
  const end = readInstant(asked.end, timeZone);
  if (end === null) throw badInput([{ pointer: '/end', detail: `${asked.end} does not exist in ${timeZone}` }]);
  if (asked.date === undefined && dates.length !== 1) {
    throw badInput([{ pointer: '/date', detail: 'say which date of the closure gets the new end' }]);
  }
  const old = standingDate(dates, asked.date ?? dates[0]?.id ?? '', at);
  if (end <= old.start || end < at) {
    throw badInput([{ pointer: '/end', detail: 'must be after the start and not in the past' }]);
  }
  if (daysBetween(dateOf(toWall(old.start, timeZone)), dateOf(toWall(end, timeZone))) > LONGEST_DAYS) {
    throw badInput([{ pointer: '/end', detail: `a closure lasts at most ${LONGEST_DAYS} days` }]);
  }
  return { date: { ...old, end }, added: end > old.end ? { start: old.end, end } : null };
}

/** The date of this id, as long as it has not ended. */
export function standingDate(dates: readonly ClosureDate[], id: string, at: Instant): ClosureDate {
  const date = dates.find((one) => one.id === id);
  if (!date) throw notFound('such date of this closure');
  if (date.end <= at) throw new Problem('conflict', 'This date of the closure is over.');
  return date;
}
