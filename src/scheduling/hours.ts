import { intersectMinutes, mergeMinutes, shiftMinutes } from './clock-spans.js';
import { statementOn, type HoursLayer, type HoursSource } from './hours-statement.js';
import type { StatutoryCalendar } from './hours.types.js';
import { contains, merge } from './intervals.js';
import { addDays, asInstant, dateOf, eachDate, startOfDay, toInstant, toWall, wallAt } from './time.js';
import type { Instant, MinuteSpan, Span, WallDate, WallTime } from './time.types.js';

export type { HoursLayer };

const MINUTES_PER_DAY = 1440;

/** Whose hours are asked for: `layers` from the centre down to the zone itself. */
export interface HoursOf {
  readonly layers: readonly HoursLayer[];
  readonly calendar: StatutoryCalendar;
}

/** The open minutes of a date, merged and sorted; what passes midnight belongs to the day it starts. */
export interface OpenDay {
  readonly spans: readonly MinuteSpan[];
  readonly source: HoursSource;
}

/** Why a booking lies outside the hours: what is open on the date it starts, and the exception's reason or holiday's name. */
export interface HoursVerdict {
  readonly open: { start: WallTime; end: WallTime }[];
  /** The exception's reason, or the name of the statutory day; that one may have an English name too. */
  readonly reason?: string;
  readonly reasonEn?: string;
}

/**
 * When the zone is open on a date. Of all statements that its layers make, the first that fits this table decides:
 *
 * | rank         | fits when                                            | hours                                  |
 * | ------------ | ---------------------------------------------------- | -------------------------------------- |
 * | 1 exception  | one covers the date                                  | its spans; an empty list is closed     |
 * | 2 statutory  | the date is a public holiday, `holiday` is given     | its spans; an empty list is closed     |
 * | 3 season     | one covers the date                                  | its pattern's for the weekday          |
 * | 4 weekly     | a pattern is given, even `{}`                        | the pattern's for the weekday          |
 * | 5 none       | always                                               | closed                                 |
 *
 * Rank goes before depth: a centre's exception beats a zone's weekly pattern. At equal rank the deeper layer beats the
 * one above. A weekday that a pattern leaves out is closed. The result is then cut to what the layer above has open,
 * found in the same way, unless the deciding statement is marked `beyond`; when that cut leaves nothing, `source` is
 * the statement of the layer above, because that is what closed the zone.
 *
 * The weekday of ranks 3 and 4 is the date's own, except on a make-up working day:
 *
 * | deepest `makeUp`  | weekday                                     |
 * | ----------------- | ------------------------------------------- |
 * | a weekday         | that weekday                                |
 * | `by-notice`       | the one the calendar names, else Monday     |
 * | given by no layer | the date's own                              |
 *
 * A date of a year whose calendar isn't known is neither holiday nor make-up day: its pattern holds.
 * A span past midnight is bounded by all that the layer above has open then, whichever day that belongs to.
 */
export function openSpansOn({ date, ...of }: HoursOf & { readonly date: WallDate }): OpenDay {
  return openingBook(of)(of.layers.length - 1, date);
}

/**
 * When the zone is open on the dates from `from` to `to` (both included), as merged instants. It begins no earlier than
 * the first moment of `from`, with what the day before left running, and ends where the last span of `to` ends, which
 * may be after midnight. Where clocks change, the wall times stay and the day is shorter or longer.
 */
export function openSpans(
  asked: HoursOf & { readonly from: WallDate; readonly to: WallDate; readonly timeZone: string },
): Span[] {
  const { from, to, timeZone, layers } = asked;
  const openOn = openingBook(asked);
  const first = startOfDay(from, timeZone);
  const spans = eachDate(addDays(from, -1), to).flatMap((date) =>
    openOn(layers.length - 1, date)
      .spans.filter((span) => date >= from || span.end > MINUTES_PER_DAY)
      .map((span) => instantsOf(date, span, timeZone))
      .map((span) => ({ start: asInstant(Math.max(span.start, first)), end: span.end })),
  );
  return merge(spans.filter((span) => span.start < span.end));
}

