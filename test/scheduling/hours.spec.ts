import type { HoursLayer } from '../../src/scheduling/hours-statement.js';
import { openSpansOn } from '../../src/scheduling/hours.js';
import type { HoursDocument, StatutoryCalendar } from '../../src/scheduling/hours.types.js';
import {
  CALENDAR,
  CENTRE,
  CHESS,
  clock,
  COUNTERS,
  date,
  days,
  ELDER,
  ELDER_ROOM,
  HALL,
  KIDS,
  layer,
  NURSERY,
  read,
} from './dukou-hours.js';

function openOn(day: string, layers: readonly HoursLayer[], calendar: StatutoryCalendar = CALENDAR): string[] {
  return read(openSpansOn({ date: date(day), layers, calendar }).spans);
}

function sourceOn(day: string, layers: readonly HoursLayer[]): object {
  return openSpansOn({ date: date(day), layers, calendar: CALENDAR }).source;
}

function exception(day: string, ...spans: string[]): HoursDocument {
  return { exceptions: [{ from: date(day), to: date(day), spans: clock(...spans), reason: 'as told' }] };
}

describe('the hours of the centre', () => {
  it.each([
    ['an ordinary Friday', '2026-10-09', [CENTRE], ['08:30-20:30']],
    ['an ordinary Sunday', '2026-10-11', [CENTRE], ['09:00-20:30']],
    ['the hall, which says nothing itself', '2026-10-09', HALL, ['08:30-20:30']],
    ['the hall on National Day', '2026-10-01', HALL, []],
    ['the counters on National Day, though their week says open', '2026-10-01', COUNTERS, []],
    ['the chess space on National Day', '2026-10-01', CHESS, ['09:00-16:00']],
    ['the chess space on an ordinary Friday', '2026-10-09', CHESS, ['08:30-20:30']],
    ['the elder centre on National Day', '2026-10-01', ELDER, ['09:00-16:00']],
    ['a room of the elder centre on National Day', '2026-10-01', ELDER_ROOM, ['09:00-16:00']],
    ['the centre on a make-up Saturday', '2026-10-10', [CENTRE], ['08:30-20:30']],
    ['the centre on a make-up Sunday', '2026-09-20', [CENTRE], ['08:30-20:30']],
    ['the chess space on a make-up Saturday', '2026-10-10', CHESS, ['08:30-20:30']],
    ['the counters on a Friday', '2026-10-09', COUNTERS, ['08:30-12:00', '13:30-17:30']],
    ['the counters on a Saturday', '2026-10-17', COUNTERS, []],
    ['the counters on a make-up Saturday', '2026-10-10', COUNTERS, ['08:30-12:00', '13:30-17:30']],
    ['the children’s centre on a Friday in term', '2026-10-09', KIDS, ['15:30-20:00']],
    ['the children’s centre on a Saturday in term', '2026-10-17', KIDS, ['09:00-18:00']],
    ['the children’s centre on a make-up Saturday', '2026-10-10', KIDS, ['15:30-20:00']],
    ['the children’s centre on the last day of June', '2026-06-30', KIDS, ['15:30-20:00']],
    [
      'the children’s centre on the first day of summer, from before the centre opens',
      '2026-07-01',
      KIDS,
      ['08:00-18:00'],
    ],
    ['the children’s centre on a summer Saturday', '2026-07-18', KIDS, ['08:00-18:00']],
    ['the nursery room in summer', '2026-08-31', NURSERY, ['08:00-18:00']],
    ['the children’s centre on 1 September', '2026-09-01', KIDS, ['15:30-20:00']],
    ['the children’s centre on National Day', '2026-10-01', KIDS, []],
    ['the centre on 1 October of a year not announced, a Friday', '2027-10-01', [CENTRE], ['08:30-20:30']],
    ['the chess space on that day', '2027-10-01', CHESS, ['08:30-20:30']],
    ['the centre on a Saturday of a year not announced', '2027-10-09', [CENTRE], ['09:00-20:30']],
  ])('are right for %s (%s)', (_what, day, layers, open) => {
    expect(openOn(day, layers)).toEqual(open);
  });
});

