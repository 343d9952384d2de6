import type { ClosureBody } from '../../src/hours/dto/closure.body.js';
import type { Closure } from '../../src/hours/closure.store.js';
import { affecting, book, CENTRE, closedTimes, openRig, owner, problemOf, type Rig } from './rig.js';

const REPAIR: ClosureBody = { zone: 'HALL-A', start: '2026-08-26T09:00', end: '2026-08-26T12:00', reason: 'Repair' };

describe('a change of a closure', () => {
  let rig: Rig;
  let closure: Closure;
  const edit = <Body>(body: Body, ifMatch: number | null = null) => ({ closure, body, ifMatch, actor: owner });
  const close = async (body: Partial<ClosureBody> = {}) =>
    (closure = (await rig.closures.create({ centreId: CENTRE, body: { ...REPAIR, ...body }, actor: owner })).closure);

  beforeEach(async () => {
    rig = await openRig({ now: '2026-08-24T10:00:00+08:00' });
    await close();
  });
  afterEach(() => rig.close());

  it('gives it another reason and moves its version on', async () => {
    const changed = await rig.changes.change(edit({ reason: 'New floor' }, 1));
    expect(changed.closure).toMatchObject({ reason: 'New floor', version: 2 });
    expect(await closedTimes(rig)).toEqual(['11 2026-08-26T09:00/2026-08-26T12:00']);
  });

  it('ends it earlier, and gives the time back', async () => {
    const changed = await rig.changes.change(edit({ end: '2026-08-26T10:30' }));
    expect(await closedTimes(rig)).toEqual(['11 2026-08-26T09:00/2026-08-26T10:30']);
    expect(changed.closure.endWall).toBe('2026-08-26T10:30');
  });

  it('ends it at once when it is running', async () => {
    rig.clock.set('2026-08-26T09:40:30+08:00');
    await rig.changes.change(edit({ end: '2026-08-26T09:40' }));
    expect(await closedTimes(rig)).toEqual(['11 2026-08-26T09:00/2026-08-26T09:40']);
  });

  it('ends it later around a kept occurrence', async () => {
    const choir = await book(rig, { zone: 'HALL-A', start: '2026-08-26T13:00', end: '2026-08-26T14:00' });
    rig.impact.use(affecting([choir]));
    const later = { end: '2026-08-26T15:00' };
    expect(await rig.changes.preview(edit(later))).toMatchObject({ affected: [{ occurrence: choir.occurrence }] });
    expect((await problemOf(rig.changes.change(edit(later)))).code).toBe('choices-needed');
    await rig.changes.change(edit({ ...later, choices: [{ occurrence: choir.occurrence, action: 'keep' as const }] }));
    expect(await closedTimes(rig)).toEqual([
      '11 2026-08-26T09:00/2026-08-26T13:00',
      '11 2026-08-26T14:00/2026-08-26T15:00',
    ]);
  });

  it('is refused where the added time is closed already', async () => {
    const first = closure;
    await close({ start: '2026-08-26T13:00', end: '2026-08-26T14:00' });
    closure = first;
    expect((await problemOf(rig.changes.change(edit({ end: '2026-08-26T13:30' })))).code).toBe('refused');
  });

  it('is stale against an old version', async () => {
    await rig.changes.change(edit({ reason: 'New floor' }, 1));
    expect((await problemOf(rig.changes.change(edit({ reason: 'Old floor' }, 1)))).code).toBe('stale');
  });

  it.each(['2026-08-26T09:00', '2026-08-26T08:00', '2027-09-05T09:00'])('is bad input with the end %s', async (end) => {
    const problem = await problemOf(rig.changes.change(edit({ end })));
    expect(problem).toMatchObject({ code: 'bad-input', extras: { errors: [{ pointer: '/end' }] } });
  });

  it('is a conflict once the closure is over', async () => {
    rig.clock.set('2026-08-26T12:00:00+08:00');
    expect((await problemOf(rig.changes.change(edit({ end: '2026-08-26T13:00' })))).code).toBe('conflict');
  });

  it('cancels it: it claims nothing and meets nobody any more', async () => {
    const cancelled = await rig.changes.cancel(edit({}));
    expect(cancelled).toMatchObject({ closure: { status: 'cancelled' }, dates: [] });
    expect(await closedTimes(rig)).toEqual([]);
    expect((await rig.list.list(CENTRE, {})).items).toEqual([]);
    expect((await problemOf(rig.changes.cancel(edit({})))).code).toBe('conflict');
  });

  it('cancels a running one from now on and remembers that it was', async () => {
    rig.clock.set('2026-08-26T10:15:00+08:00');
    const { dates } = await rig.changes.cancel(edit({}));
    expect(dates.map(({ end }) => end)).toEqual([Date.parse('2026-08-26T10:15:00+08:00')]);
    expect(await closedTimes(rig)).toEqual([]);
  });

  it('cancels one date of a recurring closure and leaves the others', async () => {
    await rig.changes.cancel(edit({}));
    await close({ recurrence: { rrule: 'FREQ=DAILY;COUNT=3' } });
    const { dates } = await rig.list.view(closure);
    await rig.changes.cancel(edit({ date: dates[1]?.id }));
    expect(await closedTimes(rig)).toEqual([
      '11 2026-08-26T09:00/2026-08-26T12:00',
      '11 2026-08-28T09:00/2026-08-28T12:00',
    ]);
  });

  it('of an end needs the date of a recurring closure', async () => {
    await rig.changes.cancel(edit({}));
    await close({ recurrence: { rrule: 'FREQ=DAILY;COUNT=2' } });
    const problem = await problemOf(rig.changes.change(edit({ end: '2026-08-27T10:00' })));
    expect(problem).toMatchObject({ code: 'bad-input', extras: { errors: [{ pointer: '/date' }] } });
    const { dates } = await rig.list.view(closure);
    await rig.changes.change(edit({ end: '2026-08-27T10:00', date: dates[1]?.id }));
    expect(await closedTimes(rig)).toEqual([
      '11 2026-08-26T09:00/2026-08-26T12:00',
      '11 2026-08-27T09:00/2026-08-27T10:00',
    ]);
  });
});

describe('the list of closures', () => {
  let rig: Rig;
  const close = (body: Partial<ClosureBody>) =>
    rig.closures.create({ centreId: CENTRE, body: { ...REPAIR, ...body }, actor: owner });

  beforeEach(async () => {
    rig = await openRig({ now: '2026-08-24T10:00:00+08:00' });
  });
  afterEach(() => rig.close());

  it('names those that take a part of a zone, with their dates in the period', async () => {
    const hall = await close({ zone: 'HALL', recurrence: { rrule: 'FREQ=DAILY;COUNT=5' } });
    await close({ zone: 'CHESS' });
    const found = await rig.list.list(CENTRE, { zone: 'HALL-B', from: '2026-08-27', to: '2026-08-28' });
    expect(found.items.map(({ closure, dates }) => [closure.id, dates.length])).toEqual([[hall.closure.id, 2]]);
  });

  it('comes in pages of 50', async () => {
    for (let day = 1; day <= 51; day++) {
      const date = new Date(Date.UTC(2026, 8, day)).toISOString().slice(0, 10);
      await close({ start: `${date}T09:00`, end: `${date}T10:00` });
    }
    const first = await rig.list.list(CENTRE, {});
    const second = await rig.list.list(CENTRE, { cursor: first.nextCursor });
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([50, 1, undefined]);
  });
});
