import { createTestApp, type Caller, type TestApp } from '../support/app.js';

const CENTRE = '/api/v1/centres/dukou';
/** Monday 24 August 2026, a room without set-up and clean-up. */
const MEETING = { zone: 'F3-MEET-2', start: '2026-08-24T14:00', end: '2026-08-24T15:00', title: 'Round table' };
const REPAIR = { zone: 'F3-MEET-2', start: '2026-08-24T13:00', end: '2026-08-24T17:00', reason: 'Repair' };

interface Booked {
  readonly id: string;
  readonly occurrences: { readonly id: string; readonly status: string; readonly start: string }[];
}

describe('a change of rules under real bookings', () => {
  let test: TestApp;
  let admin: Caller;
  let booking: Booked;
  let occurrence: string;

  const check = async (start: string, end: string) => {
    const body = { zone: MEETING.zone, start, end, title: 'Another' };
    const answer = await admin.post<{ occurrences: { ok: boolean; refusals: { code: string }[] }[] }>(
      `${CENTRE}/bookings/check`,
      body,
    );
    return answer.body.occurrences[0]?.refusals.map(({ code }) => code);
  };

  beforeEach(async () => {
    test = await createTestApp({ demo: 'plan' });
    admin = await test.as('admin');
    booking = (await admin.post<Booked>(`${CENTRE}/bookings`, MEETING)).body;
    occurrence = booking.occurrences[0]?.id ?? '';
  });
  afterEach(() => test.close());

  it('lists whom a closure meets, with alternatives, and writes nothing', async () => {
    const dry = await admin.post(`${CENTRE}/closures?dryRun=true`, REPAIR);
    expect(dry.status).toBe(200);
    expect(dry.body).toMatchObject({
      affected: [
        {
          occurrence,
          booking: booking.id,
          title: 'Round table',
          zone: 'F3-MEET-2',
          start: '2026-08-24T14:00:00+08:00',
          why: 'closed',
        },
      ],
    });
    expect((dry.body['affected'] as { alternatives: unknown[] }[])[0]?.alternatives.length).toBeGreaterThan(0);
    expect(await check('2026-08-24T15:00', '2026-08-24T16:00')).toEqual([]);
  });

  it('takes nothing new in the hole of a kept occurrence, and closes it when that is cancelled', async () => {
    expect((await admin.post(`${CENTRE}/closures`, REPAIR)).body).toMatchObject({ code: 'choices-needed' });
    const made = await admin.post(`${CENTRE}/closures`, { ...REPAIR, choices: [{ occurrence, action: 'keep' }] });
    expect([made.status, made.body['dates']]).toEqual([201, [expect.objectContaining({ kept: [occurrence] })]]);
    expect((await admin.get(`${CENTRE}/bookings/${booking.id}`)).body).toMatchObject({ status: 'confirmed' });
    await admin.post(`${CENTRE}/bookings/${booking.id}/cancel`, { scope: 'all' });
    expect(await check('2026-08-24T14:00', '2026-08-24T15:00')).toContain('closed');
    const after = await admin.get<{ dates: unknown[] }>(String(made.headers['location']));
    expect(after.body.dates).toEqual([expect.objectContaining({ kept: [] })]);
  });

  it('moves an occurrence out of a closure', async () => {
    const choices = [{ occurrence, action: 'move', start: '2026-08-24T17:00' }];
    expect((await admin.post(`${CENTRE}/closures`, { ...REPAIR, choices })).status).toBe(201);
    const moved = await admin.get<Booked>(`${CENTRE}/bookings/${booking.id}`);
    expect(moved.body.occurrences[0]).toMatchObject({ id: occurrence, start: '2026-08-24T17:00:00+08:00' });
  });

  it('refuses a closure whose choice moves an occurrence inside it', async () => {
    const choices = [{ occurrence, action: 'move', start: '2026-08-24T16:00' }];
    const answer = await admin.post(`${CENTRE}/closures`, { ...REPAIR, choices });
    expect([answer.status, answer.body['code']]).toEqual([409, 'refused']);
    const still = await admin.get<Booked>(`${CENTRE}/bookings/${booking.id}`);
    expect(still.body.occurrences[0]?.start).toBe('2026-08-24T14:00:00+08:00');
  });

  it('cuts short who is inside when a closure starts now', async () => {
    test.clock.set('2026-08-24T14:30:00+08:00');
    const choices = [{ occurrence, action: 'shorten', end: '2026-08-24T14:30' }];
    const answer = await admin.post(`${CENTRE}/closures`, { ...REPAIR, start: '2026-08-24T14:30', choices });
    expect(answer.status).toBe(201);
    const short = await admin.get<Booked>(`${CENTRE}/bookings/${booking.id}`);
    expect(short.body.occurrences[0]).toMatchObject({ end: '2026-08-24T14:30:00+08:00' });
  });

  it('cancels what new hours leave outside, by choice and with the reason', async () => {
    const path = `${CENTRE}/zones/F3-MEET-2/hours`;
    const document = { weekly: { '1': [{ start: '09:00', end: '12:00' }] } };
    const ifMatch = String((await admin.get(path)).headers['etag']);
    const dry = await admin.call('PUT', `${path}?dryRun=true`, { body: document, ifMatch });
    expect(dry.body).toMatchObject({ affected: [{ occurrence, why: 'outside-opening-hours' }] });
    const bare = await admin.call('PUT', path, { body: document, ifMatch });
    expect([bare.status, bare.body['code']]).toEqual([409, 'choices-needed']);
    const choices = [{ occurrence, action: 'cancel', reason: 'New hours' }];
    expect((await admin.call('PUT', path, { body: { ...document, choices }, ifMatch })).status).toBe(200);
    expect((await admin.get(`${CENTRE}/bookings/${booking.id}`)).body).toMatchObject({ status: 'cancelled' });
  });

  it('drops the date of a series that a loaded year makes a holiday, with a code for the reason', async () => {
    const recurrence = { rrule: 'FREQ=WEEKLY;COUNT=3', days: 'skip-holidays' };
    const wish = { ...MEETING, start: '2026-09-02T14:00', end: '2026-09-02T15:00', recurrence };
    const series = (await admin.post<Booked>(`${CENTRE}/bookings`, wish)).body;
    const path = `${CENTRE}/calendar/2026`;
    const days = [{ date: '2026-09-09', kind: 'holiday', name: 'A day off' }];
    const body = { source: 'Notice', days, series: [{ booking: series.id, apply: true }] };
    const ifMatch = String((await admin.get(path)).headers['etag']);
    const loaded = await admin.call('PUT', path, { body, ifMatch });
    expect(loaded.status).toBe(200);
    const { occurrences } = (await admin.get<Booked>(`${CENTRE}/bookings/${series.id}`)).body;
    const dropped = occurrences.filter(({ status }) => status === 'cancelled');
    expect(dropped).toMatchObject([{ start: '2026-09-09T14:00:00+08:00', reasonCode: 'public-holiday' }]);
    expect(dropped[0]).not.toHaveProperty('reason');
  });
});
