import { createTestApp, type Caller, type TestApp } from '../support/app.js';
import { act, booked, check, edit, meeting, nth, read, weekly, type BookingBody } from './requests.js';

const statuses = ({ occurrences }: BookingBody): string[] => occurrences.map(({ status }) => status);

describe('cancelling', () => {
  let app: TestApp;
  let office: Caller;
  let series: BookingBody;
  beforeEach(async () => {
    app = await createTestApp({ settings: { SESSION_HOURS: '720' } });
    office = await app.as('office');
    series = await booked(office, weekly(3));
  });
  afterEach(() => app.close());

  const second = (): { occurrence: string } => ({ occurrence: nth(series.occurrences, 1).id });

  it('takes one date, with a reason, and frees its place', async () => {
    const answer = await act(office, 'cancel', [series, { scope: 'one', ...second(), reason: 'The teacher is ill' }]);
    expect([answer.status, answer.body.status]).toEqual([200, 'confirmed']);
    expect(answer.body.occurrences).toMatchObject([
      { status: 'confirmed' },
      { status: 'cancelled', reason: 'The teacher is ill' },
      { status: 'confirmed' },
    ]);
    const { occurrences } = await check(office, weekly(3));
    expect(occurrences.map(({ ok }) => ok)).toEqual([false, true, false]);
  });

  it('takes one date and all that follow', async () => {
    const answer = await act(office, 'cancel', [series, { scope: 'following', ...second() }]);
    expect([answer.body.status, statuses(answer.body)]).toEqual(['confirmed', ['confirmed', 'cancelled', 'cancelled']]);
  });

  it('takes all that is ahead, and leaves alone what has started', async () => {
    app.clock.set('2026-09-02T14:30:00+08:00');
    const answer = await act(office, 'cancel', [series, { scope: 'all' }]);
    expect([answer.body.status, statuses(answer.body)]).toEqual(['confirmed', ['confirmed', 'cancelled', 'cancelled']]);
  });

  it('makes the booking cancelled when no date is left', async () => {
    expect((await act(office, 'cancel', [series, { scope: 'all' }])).body.status).toBe('cancelled');
  });

  it('wants to know how far it reaches in a series, not in a single booking', async () => {
    const answer = await act(office, 'cancel', [series]);
    expect([answer.status, answer.body.errors?.map(({ pointer }) => pointer)]).toEqual([400, ['/scope']]);
    const nowhere = await act(office, 'cancel', [series, { scope: 'one' }]);
    expect([nowhere.status, nowhere.body.errors?.map(({ pointer }) => pointer)]).toEqual([400, ['/occurrence']]);
    const single = await booked(office, meeting({ zone: 'F3-MEET-3' }));
    expect((await act(office, 'cancel', [single])).body.status).toBe('cancelled');
  });

  it('has nothing to take a second time, nor from what is over', async () => {
    await act(office, 'cancel', [series, { scope: 'one', ...second() }]);
    expect((await act(office, 'cancel', [series, { scope: 'one', ...second() }])).status).toBe(409);
    app.clock.set('2026-09-20T10:00:00+08:00');
    expect((await act(office, 'cancel', [series, { scope: 'all' }])).status).toBe(409);
  });

  it('is for its maker and the people of the centre', async () => {
    const member = await app.as('member');
    const own = await booked(await app.as('manager'), meeting({ zone: 'F3-MEET-3', visibility: 'public' }));
    expect((await act(member, 'cancel', [own])).status).toBe(403);
    expect((await act(member, 'cancel', [series, { scope: 'all' }])).status).toBe(404);
    expect((await act(await app.as('desk'), 'cancel', [own])).status).toBe(200);
  });

  describe('is undone', () => {
    it('within a quarter of an hour, as it was', async () => {
      await act(office, 'cancel', [series, { scope: 'following', ...second() }]);
      app.clock.advance(15);
      const answer = await act(office, 'undo-cancel', [series]);
      expect([answer.status, statuses(answer.body)]).toEqual([200, ['confirmed', 'confirmed', 'confirmed']]);
      expect(answer.body.occurrences.map(({ id }) => id)).toEqual(series.occurrences.map(({ id }) => id));
      expect((await check(office, weekly(3))).occurrences.map(({ ok }) => ok)).toEqual([false, false, false]);
    });

    it('not after that', async () => {
      await act(office, 'cancel', [series, { scope: 'all' }]);
      app.clock.advance(16);
      expect((await act(office, 'undo-cancel', [series])).status).toBe(409);
      expect((await read(office, series)).status).toBe('cancelled');
    });

    it('not when the place is taken by now, and then not even in part', async () => {
      await act(office, 'cancel', [series, { scope: 'all' }]);
      await booked(office, meeting({ start: '2026-09-09T14:30', end: '2026-09-09T15:30', title: 'Quick' }));
      const answer = await act(office, 'undo-cancel', [series]);
      expect([answer.status, answer.body.code]).toEqual([409, 'refused']);
      expect(answer.body.occurrences.map(({ ok }: { ok?: boolean }) => ok)).toEqual([true, false, true]);
      expect(statuses(await read(office, series))).toEqual(['cancelled', 'cancelled', 'cancelled']);
    });

    it('only as far as the last cancel went', async () => {
      await act(office, 'cancel', [series, { scope: 'one', ...second() }]);
      app.clock.advance(1);
      await act(office, 'cancel', [series, { scope: 'all' }]);
      app.clock.advance(1);
      const answer = await act(office, 'undo-cancel', [series]);
      expect(statuses(answer.body)).toEqual(['confirmed', 'cancelled', 'confirmed']);
    });

    it('for a request that waited, which then waits again', async () => {
      const request = await booked(await app.as('desk'), meeting({ zone: 'F1-HALL-A' }));
      await act(office, 'cancel', [request]);
      expect((await act(office, 'undo-cancel', [request])).body.status).toBe('pending');
    });

    it('once, and not when nothing was cancelled', async () => {
      expect((await act(office, 'undo-cancel', [series])).status).toBe(409);
      await act(office, 'cancel', [series, { scope: 'all' }]);
      expect((await act(office, 'undo-cancel', [series])).status).toBe(200);
      expect((await act(office, 'undo-cancel', [series])).status).toBe(409);
    });

    it('not for dates that an edit of the series dropped', async () => {
      const changes = { scope: 'all', recurrence: { rrule: 'FREQ=WEEKLY;COUNT=1' } };
      expect(statuses((await edit(office, series, changes)).body)).toEqual(['confirmed', 'cancelled', 'cancelled']);
      expect((await act(office, 'undo-cancel', [series])).status).toBe(409);
    });
  });
});
