import { act, booked, BOOKINGS, CENTRE, check, create, edit, meeting, rowCounts } from '../bookings/requests.js';
import { createTestApp, type Answer, type Caller, type TestApp } from '../support/app.js';

const OTHER = meeting({ zone: 'F3-MEET-3' });

describe('a clock that is stepped back an hour', () => {
  let test: TestApp;
  let office: Caller;
  let admin: Caller;
  beforeEach(async () => {
    test = await createTestApp();
    office = await test.as('office');
    admin = await test.as('admin');
  });
  afterEach(() => test.close());

  const stepBack = (minutes: number): void => test.clock.advance(-minutes);

  const expectRefused = ({ status, headers, body }: Answer<unknown>): void =>
    expect([status, (body as { code?: string }).code, headers['retry-after']]).toEqual([503, 'clock-behind', '60']);

  it('refuses every kind of write clearly, and changes nothing', async () => {
    const made = await booked(office, meeting());
    const hall = await admin.get<{ name: string }>(`${CENTRE}/zones/F3-MEET-3`);
    stepBack(60);
    const before = await rowCounts(test);
    expectRefused(await create(office, OTHER));
    expectRefused(await edit(office, made, { title: 'Later' }));
    expectRefused(await act(office, 'cancel', [made]));
    const renamed = { body: { name: '会议室' }, ifMatch: String(hall.headers['etag']) };
    expectRefused(await admin.call('PATCH', `${CENTRE}/zones/F3-MEET-3`, renamed));
    expect(await rowCounts(test)).toEqual(before);
    expect((await office.get(`${BOOKINGS}/${made.id}`)).body).toMatchObject({
      version: made.version,
      title: 'Meeting',
    });
    expect((await admin.get(`${CENTRE}/zones/F3-MEET-3`)).body).toEqual(hall.body);
  });

  it('goes on reading and checking, and stays ready', async () => {
    const made = await booked(office, meeting());
    stepBack(60);
    expect((await office.get(`${BOOKINGS}/${made.id}`)).status).toBe(200);
    expect((await office.get(`${CENTRE}/schedule?from=2026-09-02&to=2026-09-02`)).status).toBe(200);
    expect((await check(office, OTHER)).ok).toBe(true);
    expect((await test.anonymous.get('/health/ready')).status).toBe(200);
  });

  it('takes the same request again, with the same key, when the clock is right again', async () => {
    await booked(office, meeting());
    const options = { headers: { 'idempotency-key': 'once' } };
    stepBack(60);
    expectRefused(await office.post(BOOKINGS, OTHER, options));
    test.clock.advance(60);
    const first = await office.post(BOOKINGS, OTHER, options);
    const again = await office.post(BOOKINGS, OTHER, options);
    expect([first.status, again.status, again.body['id']]).toEqual([201, 201, first.body['id']]);
  });

  it('takes writes as soon as it is past the newest entry, and bears a correction of some minutes', async () => {
    await booked(office, meeting());
    stepBack(4);
    await booked(office, OTHER);
    stepBack(4);
    expectRefused(await create(office, meeting({ zone: 'F3-MEET-1' })));
    test.clock.advance(4);
    await booked(office, meeting({ zone: 'F3-MEET-1' }));
  });
});
