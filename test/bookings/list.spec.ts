import { createTestApp, type Caller, type TestApp } from '../support/app.js';
import { act, booked, BOOKINGS, meeting, on, weekly, type BookingBody, type Wish } from './requests.js';

interface List {
  items: BookingBody[];
  nextCursor?: string;
}

describe('listing bookings', () => {
  let app: TestApp;
  let office: Caller;
  let member: Caller;
  beforeAll(async () => {
    app = await createTestApp();
    office = await app.as('office');
    member = await app.as('member');
    const desk = await app.as('desk');
    const made = async (caller: Caller, wish: Wish): Promise<BookingBody> => {
      app.clock.advance(1);
      return booked(caller, wish);
    };
    await made(office, meeting({ title: 'Internal' }));
    await made(office, meeting({ ...on('2026-09-03', '14:00', '15:00'), title: 'Private', visibility: 'private' }));
    const series = { zone: 'F3-MEET-3', title: 'Public series', visibility: 'public', onConflict: 'skip' };
    await made(office, weekly(30, series));
    await made(member, meeting({ ...on('2026-09-04', '14:00', '15:00'), title: 'Own' }));
    await made(desk, meeting({ zone: 'F1-HALL-A', title: 'Request' }));
    const gone = await made(desk, meeting({ ...on('2026-09-05', '14:00', '15:00'), title: 'Gone' }));
    await act(desk, 'cancel', [gone]);
  });
  afterAll(() => app.close());

  const titles = async (caller: Caller, query = ''): Promise<string[]> =>
    (await caller.get<List>(`${BOOKINGS}${query}`)).body.items.map(({ title }) => title);

  it('gives all of them to the office, in the order they were made', async () => {
    expect(await titles(office)).toEqual(['Internal', 'Private', 'Public series', 'Own', 'Request', 'Gone']);
  });

  it('gives each only what they may know of', async () => {
    expect(await titles(await app.as('desk'))).toEqual(['Internal', 'Public series', 'Own', 'Request', 'Gone']);
    expect(await titles(member)).toEqual(['Public series', 'Own']);
    expect((await app.anonymous.get(BOOKINGS)).status).toBe(401);
  });

  it('tells a member of others no more than is public', async () => {
    const { body } = await member.get<List>(BOOKINGS);
    expect(Object.keys(body.items[0] ?? {}).sort()).toEqual([
      'id',
      'occurrences',
      'status',
      'title',
      'visibility',
      'zone',
    ]);
    expect(body.items[1]).toHaveProperty('createdBy');
  });

  it('pages by cursor without a gap or a repetition', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query: string = cursor === undefined ? '' : `&cursor=${cursor}`;
      const { body } = await office.get<List>(`${BOOKINGS}?limit=2${query}`);
      seen.push(...body.items.map(({ title }) => title));
      cursor = body.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(['Internal', 'Private', 'Public series', 'Own', 'Request', 'Gone']);
  });

  it('filters by period, of which both dates count, and shows the dates in it', async () => {
    expect(await titles(office, '?from=2026-09-04&to=2026-09-05')).toEqual(['Own', 'Gone']);
    const { body } = await office.get<List>(`${BOOKINGS}?from=2026-09-10&to=2026-09-23`);
    expect(
      body.items.map(({ title, occurrences }) => [title, occurrences.map(({ start }) => start.slice(5, 10))]),
    ).toEqual([['Public series', ['09-16', '09-23']]]);
    expect(await titles(office, '?from=2026-09-02T15:00&to=2026-09-03T14:00')).toEqual([]);
  });

  it('filters by zone, status and own', async () => {
    expect(await titles(office, '?zone=F3-MEET-3')).toEqual(['Public series']);
    expect(await titles(office, '?status=pending')).toEqual(['Request']);
    expect(await titles(office, '?status=cancelled')).toEqual(['Gone']);
    expect(await titles(member, '?mine=true')).toEqual(['Own']);
    expect(await titles(office, '?zone=F3-MEET-2&from=2026-09-03&to=2026-09-03')).toEqual(['Private']);
  });

  it('shows at most twenty dates of each; the booking itself has them all, but for one on a holiday', async () => {
    const { body } = await office.get<List>(`${BOOKINGS}?zone=F3-MEET-3`);
    const [series] = body.items;
    expect(series?.occurrences).toHaveLength(20);
    const whole = await office.get<BookingBody>(`${BOOKINGS}/${series?.id ?? ''}`);
    expect(whole.body.occurrences).toHaveLength(29);
  });

  it.each([
    ['zone=NOWHERE', '/zone'],
    ['status=lost', '/status'],
    ['cursor=abc', '/cursor'],
    ['limit=0', '/limit'],
    ['limit=201', '/limit'],
    ['from=2026-02-30', '/from'],
    ['from=2026-09-05&to=2026-09-04', '/to'],
    ['from=2020-01-01&to=2026-01-01', '/to'],
    ['operator=nobody', '/operator'],
    ['color=red', '/color'],
    ['zone=A&zone=B', '/zone'],
  ])('calls %s bad input', async (query, pointer) => {
    const answer = await office.get<{ errors: { pointer: string }[] }>(`${BOOKINGS}?${query}`);
    expect([answer.status, answer.body.errors?.map((error) => error.pointer)]).toEqual([400, [pointer]]);
  });

  it('finds no booking that is not there, or not to be known of', async () => {
    const { body } = await office.get<List>(`${BOOKINGS}?from=2026-09-03&to=2026-09-03`);
    const hidden = `${BOOKINGS}/${body.items[0]?.id ?? ''}`;
    const nowhere = `${BOOKINGS}/01990000-0000-7000-8000-000000000000`;
    expect([(await office.get(hidden)).status, (await office.get(nowhere)).status]).toEqual([200, 404]);
    for (const caller of [member, await app.as('desk')])
      expect((await caller.get(hidden)).text).toBe((await caller.get(nowhere)).text);
    expect((await office.get(`${BOOKINGS}/x`)).status).toBe(404);
  });
});
