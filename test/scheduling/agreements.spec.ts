import fc from 'fast-check';
import { authorityFor, coveredZones, isInForce } from '../../src/scheduling/agreements.js';
import type { AgreementFacts, Terms } from '../../src/scheduling/agreements.types.js';
import type { WeekPattern } from '../../src/scheduling/hours.types.js';
import type { WallDate, WallTime } from '../../src/scheduling/time.types.js';
import { FLOOR, planOf } from './plan.builder.js';

const plan = planOf(FLOOR);
const zoneOf = (code: string) => {
  const zone = plan.byCode.get(code);
  if (!zone) throw new Error(`no zone ${code}`);
  return zone;
};
const codes = (ids: ReadonlySet<number>): string[] => [...ids].map((id) => plan.byId.get(id)?.code ?? '').sort();
const covered = (...named: string[]): string[] =>
  codes(
    coveredZones(
      plan,
      named.map((code) => zoneOf(code).id),
    ),
  );

const TERMS: Terms = {
  rights: { decide: false, setHours: false, setPolicy: false, waive: [], sees: 'counts' },
  windows: null,
  quotas: [],
  standing: [],
  duties: [],
};

const agreement = (id: string, from: string, until: string, changes: Partial<AgreementFacts> = {}): AgreementFacts => ({
  id,
  operatorId: 'us',
  kind: 'use',
  from: from as WallDate,
  until: until as WallDate,
  zones: new Set([zoneOf('A').id]),
  terms: TERMS,
  ...changes,
});

const date = (start: string, end: string, zone = 'A') => ({
  zone: zoneOf(zone),
  startWall: start as WallTime,
  endWall: end as WallTime,
});
const TODAY = '2026-09-01' as WallDate;

describe('the zones of an agreement', () => {
  it('are all below the one that it names, and combinations of its parts', () => {
    expect(covered('HALL')).toEqual(['A', 'AB', 'B', 'BC', 'C', 'HALL']);
    expect(covered('F1')).toEqual(['A', 'AB', 'B', 'BC', 'C', 'CHESS', 'F1', 'HALL']);
  });

  it('are a combination only when all its parts are covered, and the whole when all of it is', () => {
    expect(covered('A')).toEqual(['A']);
    expect(covered('A', 'B')).toEqual(['A', 'AB', 'B']);
    expect(covered('AB')).toEqual(['A', 'AB', 'B']);
    expect(covered('AB', 'C')).toEqual(['A', 'AB', 'B', 'BC', 'C', 'HALL']);
  });

  it('never reach a zone with a cell that none of the named has', () => {
    fc.assert(
      fc.property(fc.subarray(FLOOR.map(({ code }) => code)), (named) => {
        const cells = new Set(named.flatMap((code) => zoneOf(code).space.map(({ id }) => id)));
        for (const code of covered(...named)) expect(zoneOf(code).space.every(({ id }) => cells.has(id))).toBe(true);
      }),
    );
  });
});

describe('the agreement that carries a date', () => {
  const first = agreement('first', '2026-01-01', '2026-12-31');
  const second = agreement('second', '2027-01-01', '2027-12-31');
  const authority = (start: string, agreements: AgreementFacts[], zone = 'A') =>
    authorityFor(date(`${start}T14:00`, `${start}T15:00`, zone), { agreements, today: TODAY });

  it('holds on its first and on its last day, and on no other', () => {
    const days = ['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'] as WallDate[];
    expect(days.map((day) => isInForce(first, day))).toEqual([false, true, true, false]);
  });

  it('is the one in force on that date; of two in succession each on its own dates', () => {
    expect(authority('2026-12-31', [first, second])).toEqual({ agreement: first, beyond: false });
    expect(authority('2027-01-01', [first, second])).toEqual({ agreement: second, beyond: false });
    expect(authority('2027-01-01', [second, first])).toEqual({ agreement: second, beyond: false });
  });

  it('is the one in force today when it will have ended by then, and says so', () => {
    expect(authority('2027-01-01', [first])).toEqual({ agreement: first, beyond: true });
    expect(authority('2028-01-01', [first, second])).toEqual({ agreement: first, beyond: true });
  });

  it('is none before it begins, after one that has ended already, and in a gap between the two', () => {
    const ended = agreement('ended', '2026-01-01', '2026-08-31');
    const later = agreement('later', '2026-11-01', '2026-12-31');
    expect(authority('2026-10-01', [ended, later])).toEqual({ agreement: null, why: 'zone' });
    expect(authority('2026-11-01', [ended, later])).toEqual({ agreement: later, beyond: false });
    expect(authority('2027-06-01', [ended])).toEqual({ agreement: null, why: 'zone' });
  });

  it('is none for a zone that it does not cover', () => {
    expect(authority('2026-10-01', [first], 'AB')).toEqual({ agreement: null, why: 'zone' });
  });
});

