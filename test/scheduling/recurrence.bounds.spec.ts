import fc from 'fast-check';
import { datesOf, expand, granted, partsAtFault } from './recurrence.fixture.js';

const numbered = (from: number, to: number, suffix = ''): string =>
  Array.from({ length: to - from + 1 }, (_, index) => `${from + index}${suffix}`).join(',');

describe('the start of a series', () => {
  it('only bounds the rule when it is no date of it', () => {
    const given = { start: '2026-10-01T09:00', rrule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=2' };
    expect(datesOf(given)).toEqual(['2026-10-05', '2026-10-12']);
  });

  it('may lie off the rule when it is excluded', () => {
    const given = { start: '2026-10-01T09:00', rrule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=2', exdates: ['2026-10-01T09:00'] };
    expect(datesOf(given)).toEqual(['2026-10-05', '2026-10-12']);
  });
});

describe('exdates and rdates', () => {
  const given = { timeZone: 'Asia/Shanghai', start: '2026-10-05T09:00', rrule: 'FREQ=DAILY;COUNT=4' };

  it('take dates, local times and instants, also in the basic form', () => {
    const exdates = ['2026-10-05', '20261006T090000', '2026-10-07T01:00:00Z', '20261008T010000Z'];
    const { occurrences, skipped } = granted({ ...given, exdates });
    expect(occurrences).toEqual([]);
    expect(skipped.map(({ reason }) => reason)).toEqual(['excluded', 'excluded', 'excluded', 'excluded']);
  });

  it('count in COUNT what is excluded later', () => {
    expect(datesOf({ ...given, exdates: ['2026-10-06'] })).toEqual(['2026-10-05', '2026-10-07', '2026-10-08']);
  });

  it('do no harm where they meet nothing', () => {
    const { occurrences, skipped } = granted({ ...given, exdates: ['2026-10-06T10:00', '2030-01-01'] });
    expect(occurrences).toHaveLength(4);
    expect(skipped).toEqual([]);
  });

  it('add dates in order, once, and lose against an exclusion', () => {
    const rdates = ['2026-10-20T15:00', '2026-10-12', '2026-10-06', '2026-10-30', '2026-10-31T02:00:00+08:00'];
    const { occurrences } = granted({ ...given, rdates, exdates: ['2026-10-30'] });
    expect(occurrences.map(({ local }) => local.slice(5))).toEqual([
      '10-05T09:00',
      '10-06T09:00',
      '10-07T09:00',
      '10-08T09:00',
      '10-12T09:00',
      '10-20T15:00',
      '10-31T02:00',
    ]);
  });

  it('are named when they cannot be read', () => {
    expect(partsAtFault({ ...given, exdates: ['yesterday'], rdates: ['2026-02-30'] })).toEqual(['exdates', 'rdates']);
  });
});

describe('the bounds of an expansion', () => {
  const start = '2026-01-01T09:00';

  it('demand an end', () => {
    expect(partsAtFault({ start, rrule: 'FREQ=DAILY' })).toEqual(['UNTIL']);
  });

  it('allow exactly maxOccurrences', () => {
    expect(datesOf({ start, rrule: 'FREQ=DAILY;COUNT=400' })).toHaveLength(400);
    expect(partsAtFault({ start, rrule: 'FREQ=DAILY;COUNT=401' })).toEqual(['COUNT']);
    expect(partsAtFault({ start, rrule: 'FREQ=DAILY;UNTIL=20270301' })).toEqual(['UNTIL']);
  });

  it('end at the horizon', () => {
    const horizonEnd = '2026-01-10';
    expect(datesOf({ start, horizonEnd, rrule: 'FREQ=DAILY;COUNT=10' })).toHaveLength(10);
    expect(partsAtFault({ start, horizonEnd, rrule: 'FREQ=DAILY;COUNT=11' })).toEqual(['COUNT']);
    expect(partsAtFault({ start, horizonEnd, rrule: 'FREQ=DAILY;UNTIL=20260111' })).toEqual(['UNTIL']);
    expect(datesOf({ start, horizonEnd, rrule: 'FREQ=WEEKLY;UNTIL=20260111' })).toEqual(['2026-01-01', '2026-01-08']);
    expect(partsAtFault({ start, horizonEnd, rrule: 'FREQ=WEEKLY;UNTIL=21000101' })).toEqual(['UNTIL']);
    expect(partsAtFault({ start, horizonEnd, rrule: 'FREQ=DAILY;COUNT=2', rdates: ['2026-02-01'] })).toEqual([
      'rdates',
    ]);
  });

  it('cut at the limit and say whether that was all', () => {
    expect(granted({ start, rrule: 'FREQ=DAILY', limit: 3 })).toMatchObject({
      occurrences: { length: 3 },
      complete: false,
    });
    expect(granted({ start, rrule: 'FREQ=DAILY;COUNT=3', limit: 3 })).toMatchObject({
      occurrences: { length: 3 },
      complete: true,
    });
    expect(granted({ start, rrule: 'FREQ=DAILY;UNTIL=20260103', limit: 3 })).toMatchObject({ complete: true });
    expect(granted({ start, rrule: 'FREQ=DAILY', horizonEnd: '2026-01-02', limit: 3 })).toMatchObject({
      occurrences: { length: 2 },
      complete: false,
    });
  });

  it('refuse an UNTIL before the start and a zone that is none', () => {
    expect(partsAtFault({ start, rrule: 'FREQ=DAILY;UNTIL=20251231' })).toEqual(['UNTIL']);
    expect(partsAtFault({ start, rrule: 'FREQ=DAILY;COUNT=2', timeZone: '+08:00' })).toEqual(['timeZone']);
  });

  it('give nothing for a date that never comes', () => {
    const never = 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30';
    expect(granted({ start, rrule: `${never};COUNT=3` })).toEqual({
      ok: true,
      occurrences: [],
      skipped: [],
      complete: true,
    });
    expect(granted({ start, rrule: never, limit: 5 })).toEqual({
      ok: true,
      occurrences: [],
      skipped: [],
      complete: true,
    });
  });

  it.each([
    'FREQ=DAILY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO',
    'FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;BYSETPOS=366',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31',
    'FREQ=WEEKLY;BYDAY=MO;BYSETPOS=7',
    'FREQ=MONTHLY;BYDAY=53MO',
    `FREQ=YEARLY;BYDAY=${numbered(1, 53, 'MO')}`,
    `FREQ=YEARLY;BYYEARDAY=${numbered(1, 99)};BYSETPOS=${numbered(1, 60)}`,
    `FREQ=MONTHLY;BYMONTHDAY=${numbered(1, 31)};BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=${numbered(-31, -1)}`,
  ])('are kept by %s', (rrule) => {
    for (const limit of [undefined, 50]) {
      const expansion = expand({ start, rrule: `${rrule};COUNT=99999`, ...(limit === undefined ? {} : { limit }) });
      if (expansion.ok) expect(expansion.occurrences.length).toBeLessThanOrEqual(400);
      else expect(expansion.faults).toHaveLength(1);
    }
  });

  it('take the 53rd Monday only in years that have one', () => {
    expect(datesOf({ start: '2024-12-30T09:00', rrule: 'FREQ=YEARLY;BYDAY=53MO;COUNT=2' })).toEqual([
      '2024-12-30',
      '2029-12-31',
    ]);
  });
});

describe('any series', () => {
  const rules = fc.record({
    freq: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    interval: fc.integer({ min: 1, max: 5 }),
    count: fc.integer({ min: 1, max: 30 }),
    zone: fc.constantFrom(
      'America/New_York',
      'Europe/Oslo',
      'Asia/Shanghai',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
    ),
    minute: fc.integer({ min: 0, max: 95 }),
    month: fc.integer({ min: 1, max: 12 }),
    dayOfMonth: fc.integer({ min: 1, max: 28 }),
  });

  it('ascends without doubles, and every clock shows the time of the start', () => {
    fc.assert(
      fc.property(rules, ({ freq, interval, count, zone, minute, month, dayOfMonth }) => {
        const two = (n: number): string => String(n).padStart(2, '0');
        const clock = `${two(Math.floor(minute / 4))}:${two((minute % 4) * 15)}`;
        const start = `2026-${two(month)}-${two(dayOfMonth)}T${clock}`;
        const rrule = `FREQ=${freq};INTERVAL=${interval};COUNT=${count}`;
        const { occurrences } = granted({ start, rrule, timeZone: zone, horizonEnd: '2199-12-31', maxOccurrences: 40 });
        expect(occurrences).toHaveLength(count);
        occurrences.forEach(({ local, instant }, index) => {
          const before = occurrences[index - 1];
          expect(local.slice(11)).toBe(clock);
          if (before) expect(before.local < local && before.instant < instant).toBe(true);
        });
      }),
    );
  });
});
