import type { ClosureBody } from '../../src/hours/dto/closure.body.js';
import { book, CENTRE, closedTimes, openRig, owner, type Rig } from './rig.js';

/** The last Friday of each month, 13:30–17:30. */
const CLEANING: ClosureBody = {
  zone: 'HALL-A',
  start: '2026-08-28T13:30',
  end: '2026-08-28T17:30',
  reason: 'Cleaning',
  recurrence: { rrule: 'FREQ=MONTHLY;BYDAY=-1FR' },
};

describe('a recurring closure', () => {
  let rig: Rig;
  const close = (body: Partial<ClosureBody> = {}) =>
    rig.closures.create({ centreId: CENTRE, body: { ...CLEANING, ...body }, actor: owner });
  const extend = () => rig.extension.extendClosures(rig.clock.now());

  beforeEach(async () => {
    rig = await openRig({ now: '2026-08-24T10:00:00+08:00' });
  });
  afterEach(() => rig.close());

  it('is written 400 days ahead', async () => {
    const { closure, dates } = await close();
    const times = await closedTimes(rig);
    // August 2026 to September 2027 are 14 months; day 400 is 28 September 2027.
    expect(dates).toHaveLength(14);
    expect(times.at(0)).toBe('11 2026-08-28T13:30/2026-08-28T17:30');
    expect(times.at(-1)).toBe('11 2027-09-24T13:30/2027-09-24T17:30');
    expect(closure.extendedUntil).toBe('2027-09-28');
  });

  it('leaves out its excluded dates', async () => {
    await close({ recurrence: { rrule: 'FREQ=MONTHLY;BYDAY=-1FR', exdates: ['2026-12-25'] } });
    const times = await closedTimes(rig);
    expect(times).toHaveLength(13);
    expect(times.join()).not.toContain('2026-12-25');
  });

  it('that ends by itself has nothing to be extended', async () => {
    const { closure, dates } = await close({ recurrence: { rrule: 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=3' } });
    expect(dates).toHaveLength(3);
    expect(closure.extendedUntil).toBeNull();
    rig.clock.set('2026-12-15T03:00:00+08:00');
    expect(await extend()).toBe(0);
  });

  it('is not extended while more than 300 days are left', async () => {
    await close();
    rig.clock.set('2026-11-01T03:00:00+08:00');
    expect(await extend()).toBe(0);
    expect(await closedTimes(rig)).toHaveLength(14);
  });

  it('is extended to 400 days ahead once fewer than 300 are left', async () => {
    await close();
    rig.clock.set('2026-12-15T03:00:00+08:00');
    expect(await extend()).toBe(1);
    // Day 400 is 19 January 2028, before the last Friday of that month.
    expect((await closedTimes(rig)).slice(14)).toEqual([
      '11 2027-10-29T13:30/2027-10-29T17:30',
      '11 2027-11-26T13:30/2027-11-26T17:30',
      '11 2027-12-31T13:30/2027-12-31T17:30',
    ]);
    expect(await extend()).toBe(0);
  });

  it('keeps a booking that a further date meets, and says so', async () => {
    const { closure } = await close();
    rig.clock.set('2026-12-15T03:00:00+08:00');
    const choir = await book(rig, { zone: 'HALL-A', start: '2027-10-29T14:00', end: '2027-10-29T15:00' });
    await extend();
    expect((await closedTimes(rig)).slice(14, 16)).toEqual([
      '11 2027-10-29T13:30/2027-10-29T14:00',
      '11 2027-10-29T15:00/2027-10-29T17:30',
    ]);
    const told = await rig.database.reader.one(
      `SELECT subject_id, payload FROM outbox WHERE kind = 'closure.met-bookings'`,
    );
    expect(told).toEqual({ subject_id: closure.id, payload: JSON.stringify({ occurrences: [choir.occurrence] }) });
  });

  it('leaves out a further date that another closure has taken', async () => {
    await close();
    rig.clock.set('2026-12-15T03:00:00+08:00');
    const repair = { zone: 'HALL', start: '2027-11-26T09:00', end: '2027-11-26T14:00', recurrence: undefined };
    await close(repair);
    await extend();
    const further = (await closedTimes(rig)).filter((time) => time.startsWith('11 2027-1'));
    expect(further).toEqual([
      '11 2027-10-29T13:30/2027-10-29T17:30',
      '11 2027-11-26T09:00/2027-11-26T14:00',
      '11 2027-12-31T13:30/2027-12-31T17:30',
    ]);
  });

  it('goes on in step after the most dates that are written at once', async () => {
    await rig.close();
    rig = await openRig({ now: '2026-08-24T10:00:00+08:00', maxOccurrences: '5' });
    const daily = {
      start: '2026-08-25T07:00',
      end: '2026-08-25T08:00',
      recurrence: { rrule: 'FREQ=DAILY;INTERVAL=2' },
    };
    const { closure } = await close(daily);
    expect(closure.extendedUntil).toBe('2026-09-02');
    await extend();
    const times = await closedTimes(rig);
    expect(times.slice(4, 6)).toEqual(['11 2026-09-02T07:00/2026-09-02T08:00', '11 2026-09-04T07:00/2026-09-04T08:00']);
    // Every other day from 25 August 2026 to 28 September 2027, which is 399 days later.
    expect(times).toHaveLength(200);
  });
});
