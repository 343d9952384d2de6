import { hoursVerdict, openSpans } from '../../src/scheduling/hours.js';
import type { HoursLayer } from '../../src/scheduling/hours-statement.js';
import { HOUR, type Span } from '../../src/scheduling/time.types.js';
import { at, CALENDAR, CENTRE, CHESS, clock, COUNTERS, date, days, HALL, layer, SHANGHAI } from './dukou-hours.js';

const OSLO = 'Europe/Oslo';
const ALL_DAY = layer('C', { weekly: days(1, 7, '00:00-24:00') });
const LATE_FRIDAY = layer('C', { weekly: days(5, 5, '18:00-02:00') });

interface Asked {
  from: string;
  to: string;
  layers: readonly HoursLayer[];
  timeZone?: string;
}

function open({ from, to, layers, timeZone = SHANGHAI }: Asked): Span[] {
  return openSpans({ from: date(from), to: date(to), layers, calendar: CALENDAR, timeZone });
}

describe('openSpans', () => {
  it('gives each date’s hours as instants and leaves closed dates out', () => {
    expect(open({ from: '2026-09-30', to: '2026-10-09', layers: HALL })).toEqual([
      { start: at('2026-09-30T08:30:00+08:00'), end: at('2026-09-30T20:30:00+08:00') },
      { start: at('2026-10-08T08:30:00+08:00'), end: at('2026-10-08T20:30:00+08:00') },
      { start: at('2026-10-09T08:30:00+08:00'), end: at('2026-10-09T20:30:00+08:00') },
    ]);
  });

  it('begins with what the day before leaves running and ends after midnight with the last day', () => {
    const layers = [LATE_FRIDAY];
    expect(open({ from: '2026-10-17', to: '2026-10-17', layers })).toEqual([
      { start: at('2026-10-17T00:00:00+08:00'), end: at('2026-10-17T02:00:00+08:00') },
    ]);
    expect(open({ from: '2026-10-16', to: '2026-10-16', layers })).toEqual([
      { start: at('2026-10-16T18:00:00+08:00'), end: at('2026-10-17T02:00:00+08:00') },
    ]);
  });

  it('joins days that touch at midnight', () => {
    expect(open({ from: '2026-10-08', to: '2026-10-10', layers: [ALL_DAY] })).toEqual([
      { start: at('2026-10-08T00:00:00+08:00'), end: at('2026-10-11T00:00:00+08:00') },
    ]);
  });

  it.each([
    ['2027-03-28', '2027-03-28T00:00:00+01:00', 23],
    ['2027-03-29', '2027-03-29T00:00:00+02:00', 24],
    ['2027-10-31', '2027-10-31T00:00:00+02:00', 25],
  ])('makes the all-day hours of %s in Oslo as long as the day is', (day, start, hours) => {
    expect(open({ from: day, to: day, layers: [ALL_DAY], timeZone: OSLO })).toEqual([
      { start: at(start), end: at(start) + hours * HOUR },
    ]);
  });

  it('keeps the wall times of hours on both sides of a clock change', () => {
    const layers = [layer('C', { weekly: days(1, 7, '08:00-16:00') })];
    expect(open({ from: '2027-03-27', to: '2027-03-28', layers, timeZone: OSLO })).toEqual([
      { start: at('2027-03-27T08:00:00+01:00'), end: at('2027-03-27T16:00:00+01:00') },
      { start: at('2027-03-28T08:00:00+02:00'), end: at('2027-03-28T16:00:00+02:00') },
    ]);
  });

  it('drops a span that the clock skips, and opens after the gap one that begins in it', () => {
    const skipped = layer('C', { weekly: days(7, 7, '02:00-02:30') });
    expect(open({ from: '2027-03-28', to: '2027-03-28', layers: [skipped], timeZone: OSLO })).toEqual([]);
    const halfSkipped = layer('C', { weekly: days(7, 7, '02:30-05:00') });
    expect(open({ from: '2027-03-28', to: '2027-03-28', layers: [halfSkipped], timeZone: OSLO })).toEqual([
      { start: at('2027-03-28T03:00:00+02:00'), end: at('2027-03-28T05:00:00+02:00') },
    ]);
  });

  it('counts 393 open days in 400 days with one week of holidays', () => {
    expect(open({ from: '2026-02-01', to: '2027-03-07', layers: HALL })).toHaveLength(393);
  });

  it('is empty when the dates are the wrong way round', () => {
    expect(open({ from: '2026-10-10', to: '2026-10-08', layers: [ALL_DAY] })).toEqual([]);
  });
});

