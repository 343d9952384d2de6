import { Jobs } from '../../src/operations/jobs.js';
import {
  booked,
  CENTRE,
  meeting,
  on,
  read,
  readerOf,
  weekly,
  type BookingBody,
  type Wish,
} from '../bookings/requests.js';
import { createTestApp, type Answer, type Caller, type TestApp } from '../support/app.js';

const SEARCH = `${CENTRE}/personal-data/search`;
const REMOVE = `${CENTRE}/personal-data/remove`;
const ELDER = { name: 'Elder of the test', phone: '0570-555 0123' };

type WithPerson = BookingBody & { onBehalfOf?: { name: string; phone?: string } };

describe('what is kept of people without accounts', () => {
  let test: TestApp;
  let desk: Caller;
  let admin: Caller;
  beforeEach(async () => {
    test = await createTestApp({ settings: { SESSION_HOURS: '720', PERSONAL_DATA_DAYS: '10' } });
    desk = await test.as('desk');
    admin = await test.as('admin');
  });
  afterEach(() => test.close());

  const forSomebody = (wish: Wish = {}): Promise<BookingBody> => booked(desk, meeting({ onBehalfOf: ELDER, ...wish }));
  const personOf = async (booking: { id: string }): Promise<unknown> =>
    ((await read(desk, booking)) as WithPerson).onBehalfOf;
  const runJobsAt = async (now: string): Promise<void> => {
    test.clock.set(now);
    await test.app.get(Jobs, { strict: false }).runDue();
  };
  /** Everything in the tables named, as text. */
  const stored = async (...tables: string[]): Promise<string> => {
    const rows = await Promise.all(tables.map((table) => readerOf(test).all(`SELECT * FROM ${table}`)));
    return JSON.stringify(rows);
  };

  it('never stands in the audit log or the outbox, which keep only that it was for somebody', async () => {
    const booking = await forSomebody();
    await admin.post(`${CENTRE}/bookings/${booking.id}/cancel`, {});
    const text = await stored('audit_log', 'outbox', 'notices');
    expect(text).not.toContain('Elder of the test');
    expect(text).not.toContain('555 0123');
    const log = await admin.get<{ items: { action: string; after?: object }[] }>(
      `${CENTRE}/audit?booking=${booking.id}`,
    );
    expect(log.body.items.find(({ action }) => action === 'booking.created')?.after).toMatchObject({
      forSomebody: true,
    });
  });

  it('goes so many days after the last date of the booking, and not before', async () => {
    const series = await forSomebody({ ...weekly(2), onBehalfOf: ELDER });
    await runJobsAt('2026-09-19T14:59:00+08:00');
    expect(await personOf(series)).toEqual(ELDER);
    await runJobsAt('2026-09-20T15:00:30+08:00');
    expect(await personOf(series)).toBeUndefined();
    expect((await read(desk, series)).version).toBe(2);
    expect(await stored('bookings')).not.toContain('555 0123');
  });

  it('goes so many days after a booking was cancelled, however far ahead it lay', async () => {
    const booking = await forSomebody(on('2026-11-25', '14:00', '15:00'));
    await desk.post(`${CENTRE}/bookings/${booking.id}/cancel`, {});
    await runJobsAt('2026-09-02T10:00:00+08:00');
    expect(await personOf(booking)).toEqual(ELDER);
    await runJobsAt('2026-09-03T10:00:30+08:00');
    expect(await personOf(booking)).toBeUndefined();
  });

  it('is found by the number, however it was written', async () => {
    const booking = await forSomebody();
    await booked(
      desk,
      meeting({ ...on('2026-09-03', '14:00', '15:00'), onBehalfOf: { name: 'Another', phone: '0570-5550124' } }),
    );
    const found = await admin.post<{ items: object[] }>(SEARCH, { phone: '(0570) 5550123' });
    expect([found.status, found.headers['cache-control']]).toEqual([200, 'no-store']);
    expect(found.body).toEqual({
      items: [
        {
          booking: booking.id,
          zone: 'F3-MEET-2',
          status: 'confirmed',
          name: ELDER.name,
          start: '2026-09-02T14:00:00+08:00',
          end: '2026-09-02T15:00:00+08:00',
        },
      ],
    });
  });

  it('is removed by the number from all bookings, also from those ahead and from answers kept for replaying', async () => {
    const key = { headers: { 'idempotency-key': 'a-key' } };
    const answer: Answer<BookingBody> = await desk.post(`${CENTRE}/bookings`, meeting({ onBehalfOf: ELDER }), key);
    const second = await forSomebody(on('2026-09-03', '14:00', '15:00'));
    expect((await admin.post(REMOVE, { phone: '05705550123' })).body).toEqual({ removed: 2 });
    expect((await admin.post(REMOVE, { phone: '05705550123' })).body).toEqual({ removed: 0 });
    expect([await personOf(answer.body), await personOf(second)]).toEqual([undefined, undefined]);
    expect(await stored('bookings', 'idempotency_keys', 'audit_log')).not.toContain('555 0123');
    const again = await desk.post<BookingBody>(`${CENTRE}/bookings`, meeting({ onBehalfOf: ELDER }), key);
    expect([again.status, again.body.id]).toEqual([201, answer.body.id]);
    const log = await admin.get<{ items: { action: string }[] }>(`${CENTRE}/audit?booking=${second.id}`);
    expect(log.body.items[0]).toMatchObject({ action: 'booking.personal-data-removed' });
  });

  it('pages through what it finds', async () => {
    const first = await forSomebody();
    const second = await forSomebody(on('2026-09-03', '14:00', '15:00'));
    const page = await admin.post<{ items: { booking: string }[]; nextCursor: string }>(SEARCH, {
      phone: ELDER.phone,
      limit: 1,
    });
    const rest = await admin.post<{ items: { booking: string }[] }>(SEARCH, {
      phone: ELDER.phone,
      cursor: page.body.nextCursor,
    });
    expect([...page.body.items, ...rest.body.items].map(({ booking }) => booking)).toEqual([first.id, second.id]);
    expect(rest.body).not.toHaveProperty('nextCursor');
    expect((await admin.post(SEARCH, { phone: 'call me' })).status).toBe(400);
  });
});
