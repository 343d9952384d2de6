import { Jobs } from '../../src/operations/jobs.js';
import { createTestApp, type Caller, type TestApp } from '../support/app.js';
import { act, booked, check, meeting, read, readerOf, type BookingBody, type Wish } from './requests.js';

const hall = (changes: Wish = {}): Wish => meeting({ zone: 'F1-HALL-A', ...changes });

describe('a standby', () => {
  let app: TestApp;
  let office: Caller;
  let holder: BookingBody;
  let standby: BookingBody;
  beforeEach(async () => {
    app = await createTestApp({ settings: { SESSION_HOURS: '720' } });
    office = await app.as('office');
    holder = await booked(await app.as('desk'), hall({ title: 'Holder' }));
    standby = await booked(await app.as('member'), hall({ title: 'Rival', standby: true }));
  });
  afterEach(() => app.close());

  const claimsOf = async ({ occurrences }: BookingBody): Promise<number> => {
    const text = 'SELECT count(*) AS n FROM claims WHERE owner_id = ?';
    const row = await readerOf(app).one<{ n: number }>(text, [occurrences[0]?.id ?? '']);
    return Number(row?.n);
  };

  it('claims nothing and does not stand in the way of others', async () => {
    expect(standby.status).toBe('standby');
    // The holder has one space cell and the floor's limit.
    expect([await claimsOf(holder), await claimsOf(standby)]).toEqual([2, 0]);
    await act(office, 'decline', [holder, { reason: 'No' }]);
    expect((await check(office, hall())).ok).toBe(true);
  });

  it('is shown to the decider as a rival of the holder', async () => {
    const seen = await office.get<{ occurrences: { rivals?: object[] }[] }>(
      `/api/v1/centres/dukou/bookings/${holder.id}`,
    );
    expect(seen.body.occurrences[0]?.rivals).toMatchObject([{ booking: standby.id, title: 'Rival', heads: 80 }]);
    const back = await office.get(`/api/v1/centres/dukou/bookings/${standby.id}`);
    expect(back.body).toMatchObject({ occurrences: [{ rivals: [{ booking: holder.id, title: 'Holder' }] }] });
    const desk = await app.as('desk');
    expect((await desk.get(`/api/v1/centres/dukou/bookings/${holder.id}`)).text).not.toContain('rivals');
  });

  it('is found in the list of what waits', async () => {
    const list = await office.get<{ items: { id: string }[] }>('/api/v1/centres/dukou/bookings?status=standby');
    expect(list.body.items.map(({ id }) => id)).toEqual([standby.id]);
  });

  it('declines the holder and takes its place in one commit when it is confirmed', async () => {
    const answer = await act(office, 'approve', [standby, { reason: 'More people' }]);
    expect([answer.status, answer.body.status]).toEqual([200, 'confirmed']);
    const declined = await read(office, holder);
    expect(declined).toMatchObject({
      status: 'declined',
      occurrences: [{ status: 'declined', reasonCode: 'rival-confirmed' }],
    });
    expect(declined.occurrences[0]).not.toHaveProperty('reason');
    expect([await claimsOf(holder), await claimsOf(standby)]).toEqual([0, 2]);
  });

  it('tells the log by a code, not by words, why the holder was declined', async () => {
    await act(office, 'approve', [standby, { reason: 'More people' }]);
    const admin = await app.as('admin');
    const log = await admin.get<{ items: { action: string }[] }>(`/api/v1/centres/dukou/audit?booking=${holder.id}`);
    const entry = log.body.items.find(({ action }) => action === 'booking.declined');
    expect(entry).toMatchObject({ after: { occurrences: [{ status: 'declined', reasonCode: 'rival-confirmed' }] } });
    expect(entry).not.toHaveProperty('reason');
  });

  it('leaves both as they were when it cannot be confirmed', async () => {
    await act(office, 'approve', [holder]);
    const answer = await act(office, 'approve', [standby]);
    expect([answer.status, answer.body.code]).toEqual([409, 'refused']);
    expect([(await read(office, holder)).status, (await read(office, standby)).status]).toEqual([
      'confirmed',
      'standby',
    ]);
  });

  it('is not promoted by itself when the holder is declined or cancels', async () => {
    await act(office, 'decline', [holder, { reason: 'No' }]);
    expect((await read(office, standby)).status).toBe('standby');
    expect(await claimsOf(standby)).toBe(0);
    expect((await act(office, 'approve', [standby])).body.status).toBe('confirmed');
  });

  it('expires like a request', async () => {
    app.clock.set('2026-09-02T13:30:00+08:00');
    await app.app.get(Jobs, { strict: false }).runDue();
    expect([(await read(office, holder)).status, (await read(office, standby)).status]).toEqual(['expired', 'expired']);
  });

  it('declines no more holders of shared seats than it needs', async () => {
    const admin = await app.as('admin');
    const zone = await admin.get('/api/v1/centres/dukou/zones/F1-CHESS');
    const body = { policy: { approval: 'centre' } };
    await admin.call('PATCH', '/api/v1/centres/dukou/zones/F1-CHESS', { body, ifMatch: String(zone.headers['etag']) });
    const desk = await app.as('desk');
    const day = { start: '2026-09-03T14:00', end: '2026-09-03T15:00' };
    const first = await booked(desk, meeting({ zone: 'F1-CHESS', heads: 16, ...day }));
    app.clock.advance(1);
    const second = await booked(desk, meeting({ zone: 'F1-CHESS', heads: 16, ...day }));
    const rival = await booked(desk, meeting({ zone: 'F1-CHESS', heads: 20, standby: true, ...day }));
    expect((await act(office, 'approve', [rival])).status).toBe(200);
    expect([(await read(office, first)).status, (await read(office, second)).status]).toEqual(['pending', 'declined']);
  });
});