describe('the precedence of hours', () => {
  // Wednesday 7 October 2026 is a holiday; every statement opens at its own hour.
  const day = '2026-10-07';
  const weekly = { weekly: days(1, 7, '10:00-20:00') };
  const season = { seasons: [{ name: 'autumn', from: '10-01', to: '10-31', weekly: days(1, 7, '11:00-20:00') }] };
  const statutory = { statutory: { holiday: clock('12:00-20:00') } };
  const closing = exception(day, '13:00-20:00');

  it.each([
    [
      '1 exception',
      { ...weekly, ...season, ...statutory, ...closing },
      '13:00-20:00',
      { rank: 'exception', reason: 'as told' },
    ],
    ['2 statutory', { ...weekly, ...season, ...statutory }, '12:00-20:00', { rank: 'statutory', name: '国庆节' }],
    ['3 season', { ...weekly, ...season }, '11:00-20:00', { rank: 'season', name: 'autumn' }],
    ['4 weekly', weekly, '10:00-20:00', { rank: 'weekly' }],
  ])('takes %s before what is below it', (_row, document, open, source) => {
    expect(openOn(day, [layer('C', document)])).toEqual([open]);
    expect(sourceOn(day, [layer('C', document)])).toEqual({ layer: 'C', ...source });
  });

  it('5 none: closes a centre without any statement', () => {
    expect(openOn(day, [layer('C'), layer('Z')])).toEqual([]);
    expect(sourceOn(day, [layer('C'), layer('Z')])).toEqual({ layer: 'C', rank: 'none' });
  });

  it.each([
    ['an exception', closing, { ...weekly, ...season, ...statutory }, '13:00-20:00'],
    ['a statutory day', statutory, { ...weekly, ...season }, '12:00-20:00'],
    ['a season', season, weekly, '11:00-20:00'],
  ])('takes %s of the centre before all lower ranks of the zone', (_what, centre, zone, open) => {
    expect(openOn(day, [layer('C', centre), layer('Z', zone)])).toEqual([open]);
    expect(sourceOn(day, [layer('C', centre), layer('Z', zone)])).toMatchObject({ layer: 'C' });
  });

  it.each([
    ['exception', closing, exception(day, '14:00-18:00')],
    ['statutory', statutory, { statutory: { holiday: clock('14:00-18:00') } }],
    ['season', season, { seasons: [{ name: 'own', from: '10-07', to: '10-07', weekly: days(1, 7, '14:00-18:00') }] }],
    ['weekly', weekly, { weekly: days(1, 7, '14:00-18:00') }],
  ])('takes the zone’s own before its parent’s at the rank %s', (rank, centre, zone) => {
    const layers = [layer('C', centre), layer('F'), layer('Z', zone)];
    expect(openOn(day, layers)).toEqual(['14:00-18:00']);
    expect(sourceOn(day, layers)).toMatchObject({ layer: 'Z', rank });
  });

  it('cuts a zone to what its parent has open', () => {
    const layers = [layer('C', { weekly: days(1, 7, '09:00-12:00', '13:00-17:00') }), layer('Z', weekly)];
    expect(openOn(day, layers)).toEqual(['10:00-12:00', '13:00-17:00']);
  });

  it.each([
    ['exception', exception(day, '06:00-22:00')],
    ['statutory', { statutory: { holiday: clock('06:00-22:00') } }],
    ['season', { seasons: [{ name: 'own', from: '10-01', to: '10-31', weekly: days(1, 7, '06:00-22:00') }] }],
  ])('lets a %s go beyond the parent only when it is marked so', (rank, own) => {
    const granted = JSON.parse(
      JSON.stringify(own)
        .replace('"reason"', '"beyond":true,"reason"')
        .replace('"holiday"', '"beyond":true,"holiday"')
        .replace('"name"', '"beyond":true,"name"'),
    ) as HoursDocument;
    expect(openOn(day, [layer('C', weekly), layer('Z', own)])).toEqual(['10:00-20:00']);
    expect(openOn(day, [layer('C', weekly), layer('Z', granted)])).toEqual(['06:00-22:00']);
    expect(sourceOn(day, [layer('C', weekly), layer('Z', granted)])).toMatchObject({ layer: 'Z', rank });
  });

  it('bounds a room by the granted hours of its area, not by the centre', () => {
    const layers = [
      ...KIDS,
      layer('F2-KIDS-1', { seasons: [{ name: 'own', from: '07-01', to: '07-31', weekly: days(1, 7, '07:00-22:00') }] }),
    ];
    expect(openOn('2026-07-15', layers)).toEqual(['08:00-18:00']);
  });

  it('closes a zone whose pattern is empty, and a weekday that a season leaves out', () => {
    expect(openOn('2026-10-09', [CENTRE, layer('Z', { weekly: {} })])).toEqual([]);
    const seasons = [{ name: 'quiet', from: '10-01', to: '10-31', weekly: days(1, 4, '09:00-12:00') }];
    expect(openOn('2026-10-09', [CENTRE, layer('Z', { seasons, weekly: days(1, 7, '09:00-20:00') })])).toEqual([]);
  });

  it('closes a zone under a centre that states no hours', () => {
    expect(openOn('2026-10-09', [layer('C'), layer('Z', weekly)])).toEqual([]);
  });

  it('blames the parent when its hours leave nothing of the zone’s own', () => {
    const layers = [CENTRE, layer('F1'), layer('Z', exception('2026-10-01', '09:00-12:00'))];
    expect(openOn('2026-10-01', layers)).toEqual([]);
    expect(sourceOn('2026-10-01', layers)).toEqual({ layer: 'DUKOU', rank: 'statutory', name: '国庆节' });
  });
});