describe('hoursVerdict', () => {
  interface Wish {
    start: string;
    end: string;
    layers: readonly HoursLayer[];
  }

  function verdict({ start, end, layers }: Wish): ReturnType<typeof hoursVerdict> {
    return hoursVerdict({ start: at(start), end: at(end), layers, calendar: CALENDAR, timeZone: SHANGHAI });
  }

  it('accepts a booking from opening to closing', () => {
    expect(verdict({ start: '2026-10-09T08:30+08:00', end: '2026-10-09T20:30+08:00', layers: HALL })).toBeNull();
  });

  it.each([
    ['starts a minute before opening', '2026-10-09T08:29+08:00', '2026-10-09T10:00+08:00'],
    ['ends a minute after closing', '2026-10-09T19:00+08:00', '2026-10-09T20:31+08:00'],
    ['runs over the night', '2026-10-09T19:00+08:00', '2026-10-10T10:00+08:00'],
  ])('refuses a booking that %s, and tells the hours', (_what, start, end) => {
    expect(verdict({ start, end, layers: HALL })).toEqual({
      open: [{ start: '2026-10-09T08:30', end: '2026-10-09T20:30' }],
    });
  });

  it('refuses a booking over the noon break, and tells both halves', () => {
    expect(verdict({ start: '2026-10-09T11:00+08:00', end: '2026-10-09T14:00+08:00', layers: COUNTERS })).toEqual({
      open: [
        { start: '2026-10-09T08:30', end: '2026-10-09T12:00' },
        { start: '2026-10-09T13:30', end: '2026-10-09T17:30' },
      ],
    });
  });

  it('accepts a booking over two spans that touch', () => {
    const layers = [layer('C', { weekly: { '5': clock('09:00-12:00', '12:00-15:00') } })];
    expect(verdict({ start: '2026-10-09T11:00+08:00', end: '2026-10-09T13:00+08:00', layers })).toBeNull();
  });

  it('names the holiday that closes the hall, and lets chess be played', () => {
    const wish = { start: '2026-10-01T10:00+08:00', end: '2026-10-01T12:00+08:00' };
    expect(verdict({ ...wish, layers: HALL })).toEqual({ open: [], reason: '国庆节' });
    expect(verdict({ ...wish, layers: CHESS })).toBeNull();
  });

  it('gives the reason of an exception', () => {
    const exceptions = [{ from: date('2026-10-09'), to: date('2026-10-09'), spans: [], reason: 'typhoon' }];
    const layers = [layer('C', { ...CENTRE.document, exceptions })];
    expect(verdict({ start: '2026-10-09T10:00+08:00', end: '2026-10-09T12:00+08:00', layers })).toEqual({
      open: [],
      reason: 'typhoon',
    });
  });

  it('accepts a booking in and out of the tail after midnight, and tells it when refusing', () => {
    const layers = [LATE_FRIDAY];
    expect(verdict({ start: '2026-10-16T23:00+08:00', end: '2026-10-17T02:00+08:00', layers })).toBeNull();
    expect(verdict({ start: '2026-10-17T00:30+08:00', end: '2026-10-17T01:30+08:00', layers })).toBeNull();
    expect(verdict({ start: '2026-10-17T01:30+08:00', end: '2026-10-17T02:30+08:00', layers })).toEqual({
      open: [{ start: '2026-10-17T00:00', end: '2026-10-17T02:00' }],
    });
  });

  it('accepts a booking of three days where it is never closed', () => {
    const wish = { start: '2026-10-08T10:00+08:00', end: '2026-10-11T10:00+08:00' };
    expect(verdict({ ...wish, layers: [ALL_DAY] })).toBeNull();
  });
});
