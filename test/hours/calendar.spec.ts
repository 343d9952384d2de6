import type { YearChange } from '../../src/hours/calendar.service.js';
import type { SeriesDifference } from '../../src/hours/rule-impact.js';
import { affecting, book, CENTRE, openRig, owner, problemOf, ZONE, type Rig } from './rig.js';

const centre = { id: CENTRE, slug: 'rig', timeZone: ZONE };
const NATIONAL_DAY = { date: '2027-10-01', kind: 'holiday' as const, name: '国庆节', nameEn: 'National Day' };
const MAKE_UP = { date: '2027-10-09', kind: 'make-up' as const, name: '国庆节', follows: 4 as const };

describe('the days of a centre', () => {
  let rig: Rig;
  const change = (change: Partial<YearChange> = {}): YearChange => ({
    centre,
    year: 2027,
    content: { source: 'Notice of 2026', days: [MAKE_UP, NATIONAL_DAY] },
    chosen: {},
    ifMatch: null,
    actor: owner,
    ...change,
  });
  const kinds = async (from: string, to = from) =>
    (await rig.calendar.days(centre, { from, to })).map(({ kind }) => kind);

  beforeEach(async () => {
    rig = await openRig({ now: '2026-08-24T10:00:00+08:00' });
  });
  afterEach(() => rig.close());

  it('are holidays, make-up days, working days and weekends', async () => {
    expect(await kinds('2026-10-06', '2026-10-11')).toEqual([
      ...['holiday', 'holiday'],
      ...['working', 'working'],
      ...['make-up', 'weekend'],
    ]);
  });

  it('are unknown in a year that is not announced', async () => {
    expect(await kinds('2026-12-31', '2027-01-04')).toEqual(['working', ...Array<string>(4).fill('unknown')]);
  });

  it('become known when the year is loaded', async () => {
    const { answer, version } = await rig.calendar.replace(change({ ifMatch: 0 }));
    expect(version).toBe(1);
    expect(answer).toEqual({
      year: 2027,
      known: true,
      loaded: true,
      source: 'Notice of 2026',
      days: [NATIONAL_DAY, MAKE_UP],
    });
    expect(await rig.calendar.days(centre, { from: '2027-10-09', to: '2027-10-09' })).toEqual([MAKE_UP]);
    expect(await kinds('2027-10-08')).toEqual(['working']);
  });

  it('are those of the base for a year that was never loaded', async () => {
    const { answer, version } = await rig.calendar.readYear({ centre, year: 2026 });
    expect(version).toBe(0);
    expect(answer).toMatchObject({
      known: true,
      loaded: false,
      source: expect.stringContaining('chinese-days') as string,
    });
    expect(answer.days).toHaveLength(33 + 6);
  });

  it('go back to the base, and no ETag of before fits again', async () => {
    await rig.calendar.replace(change());
    await rig.calendar.replace(change({ content: null, ifMatch: 1 }));
    expect(await kinds('2027-10-01')).toEqual(['unknown']);
    expect((await problemOf(rig.calendar.replace(change({ ifMatch: 0 })))).code).toBe('stale');
    expect((await rig.calendar.replace(change({ ifMatch: 2 }))).version).toBe(3);
  });

  it.each([
    [{ ...NATIONAL_DAY, date: '2026-10-01' }, '/days/1/date'],
    [{ ...MAKE_UP, kind: 'holiday' as const }, '/days/1/date'],
    [{ ...NATIONAL_DAY, date: '2027-10-02', follows: 1 as const }, '/days/1/follows'],
  ])('refuse %j', async (day, pointer) => {
    const content = { source: 'Notice', days: [MAKE_UP, day] };
    const { code, extras } = await problemOf(rig.calendar.replace(change({ content })));
    expect(code).toBe('bad-input');
    expect(extras['errors']).toContainEqual(expect.objectContaining({ pointer }));
  });

  describe('when a series skips holidays', () => {
    const difference: SeriesDifference = { booking: 'series', title: 'Nursery', add: [], drop: [] };

    it('show its difference, and need a choice for it', async () => {
      const bookings = { ...affecting([]), seriesDifference: async () => [difference] };
      rig.impact.use(bookings);
      expect(await rig.calendar.preview(change())).toEqual({ affected: [], series: [difference] });
      expect(await problemOf(rig.calendar.replace(change()))).toMatchObject({
        code: 'choices-needed',
        extras: { affected: [], series: [difference] },
      });
      await rig.calendar.replace(change({ chosen: { series: [{ booking: 'series', apply: false }] } }));
      expect(bookings.applied).toEqual([{ booking: 'series', apply: false }]);
    });

    it('need no other choice for a date that the series drops by itself', async () => {
      const date = await book(rig, { zone: 'CHESS', start: '2027-10-01T15:30', end: '2027-10-01T19:30' });
      const drop = [date.startWall];
      rig.impact.use({
        ...affecting([date]),
        seriesDifference: async () => [{ ...difference, booking: date.booking, drop }],
      });
      const choose = (apply: boolean) => change({ chosen: { series: [{ booking: date.booking, apply }] } });
      expect((await problemOf(rig.calendar.replace(choose(false)))).code).toBe('choices-needed');
      await rig.calendar.replace(choose(true));
      expect(await kinds('2027-10-01')).toEqual(['holiday']);
    });

    it('refuse a choice for a series without a difference', async () => {
      const chosen = { series: [{ booking: 'other', apply: true }] };
      expect(await problemOf(rig.calendar.replace(change({ chosen })))).toMatchObject({
        code: 'bad-input',
        extras: { errors: [{ pointer: '/series/0/booking' }] },
      });
    });
  });
});