describe('exceptions', () => {
  const closed = { from: date('2026-10-12'), to: date('2026-10-14'), spans: [], reason: 'typhoon' };

  it.each([
    ['2026-10-11', ['09:00-20:30']],
    ['2026-10-12', []],
    ['2026-10-14', []],
    ['2026-10-15', ['08:30-20:30']],
  ])('close a run of dates, both ends included: %s', (day, open) => {
    expect(openOn(day, [layer('C', { ...CENTRE.document, exceptions: [closed] }), layer('Z')])).toEqual(open);
  });

  it('open a holiday', () => {
    const centre = layer('C', { ...CENTRE.document, ...exception('2026-10-01', '10:00-15:00') });
    expect(openOn('2026-10-01', [centre])).toEqual(['10:00-15:00']);
    expect(openOn('2026-10-02', [centre])).toEqual([]);
  });
});

describe('make-up days', () => {
  const weekly = Object.assign({}, ...[1, 2, 3, 4, 5, 6, 7].map((n) => days(n, n, `0${n}:00-20:00`))) as object;
  const noticed: StatutoryCalendar = { knownYears: [2026], days: { '2026-10-10': { kind: 'make-up', follows: 4 } } };
  const silent: StatutoryCalendar = { knownYears: [2026], days: { '2026-10-10': { kind: 'make-up' } } };

  it.each([
    ['the weekday that the hours name', { makeUp: 2 }, noticed, '02:00-20:00'],
    ['the weekday that the notice names', { makeUp: 'by-notice' }, noticed, '04:00-20:00'],
    ['Monday when the notice names none', { makeUp: 'by-notice' }, silent, '01:00-20:00'],
    ['the weekday they are when no hours speak of them', {}, noticed, '06:00-20:00'],
  ] as const)('follow %s', (_what, statutory, calendar, open) => {
    expect(openOn('2026-10-10', [layer('C', { weekly, statutory })], calendar)).toEqual([open]);
  });

  it('follow what the deepest layer says', () => {
    const layers = [layer('C', { weekly, statutory: { makeUp: 1 } }), layer('Z', { weekly, statutory: { makeUp: 5 } })];
    expect(openOn('2026-10-10', layers, silent)).toEqual(['05:00-20:00']);
  });

  it('change the weekday of a season too', () => {
    const seasons = [{ name: 'autumn', from: '10-01', to: '10-31', weekly: days(1, 1, '07:00-08:00') }];
    expect(openOn('2026-10-10', [layer('C', { weekly, seasons, statutory: { makeUp: 1 } })])).toEqual(['07:00-08:00']);
  });
});

describe('seasons', () => {
  const winter = { name: 'winter', from: '11-15', to: '02-15', weekly: days(1, 7, '10:00-16:00') };
  const once = { name: 'once', from: '2026-03-01', to: '2026-03-31', weekly: days(1, 7, '07:00-09:00') };
  const centre = [layer('C', { weekly: days(1, 7, '09:00-18:00'), seasons: [winter, once] })];

  it.each([
    ['2026-11-14', '09:00-18:00'],
    ['2026-11-15', '10:00-16:00'],
    ['2026-12-31', '10:00-16:00'],
    ['2027-01-01', '10:00-16:00'],
    ['2027-02-15', '10:00-16:00'],
    ['2027-02-16', '09:00-18:00'],
    ['2026-03-31', '07:00-09:00'],
    ['2027-03-31', '09:00-18:00'],
  ])('hold over New Year, or for their one year: %s', (day, open) => {
    expect(openOn(day, centre)).toEqual([open]);
  });
});

describe('spans past midnight', () => {
  const late = layer('C', { weekly: days(5, 5, '18:00-02:00') });

  it('belong to the day they start', () => {
    expect(openOn('2026-10-09', [late])).toEqual(['18:00-02:00+1']);
    expect(openOn('2026-10-17', [late])).toEqual([]);
  });

  it('bound a zone on the day they start', () => {
    const zone = layer('Z', { weekly: days(1, 7, '20:00-04:00') });
    expect(openOn('2026-10-16', [late, zone])).toEqual(['20:00-02:00+1']);
  });

  it('are open for a zone early on the day after, too', () => {
    const zone = layer('Z', { weekly: days(1, 7, '00:30-03:00') });
    expect(openOn('2026-10-17', [late, zone])).toEqual(['00:30-02:00']);
    expect(openOn('2026-10-18', [late, zone])).toEqual([]);
  });

  it('run on when the parent opens again at midnight', () => {
    const allDay = layer('C', { weekly: days(1, 7, '00:00-24:00') });
    expect(openOn('2026-10-16', [allDay, layer('Z', { weekly: days(5, 5, '22:00-03:00') })])).toEqual([
      '22:00-03:00+1',
    ]);
  });
});
