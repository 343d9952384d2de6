import { createTestApp, type Answer, type Caller, type TestApp } from '../support/app.js';
import { BOOKINGS, booked, meeting, nth, readerOf, type BookingBody, type Wish } from './requests.js';

/** Invariant I6: the same request with the same key is one booking and the same answer. */
describe('an Idempotency-Key', () => {
  let app: TestApp;
  let office: Caller;
  beforeEach(async () => {
    app = await createTestApp({ settings: { SESSION_HOURS: '720' } });
    office = await app.as('office');
  });
  afterEach(() => app.close());

  const keyed = (key: string, wish: Wish, caller = office): Promise<Answer<BookingBody>> =>
    caller.post(BOOKINGS, wish, { headers: { 'idempotency-key': key } });

  const bookings = async (): Promise<number> =>
    Number((await readerOf(app).one<{ n: number }>('SELECT count(*) AS n FROM bookings'))?.n);

  it('replays a 201 with the same body, Location and ETag', async () => {
    const first = await keyed('a', meeting());
    const again = await keyed('a', meeting());
    expect(first.status).toBe(201);
    expect([again.status, again.text]).toEqual([201, first.text]);
    for (const name of ['location', 'etag']) expect(again.headers[name]).toBe(first.headers[name]);
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(await bookings()).toBe(1);
  });

  it('replays a 409 even when the place is free by now', async () => {
    const other = await booked(office, meeting());
    const first = await keyed('b', meeting());
    expect(first.status).toBe(409);
    await office.post(`${BOOKINGS}/${other.id}/cancel`, {});
    const again = await keyed('b', meeting());
    expect([again.status, again.text]).toEqual([409, first.text]);
    expect(String(again.headers['content-type'])).toContain('application/problem+json');
    expect((await keyed('c', meeting())).status).toBe(201);
  });

  it('is refused with another body, and with another address', async () => {
    const { body } = await keyed('d', meeting());
    const other = await keyed('d', meeting({ title: 'Another' }));
    expect([other.status, (other.body as unknown as { code: string }).code]).toEqual([422, 'key-reused']);
    const cancel = await office.post(`${BOOKINGS}/${body.id}/cancel`, {}, { headers: { 'idempotency-key': 'd' } });
    expect(cancel.status).toBe(422);
    expect(await bookings()).toBe(1);
  });

  it('keeps nothing of bad input, which may be mended and sent again', async () => {
    expect((await keyed('e', meeting({ heads: -1 }))).status).toBe(400);
    expect((await keyed('e', meeting())).status).toBe(201);
  });

  it('makes one of two at once wait for the other', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => keyed('f', meeting())));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await bookings()).toBe(1);
  });

  it('makes one of two at once wait also when the first is refused', async () => {
    await booked(office, meeting());
    const answers = await Promise.all([
      keyed('g', meeting()),
      keyed('g', meeting()),
      keyed('g', meeting({ heads: 3 })),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([409, 409, 422]);
    expect(nth(answers, 1).text).toBe(nth(answers, 0).text);
  });

  it('is forgotten after 24 hours', async () => {
    await keyed('h', meeting());
    app.clock.advance(24 * 60);
    expect((await keyed('h', meeting({ title: 'Another' }))).status).toBe(422);
    app.clock.advance(1);
    expect((await keyed('h', meeting({ zone: 'F3-MEET-3' }))).status).toBe(201);
    expect((await keyed('h', meeting())).status).toBe(422);
  });

  it("is each person's own", async () => {
    expect((await keyed('i', meeting())).status).toBe(201);
    expect((await keyed('i', meeting({ zone: 'F3-MEET-3' }), await app.as('desk'))).status).toBe(201);
  });

  it('works for cancels and decisions too', async () => {
    const request = await booked(await app.as('desk'), meeting({ zone: 'F1-HALL-A' }));
    const approve = (): Promise<Answer<BookingBody>> =>
      office.post(`${BOOKINGS}/${request.id}/approve`, {}, { headers: { 'idempotency-key': 'j' } });
    const first = await approve();
    const again = await approve();
    expect([first.status, again.status, again.text]).toEqual([200, 200, first.text]);
  });

  it('must be short and plain', async () => {
    for (const key of ['', 'x'.repeat(201), 'with space', 'schlüssel']) {
      expect((await keyed(key, meeting())).status).toBe(400);
    }
    expect(await bookings()).toBe(0);
  });
});
