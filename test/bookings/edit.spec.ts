import { createTestApp, type Caller, type TestApp } from '../support/app.js';
import { act, booked, BOOKINGS, check, edit, meeting, nth, on, read, type BookingBody } from './requests.js';

describe('editing a single booking', () => {
  let app: TestApp;
  let office: Caller;
  let desk: Caller;
  let booking: BookingBody;
  beforeEach(async () => {
    app = await createTestApp({ settings: { SESSION_HOURS: '720' } });
    office = await app.as('office');
    desk = await app.as('desk');
    booking = await booked(office, meeting());
  });
  afterEach(() => app.close());

  const isFree = async (from: string, to: string): Promise<boolean> =>
    (await check(office, meeting({ ...on('2026-09-02', from, to) }))).ok;

  it('moves it in time and keeps its length, its id and its first start', async () => {
    const answer = await edit(office, booking, { start: '2026-09-02T16:00' });
    expect([answer.status, answer.headers['etag']]).toEqual([200, '"2"']);
    expect(answer.body.occurrences).toMatchObject([
      {
        id: nth(booking.occurrences, 0).id,
        original: '2026-09-02T14:00',
        start: '2026-09-02T16:00:00+08:00',
        end: '2026-09-02T17:00:00+08:00',
      },
    ]);
    expect([await isFree('14:00', '15:00'), await isFree('16:00', '17:00')]).toEqual([true, false]);
  });

  it('moves it onto a part of its own old time', async () => {
    expect((await edit(office, booking, { start: '2026-09-02T14:30' })).status).toBe(200);
  });

  it('moves it into another zone, with its seats when no heads were named', async () => {
    const answer = await edit(office, booking, { zone: 'F3-MEET-1' });
    expect(answer.body).toMatchObject({ zone: 'F3-MEET-1', occurrences: [{ zone: 'F3-MEET-1', heads: 90 }] });
    expect(await isFree('14:00', '15:00')).toBe(true);
  });

  it('lengthens and shortens it', async () => {
    const longer = await edit(office, booking, { end: '2026-09-02T16:00' });
    expect(longer.body.occurrences).toMatchObject([{ end: '2026-09-02T16:00:00+08:00' }]);
    const shorter = await edit(office, longer.body, { end: '2026-09-02T14:30' });
    expect(shorter.body.occurrences).toMatchObject([{ end: '2026-09-02T14:30:00+08:00' }]);
    expect(await isFree('14:30', '15:00')).toBe(true);
  });

  it('changes the heads, and counts them anew', async () => {
    const chess = await booked(office, meeting({ zone: 'F1-CHESS', heads: 10 }));
    const answer = await edit(office, chess, { heads: 30 });
    expect(answer.body.occurrences).toMatchObject([{ heads: 30 }]);
    expect((await check(office, meeting({ zone: 'F1-CHESS', heads: 7 }))).ok).toBe(false);
    expect((await check(office, meeting({ zone: 'F1-CHESS', heads: 6 }))).ok).toBe(true);
    expect((await edit(office, answer.body, { heads: 37 })).status).toBe(409);
  });

  it('changes title, visibility, needs and note, and takes the note away', async () => {
    const changes = { title: 'Choir', visibility: 'public', needs: ['screen'], note: 'Two rows' };
    const changed = await edit(office, booking, changes);
    expect(changed.body).toMatchObject(changes);
    expect(changed.body.occurrences).toEqual(booking.occurrences);
    expect((await edit(office, changed.body, { note: null })).body).toMatchObject({ title: 'Choir', note: null });
  });

  it('is refused where something else lies, and nothing has changed', async () => {
    await booked(office, meeting({ ...on('2026-09-02', '16:00', '17:00'), title: 'Other' }));
    const answer = await edit(office, booking, { start: '2026-09-02T16:30' });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      code: 'refused',
      occurrences: [{ ok: false, refusals: [{ code: 'occupied', met: [{ title: 'Other' }] }] }],
    });
    expect(answer.body.occurrences[0]).toHaveProperty('alternatives.length', 3);
    expect(await read(office, booking)).toMatchObject({ version: 1, occurrences: booking.occurrences });
  });

  it('wants the version that was read, and refuses an old one', async () => {
    const path = `${BOOKINGS}/${booking.id}`;
    expect((await office.call('PATCH', path, { body: { heads: 5 } })).status).toBe(428);
    expect((await office.call('PATCH', path, { body: { heads: -5 } })).status).toBe(428);
    expect((await edit(office, booking, { heads: 5 })).status).toBe(200);
    expect((await edit(office, booking, { heads: 6 })).status).toBe(412);
    expect((await edit(office, booking, { heads: -6 })).status).toBe(400);
    expect((await office.call('PATCH', path, { body: { heads: 6 }, ifMatch: '*' })).status).toBe(200);
  });

  it('lets one of two editors at once through', async () => {
    const answers = await Promise.all([5, 6, 7].map((heads) => edit(office, booking, { heads })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    expect((await read(office, booking)).version).toBe(2);
  });

  it('is for its maker and the people of the centre', async () => {
    const member = await app.as('member');
    const own = await booked(await app.as('manager'), meeting({ zone: 'F3-MEET-3', visibility: 'public' }));
    expect((await edit(member, { ...own, version: 1 }, { heads: 5 })).status).toBe(403);
    expect((await edit(member, booking, { heads: 5 })).status).toBe(404);
    expect((await edit(desk, { ...own, version: 1 }, { heads: 5 })).status).toBe(200);
  });

  describe('that has started', () => {
    beforeEach(() => app.clock.set('2026-09-02T14:20:00+08:00'));

    it('can be shortened: we leave now', async () => {
      const answer = await edit(office, booking, { end: '2026-09-02T14:20' });
      expect(answer.body.occurrences).toMatchObject([{ end: '2026-09-02T14:20:00+08:00', status: 'confirmed' }]);
      expect(await isFree('14:30', '15:30')).toBe(true);
    });

    it('cannot be lengthened, moved, or ended in the past', async () => {
      for (const changes of [
        { end: '2026-09-02T15:30' },
        { end: '2026-09-02T14:10' },
        { start: '2026-09-02T16:00' },
        { zone: 'F3-MEET-3' },
        { heads: 3 },
        { end: '2026-09-02T14:30', zone: 'F3-MEET-3' },
      ])
        expect([changes, (await edit(office, booking, changes)).status]).toEqual([changes, 409]);
      app.clock.set('2026-09-02T15:00:00+08:00');
      expect((await edit(office, booking, { end: '2026-09-02T14:45' })).status).toBe(409);
      expect((await read(office, booking)).version).toBe(1);
    });

    it('can still be renamed', async () => {
      expect((await edit(office, booking, { title: 'Choir' })).status).toBe(200);
    });
  });

  describe('where the office approves', () => {
    let hall: BookingBody;
    beforeEach(async () => {
      const request = await booked(desk, meeting({ zone: 'F1-HALL-A', heads: 50 }));
      hall = (await act(office, 'approve', [request])).body;
    });

    it.each([
      ['a longer time', { end: '2026-09-02T15:30' }],
      ['another time', { start: '2026-09-02T10:00' }],
      ['more people', { heads: 60 }],
      ['another part', { zone: 'F1-HALL-C' }],
    ])('asks again for %s', async (_, changes) => {
      const answer = await edit(desk, hall, changes);
      expect(answer.body).toMatchObject({ status: 'pending', occurrences: [{ status: 'pending' }] });
    });

    it.each([
      ['a shorter time', { end: '2026-09-02T14:30' }],
      ['fewer people', { heads: 10 }],
      ['another title', { title: 'Choir' }],
    ])('does not ask again for %s', async (_, changes) => {
      expect((await edit(desk, hall, changes)).body).toMatchObject({ status: 'confirmed' });
    });

    it('does not ask when the office makes the change', async () => {
      expect((await edit(office, hall, { end: '2026-09-02T15:30' })).body.status).toBe('confirmed');
    });
  });
});
