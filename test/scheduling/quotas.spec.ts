import fc from 'fast-check';
import type { AgreementFacts, Quota } from '../../src/scheduling/agreements.types.js';
import { periodAround, periodOf, QuotaBook, type HeldDate, type Tenancy } from '../../src/scheduling/quotas.js';
import { addMinutes, resolveWall } from '../../src/scheduling/time.js';
import type { Instant, WallDate, WallTime } from '../../src/scheduling/time.types.js';
import { FLOOR, planOf } from './plan.builder.js';

const plan = planOf(FLOOR);
const ALL = new Set(plan.zones.map(({ id }) => id));
const day = (text: string): WallDate => text as WallDate;

const week: Quota = { key: 'week', kind: 'minutes', per: 'week', limit: 600 };
const month: Quota = { key: 'month', kind: 'minutes', per: 'month', limit: 600 };
const season: Quota = {
  key: 'season',
  kind: 'minutes',
  per: 'season',
  limit: 600,
  seasons: [
    { name: 'winter', from: '11-15', to: '02-28' },
    { name: 'summer', from: '07-01', to: '08-31' },
  ],
};
const open: Quota = { key: 'open', kind: 'open-bookings', limit: 2 };

const agreement = (quotas: readonly Quota[], changes: Partial<AgreementFacts> = {}): AgreementFacts => ({
  id: 'one',
  operatorId: 'us',
  kind: 'use',
  from: day('2026-01-01'),
  until: day('2026-12-31'),
  zones: ALL,
  terms: {
    rights: { decide: false, setHours: false, setPolicy: false, waive: [], sees: 'counts' },
    windows: null,
    quotas,
    standing: [],
    duties: [],
  },
  ...changes,
});

const instantOf = (wall: WallTime, timeZone: string): Instant => {
  const resolved = resolveWall(wall, timeZone);
  if (resolved.kind === 'gap') throw new Error(`${wall} does not exist`);
  return resolved.instant;
};

let serial = 0;
function held(
  start: string,
  minutes: number,
  changes: Partial<HeldDate> & { code?: string; timeZone?: string } = {},
): HeldDate {
  const { code = 'A', timeZone = 'Asia/Shanghai', ...rest } = changes;
  const zone = plan.byCode.get(code);
  if (!zone) throw new Error(`no zone ${code}`);
  const startWall = start as WallTime;
  const endWall = addMinutes(startWall, minutes);
  serial += 1;
  return {
    ...{ zone, startWall, endWall, start: instantOf(startWall, timeZone), end: instantOf(endWall, timeZone) },
    ...{ booking: `b${serial}`, status: 'confirmed', ahead: true },
    ...rest,
  };
}

const tenancy = (
  quotas: readonly Quota[],
  dates: readonly HeldDate[] = [],
  changes: Partial<Tenancy> = {},
): Tenancy => ({
  operator: 'us',
  agreements: [agreement(quotas)],
  today: day('2026-09-01'),
  held: dates,
  ...changes,
});

const stateOf = (given: Tenancy, date: HeldDate) => new QuotaBook(given).statesFor([date])[0];

