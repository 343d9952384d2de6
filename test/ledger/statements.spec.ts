import { createTestApp, type Answer, type Caller, type TestApp } from '../support/app.js';
import { hear } from './statements.js';

const BOOKINGS = '/api/v1/centres/dukou/bookings';

interface Body {
  id: string;
  occurrences: { id: string }[];
}

let app: TestApp;
let office: Caller;
let reads: string[];
let writes: string[];

beforeEach(async () => {
  app = await createTestApp();
  office = await app.as('office');
  // The rules are read once and held; what a series costs is asked of a server that has them.
  await office.post(`${BOOKINGS}/check`, series('F1-HALL', 52));
  ({ reads, writes } = hear(app));
});

afterEach(() => app.close());

/** Every Wednesday for so many weeks; the hall takes three cells and a limit. */
const series = (zone: string, weeks: number, more: object = {}): object => ({
  zone,
  start: '2026-09-02T14:00',
  end: '2026-09-02T15:00',
  title: 'Choir',
  recurrence: { rrule: `FREQ=WEEKLY;COUNT=${weeks}`, days: 'skip-holidays' },
  ...more,
});

interface Cost {
  readonly answer: Answer<Body>;
  readonly claimQueries: number;
  readonly reads: number;
  readonly writes: number;
}

/** Something is committed first, so that every call reads anew what calls would else share. */
async function costOf(ask: () => Promise<Answer<Body>>): Promise<Cost> {
  expect((await office.post('/api/v1/tokens', { name: 'kept by nobody' })).status).toBe(201);
  reads.length = 0;
  writes.length = 0;
  const answer = await ask();
  const claimQueries = reads.filter((text) => /\bclaims c\b/.test(text)).length;
  return { answer, claimQueries, reads: reads.length, writes: writes.length };
}

const create = (weeks: number, more: object = {}): Promise<Cost> =>
  costOf(() => office.post<Body>(BOOKINGS, series(weeks > 20 ? 'F1-HALL' : 'F1-HALL-A', weeks, more)));

describe('a series of 52 weeks', () => {
  it('is checked in one query of claims, as one of 10 is', async () => {
    for (const weeks of [10, 52]) {
      const cost = await costOf(() => office.post<Body>(`${BOOKINGS}/check`, series('F1-HALL', weeks)));
      expect(cost.answer.status).toBe(200);
      expect(cost.answer.body.occurrences.length).toBeGreaterThan(weeks - 5);
      expect(cost.claimQueries).toBe(1);
      expect(cost.writes).toBe(0);
    }
  });

  it('is written in as many statements as one of 10, and in no more than a dozen', async () => {
    const long = await create(52);
    expect(long.answer.status).toBe(201);
    expect(long.claimQueries).toBe(1);
    await office.post(`${BOOKINGS}/${long.answer.body.id}/cancel`, { scope: 'all' });
    const short = await create(10);
    expect(short.answer.status).toBe(201);
    expect({ ...long, answer: 0 }).toEqual({ ...short, answer: 0 });
    expect(long.writes).toBeLessThanOrEqual(12);
  });

  it('costs no more when every date is refused: its alternatives are found in as many queries as those of 10', async () => {
    await office.post(BOOKINGS, series('F1-HALL', 52));
    const long = await costOf(() => office.post<Body>(`${BOOKINGS}/check`, series('F1-HALL-A', 52)));
    const short = await costOf(() => office.post<Body>(`${BOOKINGS}/check`, series('F1-HALL-A', 10)));
    expect(long.claimQueries).toBeLessThanOrEqual(3);
    expect(long.claimQueries).toBe(short.claimQueries);
    expect(long.reads).toBe(short.reads);
  });

  it('is moved in as many statements as one of 10', async () => {
    const moved: Cost[] = [];
    for (const weeks of [52, 10]) {
      const { answer } = await create(weeks);
      const path = `${BOOKINGS}/${answer.body.id}`;
      const body = { scope: 'all', start: '2026-09-02T16:00' };
      moved.push(await costOf(() => office.call<Body>('PATCH', path, { body, ifMatch: '*' })));
      await office.post(`${path}/cancel`, { scope: 'all' });
    }
    const [long, short] = moved;
    expect(long?.answer.status).toBe(200);
    expect({ ...long, answer: 0 }).toEqual({ ...short, answer: 0 });
  });
});
