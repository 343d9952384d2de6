import { clockSpanMinutes, parseClock } from './clock-spans.js';
import { isRecord, unknownMembers, type Fault } from './faults.js';
import { seasonDateKind, seasonsOverlap } from './season-dates.js';
import { daysBetween, parseWallDate } from './time.js';
import type { MinuteSpan, WallDate } from './time.types.js';

const MOST_SPANS_A_DAY = 10;
const MOST_SEASONS = 60;
const MOST_EXCEPTIONS = 1000;
const LONGEST_EXCEPTION_DAYS = 370;
const LONGEST_TEXT = 200;
const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'];

/**
 * All faults of an hours document, as it came from outside; an empty list means that it is an `HoursDocument`.
 * A list that is too long is reported as such and not looked into.
 */
export function validateHours(document: unknown): Fault[] {
  if (!isRecord(document)) return [fault('', 'must be an object')];
  const { weekly, seasons, statutory, exceptions } = document;
  return [
    ...unknownMembers(document, ['weekly', 'seasons', 'statutory', 'exceptions']),
    ...(weekly === undefined ? [] : patternFaults(weekly, '/weekly')),
    ...(seasons === undefined ? [] : seasonsFaults(seasons, '/seasons')),
    ...(statutory === undefined ? [] : statutoryFaults(statutory, '/statutory')),
    ...(exceptions === undefined ? [] : exceptionsFaults(exceptions, '/exceptions')),
  ];
}

/** All faults of a weekly pattern that came from outside. */
export function patternFaults(pattern: unknown, at: string): Fault[] {
  if (!isRecord(pattern)) return [fault(at, 'must be an object of weekdays, "1" for Monday to "7" for Sunday')];
  const days = WEEKDAYS.filter((weekday) => pattern[weekday] !== undefined);
  return [
    ...unknownMembers(pattern, WEEKDAYS, at),
    ...days.flatMap((weekday) => spansFaults(pattern[weekday], `${at}/${weekday}`)),
  ];
}

function spansFaults(spans: unknown, at: string): Fault[] {
  if (!Array.isArray(spans)) return [fault(at, 'must be a list of spans')];
  if (spans.length > MOST_SPANS_A_DAY) return [fault(at, `must hold no more than ${MOST_SPANS_A_DAY} spans`)];
  const faults = spans.flatMap((span: unknown, index) => spanFaults(span, `${at}/${index}`));
  return faults.length > 0 ? faults : overlapFaults(spans as { start: string; end: string }[], at);
}

function spanFaults(span: unknown, at: string): Fault[] {
  if (!isRecord(span)) return [fault(at, 'must be an object with start and end')];
  const { start, end } = span;
  const faults = unknownMembers(span, ['start', 'end'], at);
  if (typeof start !== 'string' || parseClock(start) === null || start === '24:00') {
    faults.push(fault(`${at}/start`, 'must be a clock time from 00:00 to 23:59'));
  }
  if (typeof end !== 'string' || parseClock(end) === null) {
    faults.push(fault(`${at}/end`, 'must be a clock time from 00:00 to 24:00'));
  }
  if (faults.length === 0 && start === end) {
    faults.push(fault(`${at}/end`, 'must differ from the start; a whole day is 00:00 to 24:00'));
  }
  return faults;
}

function overlapFaults(spans: readonly { start: string; end: string }[], at: string): Fault[] {
  const minutes = spans.map(clockSpanMinutes);
  return minutes.flatMap((span, index) => {
    const earlier = minutes.slice(0, index).findIndex((other) => meet(span, other));
    return earlier < 0 ? [] : [fault(`${at}/${index}`, `overlaps the span ${earlier} of the same day`)];
  });
}

function meet(a: MinuteSpan | null, b: MinuteSpan | null): boolean {
  return a !== null && b !== null && a.start < b.end && b.start < a.end;
}

function seasonsFaults(seasons: unknown, at: string): Fault[] {
  if (!Array.isArray(seasons)) return [fault(at, 'must be a list of seasons')];
  if (seasons.length > MOST_SEASONS) return [fault(at, `must hold no more than ${MOST_SEASONS} seasons`)];
  const faults = seasons.flatMap((season: unknown, index) => seasonFaults(season, `${at}/${index}`));
  if (faults.length > 0) return faults;
  const dated = seasons as { from: string; to: string; name: string }[];
  return dated.flatMap((season, index) => {
    const earlier = dated.slice(0, index).find((other) => seasonsOverlap(season, other));
    return earlier ? [fault(`${at}/${index}`, `overlaps the season "${earlier.name}"`)] : [];
  });
}

function seasonFaults(season: unknown, at: string): Fault[] {
  if (!isRecord(season)) return [fault(at, 'must be an object')];
  const { name, from, to, weekly, beyond } = season;
  return [
    ...unknownMembers(season, ['name', 'from', 'to', 'weekly', 'beyond'], at),
    ...textFaults(name, `${at}/name`),
    ...seasonDatesFaults({ from, to, at }),
    ...patternFaults(weekly, `${at}/weekly`),
    ...beyondFaults(beyond, at),
  ];
}