describe('the windows of an agreement', () => {
  /** 2026-09-02 is a Wednesday: day 3 of the week. */
  const within = (windows: WeekPattern, start: string, end: string): boolean => {
    const facts = agreement('one', '2026-01-01', '2026-12-31', { terms: { ...TERMS, windows } });
    const found = authorityFor(date(start, end), { agreements: [facts], today: TODAY });
    if (found.agreement === null) expect(found.why).toBe('window');
    return found.agreement !== null;
  };

  it('carry what lies wholly inside one', () => {
    const windows = { 3: [{ start: '09:00', end: '12:00' }] };
    expect(within(windows, '2026-09-02T09:00', '2026-09-02T12:00')).toBe(true);
    expect(within(windows, '2026-09-02T08:45', '2026-09-02T10:00')).toBe(false);
    expect(within(windows, '2026-09-02T11:00', '2026-09-02T12:15')).toBe(false);
    expect(within(windows, '2026-09-03T09:00', '2026-09-03T10:00')).toBe(false);
  });

  it('run on past midnight, also into the next day of the week and over the end of the week', () => {
    const windows = { 3: [{ start: '22:00', end: '02:00' }], 7: [{ start: '20:00', end: '24:00' }] };
    expect(within(windows, '2026-09-02T23:00', '2026-09-03T01:00')).toBe(true);
    expect(within(windows, '2026-09-03T00:30', '2026-09-03T01:30')).toBe(true);
    expect(within(windows, '2026-09-03T01:30', '2026-09-03T02:30')).toBe(false);
    const weekend = { ...windows, 1: [{ start: '00:00', end: '03:00' }] };
    expect(within(weekend, '2026-09-06T22:00', '2026-09-07T02:00')).toBe(true);
    expect(within(windows, '2026-09-06T22:00', '2026-09-07T02:00')).toBe(false);
  });

  it('are one where they touch', () => {
    const windows = {
      3: [
        { start: '09:00', end: '12:00' },
        { start: '12:00', end: '15:00' },
      ],
    };
    expect(within(windows, '2026-09-02T11:00', '2026-09-02T13:00')).toBe(true);
  });

  it('carry exactly the dates each of whose minutes lies in a window', () => {
    const clock = (minute: number): string =>
      `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    const span = fc
      .tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 95 }))
      .map(([from, length]) => ({ from: from * 15, until: from * 15 + length * 15 }));
    const spans = fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5', '6', '7'), fc.array(span, { maxLength: 2 }));
    fc.assert(
      fc.property(spans, fc.integer({ min: 0, max: 6 }), span, (week, offset, asked) => {
        const windows = Object.fromEntries(
          Object.entries(week).map(([day, list]) => [
            day,
            list.map(({ from, until }) => ({ start: clock(from), end: clock(until % 1440) })),
          ]),
        ) as WeekPattern;
        // Monday 7 September 2026 is minute 0 of the week; a window may reach in from the Sunday before.
        const open = new Set<number>();
        for (const [day, list] of Object.entries(week))
          for (const { from, until } of list)
            for (let quarter = from; quarter < until; quarter += 15)
              for (const turn of [-10_080, 0, 10_080]) open.add((Number(day) - 1) * 1440 + quarter + turn);
        const start = offset * 1440 + asked.from;
        const end = offset * 1440 + asked.until;
        const expected = Array.from({ length: (end - start) / 15 }, (_, i) => start + i * 15).every((m) => open.has(m));
        const wall = (minute: number): string =>
          new Date(Date.UTC(2026, 8, 7) + minute * 60_000).toISOString().slice(0, 16);
        expect(within(windows, wall(start), wall(end))).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });
});
