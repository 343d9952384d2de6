import { Jobs } from '../../src/operations/jobs.js';
import { createTestApp, type Caller, type TestApp } from '../support/app.js';
import { act, booked, check, create, meeting, nth, read, weekly, type BookingBody, type Wish } from './requests.js';

/** The east of the hall: the back office approves it. */
const hall = (changes: Wish = {}): Wish => meeting({ zone: 'F1-HALL-A', ...changes });

const statuses = ({ occurrences }: BookingBody): string[] => occurrences.map(({ status }) => status);

describe('approving and declining', () => {
  let app: TestApp;
  let office: Caller;
  let desk: Caller;
  beforeEach(async () => {
    app = await createTestApp({ settings: { SESSION_HOURS: '720' } });
    office = await app.as('office');
    desk = await app.as('desk');
  });
  afterEach(() => app.close());

  const isFree = async (wish: Wish): Promise<boolean> => (await check(office, wish)).ok;

  it('waits for the office when the desk books the hall, and holds its place meanwhile', async () => {
    const request = await booked(desk, hall());
    expect([request.status, statuses(request)]).toEqual(['pending', ['pending']]);
    expect(await isFree(hall())).toBe(false);
  });

  it('is not asked for what the office books itself, nor where a zone wants none', async () => {
    expect((await booked(office, hall())).status).toBe('confirmed');
    expect((await booked(desk, meeting())).status).toBe('confirmed');
  });

  it('confirms the whole booking', async () => {
    const request = await booked(desk, hall(weekly(3, { zone: 'F1-HALL-A' })));
    const answer = await act(office, 'approve', [request, { reason: 'Welcome' }]);
    expect([answer.status, answer.body.status, statuses(answer.body)]).toEqual([
      200,
      'confirmed',
      ['confirmed', 'confirmed', 'confirmed'],
    ]);
    expect(answer.headers['etag']).toBe('"2"');
    expect(await isFree(hall())).toBe(false);
  });

  it('declines the whole booking with a reason, and its place is free at once', async () => {
    const request = await booked(desk, hall());
    expect((await act(office, 'decline', [request])).status).toBe(400);
    const answer = await act(office, 'decline', [request, { reason: 'Assembly' }]);
    expect(answer.body).toMatchObject({
      status: 'declined',
      occurrences: [{ status: 'declined', reason: 'Assembly' }],
    });
    expect(await isFree(hall())).toBe(true);
  });

  it('decides date by date, and the booking waits while any date does', async () => {
    const request = await booked(desk, weekly(3, { zone: 'F1-HALL-A' }));
    const [first, second, third] = request.occurrences.map(({ id }) => id);
    const approved = await act(office, 'approve', [request, { occurrences: [first] }]);
    expect([approved.body.status, statuses(approved.body)]).toEqual(['pending', ['confirmed', 'pending', 'pending']]);
    const declined = await act(office, 'decline', [request, { occurrences: [second], reason: 'Cleaning' }]);
    expect([declined.body.status, statuses(declined.body)]).toEqual(['pending', ['confirmed', 'declined', 'pending']]);
    const rest = await act(office, 'approve', [request, { occurrences: [third] }]);
    expect([rest.body.status, statuses(rest.body)]).toEqual(['confirmed', ['confirmed', 'declined', 'confirmed']]);
    expect(await isFree(hall({ start: '2026-09-09T14:00', end: '2026-09-09T15:00' }))).toBe(true);
  });

  it('tells the second decider that it was decided', async () => {
    const request = await booked(desk, hall());
    await act(office, 'approve', [request]);
    const second = await act(await app.as('admin'), 'decline', [request, { reason: 'No' }]);
    expect([second.status, second.body.code, second.body.detail]).toEqual([
      409,
      'conflict',
      expect.stringContaining('confirmed'),
    ]);
    expect((await read(office, request)).status).toBe('confirmed');
  });

  it('lets one of two deciders at once decide, and tells the other', async () => {
    const request = await booked(desk, hall());
    const answers = await Promise.all([
      act(office, 'approve', [request]),
      act(await app.as('admin'), 'decline', [request, { reason: 'No' }]),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is for the office only, and for dates of this booking', async () => {
    const request = await booked(desk, hall());
    expect((await act(desk, 'approve', [request])).status).toBe(403);
    const other = await booked(desk, meeting());
    const id = nth(other.occurrences, 0).id;
    expect((await act(office, 'approve', [request, { occurrences: [id] }])).status).toBe(400);
  });

  it('confirms nothing that has started', async () => {
    const request = await booked(desk, hall());
    app.clock.set('2026-09-02T14:00:00+08:00');
    expect((await act(office, 'approve', [request])).status).toBe(409);
  });

  it('lets a request expire an hour before its start when nobody decided, and frees its place', async () => {
    const request = await booked(desk, weekly(2, { zone: 'F1-HALL-A' }));
    const jobs = app.app.get(Jobs, { strict: false });
    app.clock.set('2026-09-02T12:59:00+08:00');
    await jobs.runDue();
    expect(statuses(await read(office, request))).toEqual(['pending', 'pending']);
    app.clock.set('2026-09-02T13:00:00+08:00');
    await jobs.runDue();
    expect(statuses(await read(office, request))).toEqual(['expired', 'pending']);
    expect(await isFree(hall({ start: '2026-09-02T13:30', end: '2026-09-02T15:00' }))).toBe(true);
    expect((await act(office, 'approve', [request, { occurrences: [nth(request.occurrences, 0).id] }])).status).toBe(
      409,
    );
  });

  it('replays nothing for a request that was refused by the rules: it was never stored', async () => {
    expect((await create(desk, hall({ start: '2026-09-02T21:00', end: '2026-09-02T22:00' }))).status).toBe(409);
    const list = await office.get<{ items: object[] }>('/api/v1/centres/dukou/bookings?status=pending');
    expect(list.body.items).toEqual([]);
  });
});
