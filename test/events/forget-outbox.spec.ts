import { forgetOldOutbox } from '../../src/platform/outbox/outbox.js';
import { rowMarks } from '../../src/platform/database/sql.js';
import { DAY, type Instant } from '../../src/scheduling/time.types.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

const NOW = Date.parse('2026-09-01T10:00:00+08:00') as Instant;

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.remove());

const write = (count: number, at: number): Promise<void> =>
  database.unitOfWork.run((tx) =>
    tx.post(
      `INSERT INTO outbox (centre_id, at, kind, subject_id, payload) VALUES ${rowMarks(count, 5)}`,
      Array.from({ length: count }, () => [1, at, 'hours.changed', 'x', '{}']).flat(),
    ),
  );

const left = async (): Promise<{ n: number; oldest: number } | undefined> =>
  database.reader.one('SELECT count(*) AS n, min(at) AS oldest FROM outbox');

it('forgets changes of more than two days ago, however many, and keeps the others', async () => {
  for (let i = 0; i < 9; i++) await write(500, NOW - 3 * DAY);
  await write(3, NOW - DAY);
  expect(await forgetOldOutbox(database.unitOfWork, NOW)).toBe(4500);
  expect(await left()).toEqual({ n: 3, oldest: NOW - DAY });
  expect(await forgetOldOutbox(database.unitOfWork, NOW)).toBe(0);
});
