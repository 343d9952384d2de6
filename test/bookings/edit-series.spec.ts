import { createTestApp, type Caller, type TestApp } from '../support/app.js';
import { act, booked, check, edit, meeting, nth, on, read, rowCounts, startsOf, weekly } from './requests.js';
import { BOOKINGS, type BookingBody, type OccurrenceBody } from './requests.js';

const idsOf = ({ occurrences }: BookingBody): string[] => occurrences.map(({ id }) => id);
const live = ({ occurrences }: BookingBody): OccurrenceBody[] =>
  occurrences.filter(({ status }) => status === 'confirmed');
const liveStarts = (booking: BookingBody): string[] => startsOf({ occurrences: live(booking) });

/** Wednesdays 2, 9, 16 and 23 September 2026, 14:00 to 15:00. */
describe('editing a series', () => {
  let app: TestApp;
  let office: Caller;
  let series: BookingBody;
  beforeEach(async () => {
    app = await createTestApp({ settings: { SESSION_HOURS: '720' } });
    office = await app.as('office');
    series = await booked(office, weekly(4));
  });
  afterEach(() => app.close());

  const occurrence = (index: number): string => nth(series.occurrences, index).id;

  it('moves one date and marks it as changed by hand', async () => {
    const { body } = await edit(office, series, { scope: 'one', occurrence: occurrence(1), start: '2026-09-10T10:00' });
    expect(startsOf(body)).toEqual(['2026-09-02T14:00', '2026-09-10T10:00', '2026-09-16T14:00', '2026-09-23T14:00']);
    expect(body.occurrences.map(({ edited }) => edited)).toEqual([false, true, false, false]);
    expect(idsOf(body)).toEqual(idsOf(series));
  });

  it('moves the date named and those that follow by as much', async () => {
    const changes = {
      scope: 'following',
      occurrence: occurrence(2),
      start: '2026-09-17T16:00',
      end: '2026-09-17T18:00',
    };
    const { body } = await edit(office, series, changes);
    expect(startsOf(body)).toEqual(['2026-09-02T14:00', '2026-09-09T14:00', '2026-09-17T16:00', '2026-09-24T16:00']);
    expect(body.occurrences.map(({ end }) => end.slice(11, 16))).toEqual(['15:00', '15:00', '18:00', '18:00']);
    expect([idsOf(body), body.occurrences.map(({ edited }) => edited)]).toEqual([
      idsOf(series),
      [false, false, false, false],
    ]);
  });

  it('moves all dates, also onto places that they had before', async () => {
    const { body } = await edit(office, series, { scope: 'all', start: '2026-09-09T14:30' });
    expect(startsOf(body)).toEqual(['2026-09-09T14:30', '2026-09-16T14:30', '2026-09-23T14:30', '2026-09-30T14:30']);
    expect(idsOf(body)).toEqual(idsOf(series));
  });

  it('moves all by as much as the date that was named, whichever it is', async () => {
    const named = { scope: 'all', occurrence: occurrence(2), start: '2026-09-17T15:00' };
    const { body } = await edit(office, series, named);
    expect(startsOf(body)).toEqual(['2026-09-03T15:00', '2026-09-10T15:00', '2026-09-17T15:00', '2026-09-24T15:00']);
  });

  it('leaves alone what has started', async () => {
    app.clock.set('2026-09-09T14:30:00+08:00');
    const { body } = await edit(office, series, { scope: 'all', start: '2026-09-16T16:00', zone: 'F3-MEET-3' });
    expect(body.occurrences.map(({ zone, start }) => [zone, start.slice(5, 16)])).toEqual([
      ['F3-MEET-2', '09-02T14:00'],
      ['F3-MEET-2', '09-09T14:00'],
      ['F3-MEET-3', '09-16T16:00'],
      ['F3-MEET-3', '09-23T16:00'],
    ]);
  });

  it('wants to know how far it reaches, and what belongs to the whole is not for one date', async () => {
    expect((await edit(office, series, { start: '2026-09-02T15:00' })).status).toBe(400);
    const one = { scope: 'one', occurrence: occurrence(1) };
    expect((await edit(office, series, { ...one, title: 'Choir' })).status).toBe(400);
    expect((await edit(office, series, { ...one, recurrence: { rrule: 'FREQ=DAILY;COUNT=2' } })).status).toBe(400);
    expect((await edit(office, series, { scope: 'one', heads: 3 })).status).toBe(400);
    const other = await booked(office, meeting({ zone: 'F3-MEET-3' }));
    const foreign = { scope: 'one', occurrence: nth(other.occurrences, 0).id, heads: 3 };
    expect((await edit(office, series, foreign)).status).toBe(400);
  });

  describe('of which dates were changed by hand', () => {
    let touched: BookingBody;
    beforeEach(async () => {
      const moved = { scope: 'one', occurrence: occurrence(1), zone: 'F3-MEET-3', start: '2026-09-09T10:00' };
      await edit(office, series, moved);
      await act(office, 'cancel', [series, { scope: 'one', occurrence: occurrence(2) }]);
      touched = await read(office, series);
    });

    const places = ({ occurrences }: BookingBody): string[] =>
      occurrences.map(({ zone, start, status }) => `${zone} ${start.slice(5, 16)} ${status}`);

    it('keeps these as they are (I8)', async () => {
      const { body } = await edit(office, touched, { scope: 'all', start: '2026-09-02T16:00', zone: 'F3-MEET-1' });
      expect(places(body)).toEqual([
        'F3-MEET-1 09-02T16:00 confirmed',
        'F3-MEET-3 09-09T10:00 confirmed',
        'F3-MEET-2 09-16T14:00 cancelled',
        'F3-MEET-1 09-23T16:00 confirmed',
      ]);
      expect(idsOf(body)).toEqual(idsOf(touched));
    });

    it('keeps these under a new rule as well, and brings nothing back', async () => {
      const recurrence = { rrule: 'FREQ=WEEKLY;BYDAY=WE,FR;COUNT=5' };
      const { body } = await edit(office, touched, { scope: 'all', recurrence });
      expect(places(body)).toEqual([
        'F3-MEET-2 09-02T14:00 confirmed',
        'F3-MEET-2 09-04T14:00 confirmed',
        'F3-MEET-3 09-09T10:00 confirmed',
        'F3-MEET-2 09-11T14:00 confirmed',
        'F3-MEET-2 09-16T14:00 cancelled',
        'F3-MEET-2 09-23T14:00 cancelled',
      ]);
    });

    it('leaves the others where they are when only the heads change from the moved one on', async () => {
      const { body } = await edit(office, touched, { scope: 'following', occurrence: occurrence(1), heads: 5 });
      expect(places(body)).toEqual(places(touched));
      expect(body.occurrences.map(({ heads }) => heads).at(-1)).toBe(5);
    });

    it('begins a new rule at the place of the moved one in the series', async () => {
      const recurrence = { rrule: 'FREQ=WEEKLY;BYDAY=WE,TH;COUNT=4' };
      const changes = { scope: 'following', occurrence: occurrence(1), recurrence };
      const { body } = await edit(office, touched, changes);
      expect(places(body)).toEqual([
        'F3-MEET-2 09-02T14:00 confirmed',
        'F3-MEET-3 09-09T10:00 confirmed',
        'F3-MEET-2 09-10T14:00 confirmed',
        'F3-MEET-2 09-16T14:00 cancelled',
        'F3-MEET-2 09-17T14:00 confirmed',
        'F3-MEET-2 09-23T14:00 cancelled',
      ]);
    });

    it('brings the moved one back into line when told to', async () => {
      const { body } = await edit(office, touched, { scope: 'all', start: '2026-09-02T16:00', includeEdited: true });
      expect(places(body).filter((place) => place.endsWith('confirmed'))).toEqual([
        'F3-MEET-2 09-02T16:00 confirmed',
        'F3-MEET-2 09-09T16:00 confirmed',
        'F3-MEET-2 09-23T16:00 confirmed',
      ]);
      expect(body.occurrences.map(({ edited }) => edited)).toEqual([false, false, false, false]);
    });
  });

  it('keeps the dates common to both rules with their ids, cancels the rest and adds the new', async () => {
    const recurrence = { rrule: 'FREQ=WEEKLY;BYDAY=WE,FR;COUNT=5' };
    const { body } = await edit(office, series, { scope: 'all', recurrence });
    expect(liveStarts(body)).toEqual([
      '2026-09-02T14:00',
      '2026-09-04T14:00',
      '2026-09-09T14:00',
      '2026-09-11T14:00',
      '2026-09-16T14:00',
    ]);
    for (const id of [occurrence(0), occurrence(1), occurrence(2)]) expect(live(body).map((o) => o.id)).toContain(id);
    const dropped = body.occurrences.find(({ id }) => id === occurrence(3));
    expect(dropped).toMatchObject({ status: 'cancelled', reasonCode: 'series-changed' });
    expect(dropped).not.toHaveProperty('reason');
    expect((await check(office, meeting(on('2026-09-23', '14:00', '15:00')))).ok).toBe(true);
  });

  it("puts the code in the place of a person's words for an earlier decision", async () => {
    const wish = weekly(2, { zone: 'F1-HALL-A', title: 'Choir' });
    const asked = await booked(await app.as('desk'), wish);
    const approved = await act(office, 'approve', [asked, { reason: 'They are good' }]);
    expect(approved.body.occurrences.map(({ reason }) => reason)).toEqual(['They are good', 'They are good']);
    const { body } = await edit(office, approved.body, { scope: 'all', recurrence: { rrule: 'FREQ=WEEKLY;COUNT=1' } });
    expect(body.occurrences.map(({ reason, reasonCode }) => reason ?? reasonCode)).toEqual([
      'They are good',
      'series-changed',
    ]);
  });

  it('takes a new rule from one date on, with a mixed plan', async () => {
    await booked(office, meeting({ ...on('2026-09-17', '14:00', '15:00') }));
    const changes = {
      scope: 'following',
      occurrence: occurrence(2),
      recurrence: { rrule: 'FREQ=DAILY;COUNT=3' },
      replacements: [{ start: '2026-09-17T14:00', zone: 'F3-MEET-3' }],
    };
    const { status, body } = await edit(office, series, changes);
    expect(status).toBe(200);
    expect(live(body).map(({ zone, start }) => `${zone} ${start.slice(5, 10)}`)).toEqual([
      'F3-MEET-2 09-02',
      'F3-MEET-2 09-09',
      'F3-MEET-2 09-16',
      'F3-MEET-3 09-17',
      'F3-MEET-2 09-18',
    ]);
  });

  it('asks anew for the dates that the old rule was refused', async () => {
    const taken = await booked(office, meeting({ ...on('2026-09-18', '14:00', '15:00'), title: 'Other' }));
    const twice = { scope: 'all', recurrence: { rrule: 'FREQ=WEEKLY;BYDAY=WE,FR;COUNT=6' }, onConflict: 'skip' };
    const first = await edit(office, series, twice);
    expect(first.body.refused.map(({ start }) => start.slice(0, 10))).toEqual(['2026-09-18']);
    await act(office, 'cancel', [taken, { scope: 'all' }]);
    const again = await edit(office, first.body, { ...twice, recurrence: { rrule: 'FREQ=WEEKLY;BYDAY=FR;COUNT=3' } });
    expect(again.body.refused).toEqual([]);
    expect(liveStarts(again.body)).toEqual(['2026-09-04T14:00', '2026-09-11T14:00', '2026-09-18T14:00']);
  });

  it('takes a rule back that was changed by mistake: what a rule dropped, a rule brings again', async () => {
    const fridays = await edit(office, series, { scope: 'all', recurrence: { rrule: 'FREQ=WEEKLY;BYDAY=FR;COUNT=3' } });
    expect(liveStarts(fridays.body)[0]).toBe('2026-09-04T14:00');
    const back = { scope: 'all', start: '2026-09-02T14:00', recurrence: { rrule: 'FREQ=WEEKLY;BYDAY=WE;COUNT=4' } };
    expect(liveStarts((await edit(office, fridays.body, back)).body)).toEqual(startsOf(series));
  });

  it('makes a series of a single booking, from where it lies now', async () => {
    const single = await booked(office, meeting({ zone: 'F3-MEET-3', ...on('2026-09-02', '14:00', '15:00') }));
    const moved = await edit(office, single, { scope: 'one', start: '2026-09-03T16:00' });
    expect(moved.body.occurrences).toMatchObject([{ start: '2026-09-03T16:00:00+08:00' }]);
    const { body } = await edit(office, moved.body, { scope: 'all', recurrence: { rrule: 'FREQ=WEEKLY;COUNT=3' } });
    expect(liveStarts(body)).toEqual(['2026-09-03T16:00', '2026-09-10T16:00', '2026-09-17T16:00']);
    expect(idsOf(body)).toContain(nth(single.occurrences, 0).id);
  });

  it('asks for approval of the dates that a new rule adds, and not of those it only drops', async () => {
    const desk = await app.as('desk');
    const asked = await booked(desk, weekly(3, { zone: 'F1-HALL-A', title: 'Choir' }));
    const approved = (await act(office, 'approve', [asked, {}])).body;
    const fewer = await edit(desk, approved, { scope: 'all', recurrence: { rrule: 'FREQ=WEEKLY;COUNT=2' } });
    expect(fewer.body.status).toBe('confirmed');
    const more = await edit(desk, fewer.body, {
      scope: 'all',
      recurrence: { rrule: 'FREQ=WEEKLY;BYDAY=WE,FR;COUNT=3' },
    });
    expect(more.body.occurrences.map(({ start, status }) => `${start.slice(5, 10)} ${status}`)).toEqual([
      '09-02 confirmed',
      '09-04 pending',
      '09-09 confirmed',
      '09-16 cancelled',
    ]);
  });

  it('shows the difference first, and writes nothing', async () => {
    await edit(office, series, { scope: 'one', occurrence: occurrence(1), start: '2026-09-09T10:00' });
    await booked(office, meeting({ ...on('2026-09-11', '15:30', '16:30'), title: 'Other' }));
    const before = await rowCounts(app);
    const answer = await office.call<Record<string, unknown>>('PATCH', `${BOOKINGS}/${series.id}?dryRun=true`, {
      body: { scope: 'all', start: '2026-09-02T15:00', recurrence: { rrule: 'FREQ=WEEKLY;BYDAY=WE,FR;COUNT=4' } },
      ifMatch: 2,
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      ok: false,
      difference: {
        moved: [
          {
            occurrence: occurrence(0),
            from: { start: '2026-09-02T14:00:00+08:00' },
            to: { start: '2026-09-02T15:00:00+08:00' },
            ok: true,
          },
        ],
        added: [{ start: '2026-09-04T15:00:00+08:00' }],
        cancelled: [{ occurrence: occurrence(2) }, { occurrence: occurrence(3) }],
        kept: [{ occurrence: occurrence(1) }],
        refused: [{ start: '2026-09-11T15:00:00+08:00', refusals: [{ code: 'occupied' }] }],
      },
    });
    expect(await rowCounts(app)).toEqual(before);
    expect((await read(office, series)).version).toBe(2);
  });

  it('takes all or nothing, or with skip leaves where they are the dates that do not fit', async () => {
    await booked(office, meeting({ ...on('2026-09-09', '16:00', '17:00'), title: 'Other' }));
    const changes = { scope: 'all', start: '2026-09-02T16:00' };
    expect((await edit(office, series, changes)).status).toBe(409);
    expect(startsOf(await read(office, series))).toEqual(startsOf(series));
    const { body } = await edit(office, series, { ...changes, onConflict: 'skip' });
    expect(startsOf(body)).toEqual(['2026-09-02T16:00', '2026-09-09T14:00', '2026-09-16T16:00', '2026-09-23T16:00']);
    expect(body).toMatchObject({ difference: { refused: [{ start: '2026-09-09T16:00:00+08:00' }] } });
  });

  it('judges a date that must stay again with those that would come onto it', async () => {
    const daily = await booked(office, meeting({ zone: 'F3-MEET-3', recurrence: { rrule: 'FREQ=DAILY;COUNT=3' } }));
    await booked(office, meeting({ zone: 'F3-MEET-3', ...on('2026-09-05', '14:00', '15:00') }));
    // Each moves one day on: the last is refused by the other booking, so it stays, and so do those behind it.
    const answer = await edit(office, daily, { scope: 'all', start: '2026-09-03T14:00', onConflict: 'skip' });
    expect(answer.status).toBe(409);
    expect(startsOf(await read(office, daily))).toEqual(startsOf(daily));
  });
});
