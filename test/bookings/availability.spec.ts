import { createTestApp, type Caller, type TestApp } from '../support/app.js';
import { booked, CENTRE, check, meeting, on, wall, type ProblemBody, type Wish } from './requests.js';

interface Span {
  start: string;
  end: string;
  units?: number;
}

interface Availability {
  zone: string;
  open: Span[];
  busy: Span[];
  free: Span[];
}

const GRID_MINUTES = 15;
const SHORTEST_MINUTES = 30;
const MINUTE = 60_000;

const hours = (spans: readonly Span[]): string[] =>
  spans.map(
    ({ start, end, units }) => `${start.slice(11, 16)}-${end.slice(11, 16)}${units === undefined ? '' : ` ${units}`}`,
  );

describe('availability', () => {
  let app: TestApp;
  let office: Caller;
  let member: Caller;
  beforeEach(async () => {
    app = await createTestApp();
    office = await app.as('office');
    member = await app.as('member');
  });
  afterEach(() => app.close());

  const of = async (zone: string, query: string, caller = office): Promise<Availability> =>
    (await caller.get<Availability>(`${CENTRE}/zones/${zone}/availability?${query}`)).body;
  const wednesday = 'from=2026-09-02&to=2026-09-02';

  it('is the opening hours where nothing lies, without a log-in', async () => {
    const answer = await of('F3-MEET-2', wednesday, app.anonymous);
    expect(answer).toEqual({
      zone: 'F3-MEET-2',
      open: [{ start: '2026-09-02T08:30:00+08:00', end: '2026-09-02T20:30:00+08:00' }],
      busy: [],
      free: [{ start: '2026-09-02T08:30:00+08:00', end: '2026-09-02T20:30:00+08:00' }],
    });
  });

  it('leaves room for the set-up and clean-up of both', async () => {
    await booked(office, meeting({ zone: 'F1-HALL-A', ...on('2026-09-02', '12:00', '14:00') }));
    const { busy, free } = await of('F1-HALL-A', wednesday);
    // The other takes 11:30 to 14:30; one's own half hours of set-up and clean-up come on top.
    expect([hours(busy), hours(free)]).toEqual([['11:30-14:30'], ['08:30-11:00', '15:00-20:30']]);
    expect(hours((await of('F1-HALL-BC', wednesday)).free)).toEqual(['08:30-20:30']);
    expect(hours((await of('F1-HALL', wednesday)).free)).toEqual(['08:30-11:00', '15:00-20:30']);
  });

  it('gives what is left of shared seats, and only where the heads fit', async () => {
    await booked(office, meeting({ zone: 'F1-CHESS', heads: 30, ...on('2026-09-02', '10:00', '12:00') }));
    await booked(office, meeting({ zone: 'F1-CHESS', heads: 6, ...on('2026-09-02', '11:00', '13:00') }));
    expect(hours((await of('F1-CHESS', wednesday)).free)).toEqual([
      '08:30-10:00 36',
      '10:00-11:00 6',
      '12:00-13:00 30',
      '13:00-20:30 36',
    ]);
    expect(hours((await of('F1-CHESS', `${wednesday}&heads=7`)).free)).toEqual([
      '08:30-10:00 36',
      '12:00-13:00 30',
      '13:00-20:30 36',
    ]);
    expect((await of('F1-CHESS', `${wednesday}&heads=37`)).free).toEqual([]);
    expect((await of('F3-MEET-2', `${wednesday}&heads=21`)).free).toEqual([]);
  });

  it('counts the heads that a floor may hold', async () => {
    await booked(office, meeting({ zone: 'F1-HALL', heads: 240, ...on('2026-09-02', '14:00', '16:00') }));
    expect(hours((await of('F1-WELL-3', `${wednesday}&heads=21`)).free)).toEqual(['08:30-13:30 24', '16:30-20:30 24']);
    expect(hours((await of('F1-WELL-3', `${wednesday}&heads=20`)).free)).toEqual([
      '08:30-13:30 24',
      '13:30-16:30 20',
      '16:30-20:30 24',
    ]);
  });

  it('leaves out closures and statutory holidays', async () => {
    const closure = { zone: 'F3-MEET-2', ...on('2026-09-02', '12:00', '17:00'), reason: 'Painting' };
    await office.post(`${CENTRE}/closures`, closure);
    const { open, free } = await of('F3-MEET-2', wednesday);
    expect([hours(open), hours(free)]).toEqual([['08:30-20:30'], ['08:30-12:00', '17:00-20:30']]);
    expect(await of('F3-MEET-2', 'from=2026-10-01&to=2026-10-07')).toMatchObject({ open: [], free: [] });
    expect(hours((await of('F1-CHESS', 'from=2026-10-01&to=2026-10-01')).free)).toEqual(['09:00-16:00 36']);
  });

  it('begins now for the staff and after the notice for members, and ends with the horizon', async () => {
    const today = 'from=2026-08-24&to=2026-08-24';
    expect(hours((await of('F3-MEET-2', today)).free)).toEqual(['10:00-20:30']);
    expect(hours((await of('F3-MEET-2', today, member)).free)).toEqual(['12:00-20:30']);
    expect(hours((await of('F3-MEET-2', today, app.anonymous)).free)).toEqual(['12:00-20:30']);
    const late = 'from=2027-02-20&to=2027-02-21';
    expect((await of('F3-MEET-2', late, member)).free.map(({ start }) => start.slice(0, 10))).toEqual(['2027-02-20']);
    expect((await of('F3-MEET-2', late)).free).toHaveLength(2);
  });

  it('is nothing for a zone that nobody books, which still shows its hours', async () => {
    const { open, free, busy } = await of('F1-SVC', wednesday);
    expect([hours(open), free, busy]).toEqual([['08:30-12:00', '13:30-17:30'], [], []]);
  });

  it('reads instants as half-open', async () => {
    const answer = await of('F3-MEET-2', 'from=2026-09-02T10:00&to=2026-09-02T12:00');
    expect(hours(answer.free)).toEqual(['10:00-12:00']);
  });

  it('shows when others are there, but not who', async () => {
    await booked(office, meeting({ title: 'Budget', visibility: 'internal' }));
    const answer = await app.anonymous.get<Availability>(`${CENTRE}/zones/F3-MEET-2/availability?${wednesday}`);
    expect(hours(answer.body.busy)).toEqual(['14:00-15:00']);
    expect(answer.text).not.toContain('Budget');
  });

  it.each([
    ['from=2026-09-02', '/to'],
    ['from=2026-02-30&to=2026-03-01', '/from'],
    ['from=2026-09-03&to=2026-09-02', '/to'],
    ['from=2026-09-01&to=2026-12-01', '/to'],
    [`${wednesday}&heads=0`, '/heads'],
    [`${wednesday}&heads=many`, '/heads'],
    [`${wednesday}&colour=red`, '/colour'],
  ])('calls %s bad input', async (query, pointer) => {
    const answer = await office.get<ProblemBody>(`${CENTRE}/zones/F3-MEET-2/availability?${query}`);
    expect([answer.status, answer.body.errors?.map((error) => error.pointer)]).toEqual([400, [pointer]]);
  });

  it('finds no zone that is not there', async () => {
    expect((await office.get(`${CENTRE}/zones/NOWHERE/availability?${wednesday}`)).status).toBe(404);
  });

  /** The first and the last start on the grid within a free time from which the shortest booking ends within it. */
  function extremes({ start, end }: Span): Wish[] {
    const step = GRID_MINUTES * MINUTE;
    const first = Math.ceil(Date.parse(start) / step) * step;
    const last = Math.floor((Date.parse(end) - SHORTEST_MINUTES * MINUTE) / step) * step;
    const at = (instant: number): Wish => ({
      start: new Date(instant).toISOString(),
      end: new Date(instant + SHORTEST_MINUTES * MINUTE).toISOString(),
    });
    return last < first ? [] : [at(first), at(last)];
  }

  it.each(['F1-HALL-A', 'F1-HALL-AB', 'F1-HALL', 'F1-CHESS', 'F1-WELL-1', 'F2-KIDS-1', 'F2-KIDS', 'F2-ELDER'])(
    'is what can really be booked: %s',
    async (zone) => {
      app.clock.set('2026-08-24T10:07:00+08:00');
      await booked(office, meeting({ zone: 'F1-HALL-B', ...on('2026-08-25', '10:00', '12:00') }));
      await booked(office, meeting({ zone: 'F1-CHESS', heads: 30, ...on('2026-08-25', '09:30', '11:15') }));
      await booked(office, meeting({ zone: 'F1-WELL-1', ...on('2026-08-25', '09:00', '11:30') }));
      await booked(office, meeting({ zone: 'F2-KIDS-1', ...on('2026-08-25', '10:00', '12:00') }));
      await booked(office, meeting({ zone: 'F2-ELDER-3', heads: 1, ...on('2026-08-25', '10:15', '10:45') }));
      await office.post(`${CENTRE}/closures`, { zone: 'F1', ...on('2026-08-26', '12:10', '13:20'), reason: 'Drill' });
      for (const caller of [office, member]) {
        const { free } = await of(zone, 'from=2026-08-24&to=2026-08-26&heads=7', caller);
        expect(free.length).toBeGreaterThan(2);
        for (const wish of free.flatMap(extremes)) {
          const { occurrences } = await check(caller, meeting({ zone, heads: 7, ...wish }));
          expect([wish, occurrences[0]?.refusals]).toEqual([wish, []]);
        }
        // What ends a free time does so for a reason: nothing on the grid right after it can be had.
        for (const { end } of free) {
          const after = { start: wall(end), end: new Date(Date.parse(end) + SHORTEST_MINUTES * MINUTE).toISOString() };
          const next = free.some(({ start }) => start === end);
          expect([after, next || !(await check(caller, meeting({ zone, heads: 7, ...after }))).ok]).toEqual([
            after,
            true,
          ]);
        }
      }
    },
  );
});
