import { createTestApp, type Caller, type TestApp } from '../support/app.js';

const DUKOU = '/api/v1/centres/dukou';
const ZONE = `${DUKOU}/zones/F3-MEET-2`;
const BOOKINGS = `${DUKOU}/bookings`;
const TIME = { zone: 'F3-MEET-2', start: '2026-08-27T14:00', end: '2026-08-27T15:00' };
const FAULTY = { areaM2: 'large' };

/** Each pair of neighbours in the order of checks, with a request to which both apply: the earlier one is told. */
describe('when several things are wrong, the first of them is told', () => {
  let test: TestApp;
  let admin: Caller;
  let member: Caller;
  beforeAll(async () => {
    test = await createTestApp();
    admin = await test.as('admin');
    member = await test.as('member');
  });
  afterAll(() => test.close());

  it('401 before 404', async () => {
    expect((await test.anonymous.get('/api/v1/centres/nowhere/people')).status).toBe(401);
    const expired = test.caller({ authorization: 'Bearer gone' });
    expect((await expired.get('/api/v1/centres/nowhere')).status).toBe(401);
  });

  it('404 before 403', async () => {
    expect((await member.call('PATCH', `${DUKOU}/zones/NOT-THERE`, { body: {}, ifMatch: 1 })).status).toBe(404);
  });

  it('403 before 428', async () => {
    expect((await member.call('PATCH', ZONE, { body: {} })).status).toBe(403);
  });

  it('428 before 400', async () => {
    expect((await admin.call('PATCH', ZONE, { body: FAULTY })).status).toBe(428);
  });

  it('401, 404, 403 and 428 before 400 for a body that is no JSON', async () => {
    const body = '{"areaM2":';
    expect((await test.anonymous.call('PATCH', ZONE, { body })).status).toBe(401);
    expect((await member.call('PATCH', `${DUKOU}/zones/NOT-THERE`, { body })).status).toBe(404);
    expect((await member.call('PATCH', ZONE, { body })).status).toBe(403);
    expect((await admin.call('PATCH', ZONE, { body })).status).toBe(428);
    expect((await admin.call('PATCH', ZONE, { body, ifMatch: 999 })).status).toBe(400);
  });

  it('400 before 412', async () => {
    expect((await admin.call('PATCH', ZONE, { body: FAULTY, ifMatch: 999 })).status).toBe(400);
    expect((await admin.call('PUT', `${DUKOU}/hours`, { body: { weekly: 3 }, ifMatch: 999 })).status).toBe(400);
    expect((await admin.call('PATCH', DUKOU, { body: { timeZone: 'Mars/Dust' }, ifMatch: 999 })).status).toBe(400);
    const policy = { gridMinutes: 7 };
    expect((await admin.call('PATCH', ZONE, { body: { policy }, ifMatch: 999 })).status).toBe(400);
    const backwards = { exceptions: [{ from: '2026-12-31', to: '2026-12-01', spans: [], reason: 'x' }] };
    expect((await admin.call('PUT', `${DUKOU}/hours`, { body: backwards, ifMatch: 999 })).status).toBe(400);
    const elsewhere = { source: 'x', days: [{ date: '2026-10-01', kind: 'holiday', name: 'x' }] };
    expect((await admin.call('PUT', `${DUKOU}/calendar/2027`, { body: elsewhere, ifMatch: 999 })).status).toBe(400);
  });

  it('412 before 409', async () => {
    const taken = await admin.post(BOOKINGS, { ...TIME, title: 'First' });
    const other = { ...TIME, start: '2026-08-27T15:00', end: '2026-08-27T16:00', title: 'Second' };
    const moved = await admin.post<{ id: string }>(BOOKINGS, other);
    expect([taken.status, moved.status]).toEqual([201, 201]);
    const ontoIt = { body: { scope: 'all', start: TIME.start, end: TIME.end } };
    const at = `${BOOKINGS}/${moved.body.id}`;
    expect((await admin.call('PATCH', at, { ...ontoIt, ifMatch: 999 })).status).toBe(412);
    expect((await admin.call('PATCH', at, { ...ontoIt, ifMatch: 1 })).status).toBe(409);
  });

  it('400 before 422, for a key that came with another request', async () => {
    const headers = { 'idempotency-key': 'order-400-422' };
    const first = { ...TIME, start: '2026-08-28T14:00', end: '2026-08-28T15:00', title: 'Keyed' };
    expect((await admin.post(BOOKINGS, first, { headers })).status).toBe(201);
    expect((await admin.post(BOOKINGS, { ...first, heads: 'many' }, { headers })).status).toBe(400);
    expect((await admin.post(BOOKINGS, { ...first, title: 'Other' }, { headers })).status).toBe(422);
  });

  it('replays a 409 under its key, and tells 422 for another request under it', async () => {
    const headers = { 'idempotency-key': 'order-409-422' };
    const closed = { zone: 'F3-MEET-2', start: '2026-08-27T02:00', end: '2026-08-27T03:00', title: 'Night' };
    const refused = await member.post(BOOKINGS, closed, { headers });
    expect(refused.status).toBe(409);
    expect((await member.post(BOOKINGS, closed, { headers })).text).toBe(refused.text);
    expect((await member.post(BOOKINGS, { ...closed, title: 'Late' }, { headers })).status).toBe(422);
  });
});
