import type { Weekday } from './hours.types.js';
import { crossFaults } from './recurrence.parts.js';
import type { Frequency, Rule, RuleDay, RuleFault, Until } from './recurrence.types.js';
import { parseInstant, parseWallDate, parseWallTime } from './time.js';

const MAX_TEXT = 500;
const MAX_INTERVAL = 1000;
const MAX_COUNT = 1_000_000;
const FREQUENCIES: readonly string[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const TOO_FINE: readonly string[] = ['SECONDLY', 'MINUTELY', 'HOURLY'];
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const UNTIL = /^(\d{4})(\d{2})(\d{2})(?:T([01]\d|2[0-3])([0-5]\d)[0-5]\d(Z)?)?$/;

type Draft = { -readonly [Part in keyof Rule]?: Rule[Part] };

/** Reads the value of one part into the draft, or says what is wrong with it. */
type PartReader = (value: string, draft: Draft) => string | null;

const READERS: Readonly<Record<string, PartReader>> = {
  FREQ: readFrequency,
  INTERVAL: (value, draft) => {
    draft.interval = wholeNumber(value, MAX_INTERVAL);
    return draft.interval === undefined ? `must be a whole number from 1 to ${MAX_INTERVAL}` : null;
  },
  COUNT: (value, draft) => {
    draft.count = wholeNumber(value, MAX_COUNT);
    return draft.count === undefined ? `must be a whole number from 1 to ${MAX_COUNT}` : null;
  },
  UNTIL: (value, draft) => {
    draft.until = readUntil(value);
    return draft.until ? null : 'must be a real date or time such as 20261231, 20261231T235900 or 20261231T155900Z';
  },
  BYDAY: (value, draft) => {
    draft.byDay = readDays(value);
    return draft.byDay
      ? null
      : 'must list weekdays such as MO or, with a position from 1 to 53 or -1 to -53, 2MO or -1FR';
  },
  BYMONTHDAY: numbers('byMonthDay', { max: 31, signed: true }),
  BYMONTH: numbers('byMonth', { max: 12, signed: false }),
  BYYEARDAY: numbers('byYearDay', { max: 366, signed: true }),
  BYWEEKNO: numbers('byWeekNo', { max: 53, signed: true }),
  BYSETPOS: numbers('bySetPos', { max: 366, signed: true }),
  WKST: (value, draft) => {
    draft.weekStart = weekdayNamed(value);
    return draft.weekStart === undefined ? 'must be one of MO, TU, WE, TH, FR, SA, SU' : null;
  },
  BYHOUR: () => 'is not supported: the time of day is that of the start',
  BYMINUTE: () => 'is not supported: the time of day is that of the start',
  BYSECOND: () => 'is not supported: the time of day is that of the start',
};

/**
 * Reads the text of an RRULE (RFC 5545 §3.3.10), with or without `RRULE:` in front and in any case of letters.
 * Stricter than the RFC: nothing finer than DAILY, no time of day, an INTERVAL of at most 1000, text of at most 500
 * characters. All faults are given at once, each with the part it is about.
 */
export function parseRule(text: string): { ok: true; rule: Rule } | { ok: false; faults: RuleFault[] } {
  if (text.length > MAX_TEXT) return refused({ part: 'rrule', detail: `is longer than ${MAX_TEXT} characters` });
  const body = text.toUpperCase().replace(/^RRULE:/, '');
  if (body === '') return refused({ part: 'rrule', detail: 'is empty' });
  const draft: Draft = {};
  const faults: RuleFault[] = [];
  const seen = new Set<string>();
  for (const piece of body.split(';')) {
    const [name = '', value = '', ...more] = piece.split('=');
    const reader = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
    if (!reader) faults.push({ part: name === '' ? 'rrule' : name, detail: 'is not a part of a recurrence rule' });
    else if (seen.has(name)) faults.push({ part: name, detail: 'is given twice' });
    else {
      const detail = more.length > 0 ? 'has more than one "="' : reader(value, draft);
      if (detail !== null) faults.push({ part: name, detail });
    }
    seen.add(name);
  }
  if (!seen.has('FREQ')) faults.push({ part: 'FREQ', detail: 'is missing' });
  const { freq, interval = 1, weekStart = 1, ...parts } = draft;
  if (faults.length > 0 || freq === undefined) return refused(...faults);
  const rule: Rule = { ...parts, freq, interval, weekStart };
  const clashes = crossFaults(rule);
  return clashes.length > 0 ? refused(...clashes) : { ok: true, rule };
}

function refused(...faults: RuleFault[]): { ok: false; faults: RuleFault[] } {
  return { ok: false, faults };
}

function readFrequency(value: string, draft: Draft): string | null {
  if (TOO_FINE.includes(value)) return `${value} is not supported: the finest is DAILY`;
  if (!FREQUENCIES.includes(value)) return 'must be DAILY, WEEKLY, MONTHLY or YEARLY';
  draft.freq = value as Frequency;
  return null;
}

/** Seconds are dropped: what recurs lies on whole minutes, so they decide nothing. */
function readUntil(value: string): Until | undefined {
  const match = UNTIL.exec(value);
  if (!match) return undefined;
  const [, year, month, day, hours, minutes, zulu] = match;
  const date = parseWallDate(`${year}-${month}-${day}`);
  if (!date) return undefined;
  if (hours === undefined) return { kind: 'date', date };
  const wall = parseWallTime(`${date}T${hours}:${minutes}`);
  if (!wall) return undefined;
  if (zulu === undefined) return { kind: 'wall', wall };
  const instant = parseInstant(`${wall}:00Z`);
  return instant === null ? undefined : { kind: 'instant', instant };
}

function readDays(value: string): RuleDay[] | undefined {
  const days = new Map<string, RuleDay>();
  for (const item of value.split(',')) {
    const match = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(item);
    const weekday = weekdayNamed(match?.[2] ?? '');
    if (!match || weekday === undefined) return undefined;
    const position = match[1] === undefined ? undefined : Number(match[1]);
    if (position !== undefined && (position === 0 || Math.abs(position) > 53)) return undefined;
    days.set(`${position ?? ''}${weekday}`, position === undefined ? { weekday } : { weekday, position });
  }
  return [...days.values()];
}

type NumbersPart = 'byMonthDay' | 'byMonth' | 'byYearDay' | 'byWeekNo' | 'bySetPos';

function numbers(part: NumbersPart, { max, signed }: { max: number; signed: boolean }): PartReader {
  const range = signed ? `1 to ${max} or -1 to -${max}` : `1 to ${max}`;
  const form = signed ? /^[+-]?\d{1,3}$/ : /^\d{1,3}$/;
  return (value, draft) => {
    const items = value.split(',');
    const list = items.map(Number);
    const valid = items.every((item) => form.test(item)) && list.every((n) => n !== 0 && Math.abs(n) <= max);
    if (!valid) return `must list whole numbers from ${range}`;
    draft[part] = [...new Set(list)];
    return null;
  };
}

function wholeNumber(value: string, max: number): number | undefined {
  const n = /^\d{1,7}$/.test(value) ? Number(value) : 0;
  return n >= 1 && n <= max ? n : undefined;
}

function weekdayNamed(name: string): Weekday | undefined {
  const index = WEEKDAYS.indexOf(name);
  return index < 0 ? undefined : ((index + 1) as Weekday);
}