function seasonDatesFaults({ from, to, at }: { from: unknown; to: unknown; at: string }): Fault[] {
  const fromKind = typeof from === 'string' ? seasonDateKind(from) : null;
  const toKind = typeof to === 'string' ? seasonDateKind(to) : null;
  const faults: Fault[] = [];
  if (!fromKind) faults.push(fault(`${at}/from`, 'must be a date, or month and day for every year'));
  if (!toKind) faults.push(fault(`${at}/to`, 'must be a date, or month and day for every year'));
  if (!fromKind || !toKind) return faults;
  if (fromKind !== toKind) return [fault(`${at}/to`, 'must have a year exactly when from has one')];
  const isBackwards = fromKind === 'dated' && String(from) > String(to);
  return isBackwards ? [fault(`${at}/to`, 'must not be before from')] : [];
}

function statutoryFaults(statutory: unknown, at: string): Fault[] {
  if (!isRecord(statutory)) return [fault(at, 'must be an object')];
  const { holiday, makeUp, beyond } = statutory;
  const isMakeUp = makeUp === undefined || makeUp === 'by-notice' || WEEKDAYS.some((day) => Number(day) === makeUp);
  return [
    ...unknownMembers(statutory, ['holiday', 'makeUp', 'beyond'], at),
    ...(holiday === undefined ? [] : spansFaults(holiday, `${at}/holiday`)),
    ...(isMakeUp ? [] : [fault(`${at}/makeUp`, 'must be a weekday from 1 to 7, or "by-notice"')]),
    ...beyondFaults(beyond, at),
  ];
}

function exceptionsFaults(exceptions: unknown, at: string): Fault[] {
  if (!Array.isArray(exceptions)) return [fault(at, 'must be a list of exceptions')];
  if (exceptions.length > MOST_EXCEPTIONS) return [fault(at, `must hold no more than ${MOST_EXCEPTIONS} exceptions`)];
  const faults = exceptions.flatMap((exception: unknown, index) => exceptionFaults(exception, `${at}/${index}`));
  return faults.length > 0 ? faults : doubledFaults(exceptions as { from: string; to: string }[], at);
}

function exceptionFaults(exception: unknown, at: string): Fault[] {
  if (!isRecord(exception)) return [fault(at, 'must be an object')];
  const { from, to, spans, reason, beyond } = exception;
  const first = typeof from === 'string' ? parseWallDate(from) : null;
  const last = typeof to === 'string' ? parseWallDate(to) : null;
  return [
    ...unknownMembers(exception, ['from', 'to', 'spans', 'reason', 'beyond'], at),
    ...(first ? [] : [fault(`${at}/from`, 'must be a date')]),
    ...(last ? [] : [fault(`${at}/to`, 'must be a date')]),
    ...(first && last ? runFaults({ first, last, at }) : []),
    ...spansFaults(spans, `${at}/spans`),
    ...textFaults(reason, `${at}/reason`),
    ...beyondFaults(beyond, at),
  ];
}

function runFaults({ first, last, at }: { first: WallDate; last: WallDate; at: string }): Fault[] {
  if (first > last) return [fault(`${at}/to`, 'must not be before from')];
  const isLong = daysBetween(first, last) + 1 > LONGEST_EXCEPTION_DAYS;
  return isLong ? [fault(`${at}/to`, `must be no more than ${LONGEST_EXCEPTION_DAYS} days, both included`)] : [];
}

/** Sorted by their first date, runs share a date exactly when some run begins before all earlier ones have ended. */
function doubledFaults(exceptions: readonly { from: string; to: string }[], at: string): Fault[] {
  const faults: Fault[] = [];
  let furthest = '';
  const inOrder = [...exceptions.entries()].toSorted(([, a], [, b]) =>
    a.from < b.from ? -1 : a.from > b.from ? 1 : 0,
  );
  for (const [index, { from, to }] of inOrder) {
    if (from <= furthest) faults.push(fault(`${at}/${index}`, `covers ${from}, as another exception does`));
    if (to > furthest) furthest = to;
  }
  return faults;
}

function textFaults(text: unknown, at: string): Fault[] {
  const isGood = typeof text === 'string' && text.trim() !== '' && text.length <= LONGEST_TEXT;
  return isGood ? [] : [fault(at, `must be a text of 1 to ${LONGEST_TEXT} characters`)];
}

function beyondFaults(beyond: unknown, at: string): Fault[] {
  return beyond === undefined || typeof beyond === 'boolean' ? [] : [fault(`${at}/beyond`, 'must be true or false')];
}

function fault(pointer: string, detail: string): Fault {
  return { pointer, detail };
}