/** Null when the half-open time from `start` to `end` lies inside one open span; set-up and clean-up aren't asked about. */
export function hoursVerdict(
  asked: HoursOf & { readonly start: Instant; readonly end: Instant; readonly timeZone: string },
): HoursVerdict | null {
  const { start, end, timeZone, layers, calendar } = asked;
  const date = dateOf(toWall(start, timeZone));
  const open = openSpans({ layers, calendar, timeZone, from: date, to: dateOf(toWall(end, timeZone)) });
  if (open.some((span) => contains(span, { start, end }))) return null;
  const openOn = openingBook({ layers, calendar });
  const today = openOn(layers.length - 1, date);
  const tail = shiftMinutes(openOn(layers.length - 1, addDays(date, -1)).spans, -MINUTES_PER_DAY);
  const spans = intersectMinutes(mergeMinutes([...tail, ...today.spans]), [{ start: 0, end: 2 * MINUTES_PER_DAY }]);
  const reason = reasonOf(today.source);
  return {
    open: spans.map((span) => ({ start: wallAt(date, span.start), end: wallAt(date, span.end) })),
    ...reason,
  };
}

function reasonOf({ rank, reason, name, nameEn }: HoursSource): Pick<HoursVerdict, 'reason' | 'reasonEn'> {
  if (reason !== undefined) return { reason };
  if (rank !== 'statutory' || name === undefined) return {};
  return { reason: name, ...(nameEn !== undefined && { reasonEn: nameEn }) };
}

/** Looks up what a layer has open on a date. */
type OpeningBook = (depth: number, date: WallDate) => OpenDay;

const books = new WeakMap<readonly HoursLayer[], { calendar: StatutoryCalendar; book: OpeningBook }>();

/** Dates kept per layer; more than anybody books or looks at between two changes of the rules. */
const MAX_DATES = 3000;

/** One book for the same layers and calendar, so that a date is worked out once as long as the caller keeps its layers. */
function openingBook({ layers, calendar }: HoursOf): OpeningBook {
  const kept = books.get(layers);
  if (kept?.calendar === calendar) return kept.book;
  const book = newOpeningBook({ layers, calendar });
  books.set(layers, { calendar, book });
  return book;
}

/** Each date is worked out once, since it is asked for again as the bound of its neighbours. */
function newOpeningBook({ layers, calendar }: HoursOf): OpeningBook {
  const known = layers.map(() => new Map<WallDate, OpenDay>());

  function openOn(depth: number, date: WallDate): OpenDay {
    const before = known[depth]?.get(date);
    if (before) return before;
    const day = workOut(depth, date);
    if ((known[depth]?.size ?? 0) >= MAX_DATES) known[depth]?.clear();
    known[depth]?.set(date, day);
    return day;
  }

  function workOut(depth: number, date: WallDate): OpenDay {
    const { spans, beyond, source } = statementOn({ date, layers: layers.slice(0, depth + 1), calendar });
    if (depth <= 0 || beyond || spans.length === 0) return { spans, source };
    const bounded = intersectMinutes(spans, openAround(depth - 1, date));
    return { spans: bounded, source: bounded.length === 0 ? openOn(depth - 1, date).source : source };
  }

  /** Counted from the date's midnight: what the day before leaves running, the date itself, and the day after. */
  function openAround(depth: number, date: WallDate): MinuteSpan[] {
    return mergeMinutes(
      [-1, 0, 1].flatMap((days) => shiftMinutes(openOn(depth, addDays(date, days)).spans, days * MINUTES_PER_DAY)),
    );
  }

  return openOn;
}

function instantsOf(date: WallDate, { start, end }: MinuteSpan, timeZone: string): Span {
  return { start: toInstant(wallAt(date, start), timeZone), end: toInstant(wallAt(date, end), timeZone) };
}
