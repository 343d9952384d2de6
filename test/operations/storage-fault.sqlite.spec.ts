import type BetterSqlite3 from 'better-sqlite3';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import {
  booked,
  BOOKINGS,
  create,
  meeting,
  on,
  rowCounts,
  weekly,
  type ProblemBody,
  type Wish,
} from '../bookings/requests.js';
import { createTestApp, type Answer, type Caller, type TestApp } from '../support/app.js';

/** The connection that writes, to take the ground from under it. */
const writerOf = ({ app }: TestApp): BetterSqlite3.Database =>
  Reflect.get(app.get(UnitOfWork, { strict: false }), 'db') as BetterSqlite3.Database;

const pragma = (test: TestApp, text: string): number => writerOf(test).pragma(text, { simple: true }) as number;

/** No page more than there are now, none of them free. */
function fillDisk(test: TestApp): void {
  pragma(test, `max_page_count = ${pragma(test, 'page_count')}`);
  expect(pragma(test, 'freelist_count')).toBe(0);
}

/** A year of Wednesdays from this hour on, without those on which the room is closed; it needs many pages. */
const longSeries = (hour: number): Wish =>
  weekly(50, { onConflict: 'skip', note: 'n'.repeat(1000), ...on('2026-09-02', `${hour}:00`, `${hour + 1}:00`) });

const giveSpace = (test: TestApp): number => pragma(test, 'max_page_count = 1000000');

describe('storage that cannot be written', () => {
  let test: TestApp;
  let office: Caller;
  beforeEach(async () => {
    test = await createTestApp();
    office = await test.as('office');
  });
  afterEach(() => test.close());

  const ready = async (): Promise<[number, unknown]> => {
    const answer = await test.anonymous.get<{ details?: { database: unknown } }>('/health/ready');
    return [answer.status, answer.body.details?.database];
  };

  it('refuses a series on a full disk with a problem and writes nothing of it, then takes it', async () => {
    fillDisk(test);
    const before = await rowCounts(test);
    const answers = await Promise.all([14, 15, 16].map((hour) => create(office, longSeries(hour))));
    for (const answer of answers) {
      const { code } = answer.body as unknown as ProblemBody;
      expect([answer.status, code, answer.headers['retry-after']]).toEqual([503, 'storage-unavailable', '5']);
    }
    expect(await rowCounts(test)).toEqual(before);
    giveSpace(test);
    await booked(office, longSeries(14));
    expect(writerOf(test).pragma('integrity_check', { simple: true })).toBe('ok');
  });

  it('loses a shared commit whole: of all who wait together nobody is told "done", and all are served when they ask again', async () => {
    const unitOfWork = test.app.get(UnitOfWork, { strict: false });
    const waiting = Reflect.get(unitOfWork, 'waiting') as unknown[];
    const days = Array.from({ length: 20 }, (_, n) => String(n + 1).padStart(2, '0'));
    const wishes = [
      ...days.map((day) => meeting({ zone: 'F3-MEET-3', ...on(`2026-09-${day}`, '18:00', '19:00') })),
      longSeries(14),
    ];
    const askAll = (): Promise<Answer[]> =>
      Promise.all(
        wishes.map((wish, n) => office.post(BOOKINGS, wish, { headers: { 'idempotency-key': `shared-${n}` } })),
      );
    const before = await rowCounts(test);
    // The first member of the group lets the others come, and takes the disk away from those after it.
    const first = unitOfWork.run(async (tx) => {
      await tx.run('INSERT INTO jobs (name, last_run_at) VALUES (?, 0)', ['first of the group']);
      while (waiting.length < wishes.length) await new Promise(setImmediate);
      fillDisk(test);
    });
    const [held, lost] = await Promise.all([first.catch((error: unknown) => error), askAll()]);
    expect(held).toMatchObject({ code: 'storage-unavailable' });
    expect(lost.map(({ status, body }) => [status, body['code']])).toEqual(
      wishes.map(() => [503, 'storage-unavailable']),
    );
    expect(await rowCounts(test)).toEqual(before);
    giveSpace(test);
    expect((await askAll()).map(({ status }) => status)).toEqual(wishes.map(() => 201));
    expect((await askAll()).map(({ headers }) => headers['idempotency-replayed'])).toEqual(wishes.map(() => 'true'));
    expect(writerOf(test).pragma('integrity_check', { simple: true })).toBe('ok');
  });

  it('tells that it is not ready while the disk is full, and finds back without being asked to write', async () => {
    expect(await ready()).toMatchObject([200, { status: 'up' }]);
    fillDisk(test);
    await create(office, longSeries(14));
    expect((await ready())[0]).toBe(503);
    giveSpace(test);
    expect(await ready()).toMatchObject([200, { status: 'up' }]);
  });

  it('refuses writes of a read-only database, goes on reading, and writes again afterwards', async () => {
    const first = await booked(office, meeting());
    pragma(test, 'query_only = ON');
    const before = await rowCounts(test);
    const refused = await create(office, meeting({ zone: 'F3-MEET-3' }));
    expect([refused.status, (refused.body as unknown as ProblemBody).code]).toEqual([503, 'storage-unavailable']);
    expect((await office.get(`${BOOKINGS}/${first.id}`)).status).toBe(200);
    expect((await ready())[0]).toBe(503);
    expect(await rowCounts(test)).toEqual(before);
    pragma(test, 'query_only = OFF');
    await booked(office, meeting({ zone: 'F3-MEET-3' }));
    expect(await ready()).toMatchObject([200, { status: 'up' }]);
  });

  it('keeps the log of the database short once nobody reads an old state', async () => {
    const [checkpoint] = writerOf(test).pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number; log: number }];
    expect([checkpoint.busy, checkpoint.log]).toEqual([0, 0]);
    expect([pragma(test, 'wal_autocheckpoint'), pragma(test, 'journal_size_limit')]).toEqual([4096, 67_108_864]);
  });
});