describe('the period in which a date counts', () => {
  it('is the week from its Monday, the month from its first day', () => {
    expect(['2026-08-31', '2026-09-06', '2026-09-07'].map((date) => periodOf(week, day(date)))).toEqual([
      '2026-08-31',
      '2026-08-31',
      '2026-09-07',
    ]);
    expect(periodOf(week, day('2027-01-01'))).toBe('2026-12-28');
    expect(periodOf(month, day('2026-09-30'))).toBe('2026-09-01');
  });

  it('is a season with the year in which it begins, also over New Year, and none between seasons', () => {
    const seen = ['2026-11-14', '2026-11-15', '2026-12-31', '2027-01-01', '2027-02-28', '2027-03-01', '2026-08-31'];
    expect(seen.map((date) => periodOf(season, day(date)))).toEqual([
      null,
      'winter 2026',
      'winter 2026',
      'winter 2026',
      'winter 2026',
      null,
      'summer 2026',
    ]);
  });

  it('lies wholly within what is read around a date', () => {
    const date = fc.date({ min: new Date('2026-01-01'), max: new Date('2032-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(date, fc.constantFrom(week, month, season), fc.integer({ min: -400, max: 400 }), (at, quota, far) => {
        const text = (time: number): WallDate => day(new Date(time).toISOString().slice(0, 10));
        const [here, there] = [text(at.getTime()), text(at.getTime() + far * 86_400_000)];
        const period = periodOf(quota, here);
        if (period === null || periodOf(quota, there) !== period) return;
        const { from, until } = periodAround([quota], here);
        // The day `until` itself is read only up to its start.
        expect(from <= there && there < until).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('minutes', () => {
  it('are the booking’s own: set-up and clean-up, heads and the number of cells make no difference', () => {
    const dates = [held('2026-09-01T09:00', 60, { code: 'HALL' }), held('2026-09-02T09:00', 60, { code: 'AB' })];
    expect(stateOf(tenancy([week], dates), held('2026-09-03T09:00', 60))).toMatchObject({ used: 120, left: 480 });
  });

  it('of pending dates are held, of confirmed ones used, and both are gone', () => {
    const dates = [held('2026-09-01T09:00', 60), held('2026-09-02T09:00', 90, { status: 'pending' })];
    expect(stateOf(tenancy([week], dates), held('2026-09-03T09:00', 60))).toMatchObject({
      limit: 600,
      used: 60,
      held: 90,
      left: 450,
    });
  });

  it('count in the week and month of the start, also when the date runs over midnight and month’s end', () => {
    const over = held('2026-09-30T23:00', 120);
    const book = new QuotaBook(tenancy([month], [over]));
    const states = book.statesFor([held('2026-09-15T09:00', 60), held('2026-10-01T09:00', 60)]);
    expect(states.map(({ period, used }) => [period, used])).toEqual([
      ['2026-09-01', 120],
      ['2026-10-01', 0],
    ]);
  });

  it('are those that pass, not those of the wall clock, on a night when the clock changes', () => {
    const timeZone = 'Europe/Berlin';
    const spring = held('2026-03-29T01:00', 180, { timeZone });
    const autumn = held('2026-10-25T01:00', 180, { timeZone });
    const states = new QuotaBook(tenancy([month], [spring, autumn])).statesFor([spring, autumn]);
    expect(states.map(({ used }) => used)).toEqual([120, 240]);
  });

  it('refuse exactly what is more than is left, date by date of a series, each period for itself', () => {
    const book = new QuotaBook(tenancy([{ ...month, limit: 120 }]));
    const refused = ['2026-09-16', '2026-09-23', '2026-09-30', '2026-10-07'].map((date) => {
      const one = held(`${date}T14:00`, 60, { booking: 'series' });
      const refusals = book.refusalsFor(one);
      if (refusals.length === 0) book.take(one);
      return refusals.length > 0;
    });
    expect(refused).toEqual([false, false, true, false]);
  });

  it('say in the refusal what is used, held and asked', () => {
    const dates = [held('2026-09-01T09:00', 500), held('2026-09-02T09:00', 60, { status: 'pending' })];
    const book = new QuotaBook(tenancy([week], dates));
    expect(book.refusalsFor(held('2026-09-03T09:00', 40))).toEqual([]);
    expect(book.refusalsFor(held('2026-09-03T09:00', 41))).toEqual([
      {
        ...{
          code: 'quota-exceeded',
          zone: 'A',
          waivableBy: 'office',
          agreement: 'one',
          quota: 'week',
          unit: 'minutes',
        },
        ...{ per: 'week', period: '2026-08-31', limit: 600, used: 500, held: 60, asked: 41 },
      },
    ]);
  });

  it('are not counted outside all seasons', () => {
    const book = new QuotaBook(tenancy([season], [held('2026-10-01T09:00', 600)]));
    expect(book.refusalsFor(held('2026-10-02T09:00', 1200))).toEqual([]);
    expect(book.statesFor([held('2026-10-02T09:00', 60)])).toEqual([]);
  });

  it('of a season that runs over New Year are one pool', () => {
    const given = tenancy([season], [held('2026-12-01T09:00', 590)], {
      agreements: [agreement([season], { until: day('2027-12-31') })],
    });
    expect(new QuotaBook(given).refusalsFor(held('2027-01-15T09:00', 11))).toHaveLength(1);
    expect(new QuotaBook(given).refusalsFor(held('2027-11-15T09:00', 600))).toEqual([]);
  });
});

describe('open bookings', () => {
  it('count a series once, and what is over not at all', () => {
    const series = ['2026-09-02', '2026-09-09', '2026-09-16'].map((date) =>
      held(`${date}T14:00`, 60, { booking: 'series' }),
    );
    const past = held('2026-08-20T14:00', 60, { ahead: false });
    expect(stateOf(tenancy([open], [...series, past]), held('2026-09-20T09:00', 60))).toMatchObject({
      unit: 'bookings',
      period: 'open',
      used: 1,
      left: 1,
    });
  });

  it('refuse one too many, and never one more date of a booking that is open', () => {
    const book = new QuotaBook(
      tenancy([open], [held('2026-09-02T14:00', 60, { booking: 'x' }), held('2026-09-03T14:00', 60)]),
    );
    expect(book.refusalsFor(held('2026-09-04T14:00', 60))).toHaveLength(1);
    expect(book.refusalsFor(held('2026-09-04T14:00', 60, { booking: 'x' }))).toEqual([]);
  });
});

describe('two agreements in succession', () => {
  const first = agreement([week], { id: 'first', until: day('2026-09-02') });
  const second = agreement([{ ...week, limit: 60 }], { id: 'second', from: day('2026-09-03') });

  it('have a pool each, also within one week', () => {
    const given = tenancy([], [held('2026-09-01T09:00', 600)], { agreements: [first, second] });
    const book = new QuotaBook(given);
    expect(book.refusalsFor(held('2026-09-02T09:00', 1))).toHaveLength(1);
    expect(book.refusalsFor(held('2026-09-03T09:00', 60))).toEqual([]);
    expect(book.refusalsFor(held('2026-09-03T09:00', 61))).toHaveLength(1);
  });

  it('count a date beyond the end in the agreement that carries it', () => {
    const given = tenancy([], [held('2026-09-08T09:00', 590)], { agreements: [first] });
    expect(new QuotaBook(given).refusalsFor(held('2026-09-09T09:00', 11))).toHaveLength(1);
  });
});

describe('any sequence of dates', () => {
  interface Asked {
    readonly day: number;
    readonly hour: number;
    readonly minutes: number;
    readonly booking: string;
    readonly confirmed: boolean;
    readonly code: string;
  }
  const asked: fc.Arbitrary<Asked> = fc.record({
    day: fc.integer({ min: 0, max: 120 }),
    hour: fc.integer({ min: 0, max: 23 }),
    minutes: fc.integer({ min: 1, max: 300 }),
    booking: fc.constantFrom('p', 'q', 'r', 's'),
    confirmed: fc.boolean(),
    code: fc.constantFrom('A', 'AB', 'HALL', 'CHESS'),
  });

  /** Keeps its books with a plain list and the calendar of JavaScript, in UTC, where the wall clock is the instant. */
  function modelPeriod(quota: Quota, at: Date): string | null {
    if (quota.kind === 'open-bookings') return 'open';
    if (quota.per === 'month') return `${at.getUTCFullYear()}-${at.getUTCMonth()}`;
    const midnight = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate());
    if (quota.per === 'week') return String(midnight - ((at.getUTCDay() + 6) % 7) * 86_400_000);
    const mmdd = at.toISOString().slice(5, 10);
    if (mmdd >= '11-15') return `winter ${at.getUTCFullYear()}`;
    if (mmdd <= '02-28') return `winter ${at.getUTCFullYear() - 1}`;
    return mmdd >= '07-01' && mmdd <= '08-31' ? `summer ${at.getUTCFullYear()}` : null;
  }

  it('is taken and refused as a plain list would have it, and never passes a limit', () => {
    const quotas = [week, month, season, open];
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 40 }), fc.integer({ min: 0, max: 365 }), (list, offset) => {
        const facts = agreement(quotas, { from: day('2020-01-01'), until: day('2030-12-31') });
        const book = new QuotaBook(tenancy([], [], { agreements: [facts] }));
        const taken: { at: Date; minutes: number; booking: string }[] = [];
        for (const { day: n, hour, minutes, booking, confirmed, code } of list) {
          const at = new Date(Date.UTC(2026, 8, 1 + n + offset, hour));
          const wall = at.toISOString().slice(0, 16);
          const one = held(wall, minutes, {
            timeZone: 'UTC',
            booking,
            status: confirmed ? 'confirmed' : 'pending',
            code,
          });
          const passes = (quota: Quota): boolean => {
            if (quota.kind === 'open-bookings')
              return new Set([...taken.map((date) => date.booking), booking]).size > quota.limit;
            const period = modelPeriod(quota, at);
            const used = taken.filter((date) => modelPeriod(quota, date.at) === period);
            return period !== null && used.reduce((sum, date) => sum + date.minutes, minutes) > quota.limit;
          };
          const expected = quotas.filter(passes).map(({ key }) => key);
          const refusals = book.refusalsFor(one);
          expect(refusals.map((refusal) => (refusal.code === 'quota-exceeded' ? refusal.quota : ''))).toEqual(expected);
          if (refusals.length > 0) continue;
          book.take(one);
          taken.push({ at, minutes, booking });
          for (const state of book.statesFor([one])) expect(state.left).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 300 },
    );
  });
});
