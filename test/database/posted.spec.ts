import type { Tx } from '../../src/platform/database/sql.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});

afterAll(() => database.remove());

const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database.unitOfWork.run(work);

const INSERT = 'INSERT INTO jobs (name, last_run_at) VALUES (?, ?) ON CONFLICT DO NOTHING';
const named = async (like: string): Promise<string[]> =>
  (await database.reader.all<{ name: string }>('SELECT name FROM jobs WHERE name LIKE ? ORDER BY name', [like])).map(
    ({ name }) => name,
  );

describe('posted statements', () => {
  it('stand when the unit of work has ended, and what it gave is given', async () => {
    const given = await run(async (tx) => {
      await tx.post(INSERT, ['plain-a', 1]);
      await tx.post(INSERT, ['plain-b', 2], { rows: 1, orElse: () => new Error('not met') });
      return 'given';
    });
    expect(given).toBe('given');
    expect(await named('plain-%')).toEqual(['plain-a', 'plain-b']);
  });

  it('stand all or none: the one whose expectation is not met says what the unit of work fails with', async () => {
    await run((tx) => tx.post(INSERT, ['taken', 1]));
    const failing = run(async (tx) => {
      await tx.post(INSERT, ['none-a', 1], { rows: 1, orElse: () => new Error('the first') });
      await tx.post(INSERT, ['taken', 1], { rows: 1, orElse: () => new Error('the second') });
      await tx.post(INSERT, ['none-b', 1], { rows: 1, orElse: () => new Error('the third') });
    });
    await expect(failing).rejects.toThrow('the second');
    expect(await named('none-%')).toEqual([]);
  });

  it('are there for a statement that is waited for, and undone with it', async () => {
    const failing = run(async (tx) => {
      await tx.post(INSERT, ['seen', 7]);
      expect(await tx.one('SELECT last_run_at FROM jobs WHERE name = ?', ['seen'])).toEqual({ last_run_at: 7 });
      await tx.post(INSERT, ['seen too', 7]);
      expect(await tx.run('UPDATE jobs SET last_run_at = 8 WHERE name LIKE ?', ['seen%'])).toBe(2);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await named('seen%')).toEqual([]);
  });

  it('leave nothing when the work throws before any was sent', async () => {
    const failing = run(async (tx) => {
      await tx.post(INSERT, ['unsent', 1]);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await named('unsent')).toEqual([]);
  });

  it('may bind more values than one statement takes', async () => {
    await run(async (tx) => {
      const rows = Array.from({ length: 5000 }, (_, i) => [`many-${i}`, i]);
      for (let i = 0; i < 15; i++) {
        const some = rows.map(([name, at]) => [`${name}-${i}`, at ?? 0]).flat();
        await tx.post(`INSERT INTO jobs (name, last_run_at) VALUES ${rows.map(() => '(?, ?)').join(',')}`, some, {
          rows: rows.length,
          orElse: () => new Error('not met'),
        });
      }
    });
    const row = await database.reader.one<{ n: number }>("SELECT count(*) AS n FROM jobs WHERE name LIKE 'many-%'");
    expect(row?.n).toBe(75_000);
  });
});
