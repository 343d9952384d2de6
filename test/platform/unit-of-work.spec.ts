import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../src/platform/config/settings.js';
import { openDatabase, type Database } from '../../src/platform/database/database.js';
import type { Tx } from '../../src/platform/database/sql.js';

const QUEUE = 8;

let dataDir: string;
let database: Database;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'dukou-writes-'));
  database = await openDatabase(readSettings({ NODE_ENV: 'test', DATA_DIR: dataDir, WRITE_QUEUE: String(QUEUE) }));
});

afterEach(async () => {
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const add = (tx: Tx, name: string): Promise<number> =>
  tx.run('INSERT INTO jobs (name, last_run_at) VALUES (?, 0)', [name]);

const write = (name: string): Promise<number> => database.unitOfWork.run((tx) => add(tx, name));

async function stored(): Promise<string[]> {
  const rows = await database.reader.all<{ name: string }>('SELECT name FROM jobs ORDER BY name');
  return rows.map(({ name }) => name.slice(0, 10));
}

const seenBy = async (tx: Tx): Promise<number> =>
  (await tx.one<{ n: number }>('SELECT count(*) AS n FROM jobs'))?.n ?? -1;

describe('writes that wait together', () => {
  it('share one commit: the last sees the first while nobody else does', async () => {
    const seen: number[][] = [];
    const look = (name: string): Promise<void> =>
      database.unitOfWork.run(async (tx) => {
        await add(tx, name);
        seen.push([await seenBy(tx), (await stored()).length]);
      });
    await Promise.all([look('a'), look('b'), look('c')]);
    expect(seen).toEqual([
      [1, 0],
      [2, 0],
      [3, 0],
    ]);
    expect(await stored()).toEqual(['a', 'b', 'c']);
  });

  it('are answered when they can be read, and not before', async () => {
    await Promise.all(
      ['a', 'b', 'c'].map((name) => write(name).then(async () => expect(await stored()).toContain(name))),
    );
  });

  it('do not hurt each other: the one that fails is undone alone and told its own error', async () => {
    const failing = database.unitOfWork.run(async (tx) => {
      await add(tx, 'half');
      throw new Error('mine');
    });
    const twice = database.unitOfWork.run(async (tx) => {
      await add(tx, 'twice');
      await add(tx, 'twice');
    });
    const answers = await Promise.allSettled([write('before'), failing, twice, write('after')]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(answers[1]).toMatchObject({ reason: { message: 'mine' } });
    expect(answers[2]).toMatchObject({ reason: { code: 'SQLITE_CONSTRAINT_PRIMARYKEY' } });
    expect(await stored()).toEqual(['after', 'before']);
  });

  it('do not mix: each runs to its end before the next begins, whatever it awaits', async () => {
    const steps: string[] = [];
    const slow = (name: string): Promise<void> =>
      database.unitOfWork.run(async (tx) => {
        for (const step of [1, 2, 3]) {
          steps.push(`${name}${step}`);
          await add(tx, `${name}${step}`);
          await Promise.resolve();
        }
        if (name === 'b') throw new Error('undone');
      });
    await Promise.allSettled([slow('a'), slow('b'), slow('c')]);
    expect(steps).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'b3', 'c1', 'c2', 'c3']);
    expect(await stored()).toEqual(['a1', 'a2', 'a3', 'c1', 'c2', 'c3']);
  });
});

describe('the queue of writes', () => {
  it('is bounded: what comes when it is full is told to come again, the rest is written', async () => {
    const names = Array.from({ length: QUEUE + 3 }, (_, i) => `w${String(i).padStart(2, '0')}`);
    const answers = await Promise.allSettled(names.map(write));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(QUEUE);
    expect(answers.slice(QUEUE)).toEqual(
      Array.from({ length: 3 }, () => ({
        status: 'rejected',
        reason: expect.objectContaining({ code: 'busy', extras: { retryAfterSeconds: 1 } }) as unknown,
      })),
    );
    expect(await stored()).toEqual(names.slice(0, QUEUE));
    await write('later');
  });
});

describe('a disk that is full', () => {
  /** As if so many pages of disk were left. */
  const leavePages = (pages: number): Promise<unknown> =>
    database.unitOfWork.run(async (tx) => {
      const now = (await tx.one<{ page_count: number }>('PRAGMA page_count'))?.page_count ?? 0;
      await tx.one(`PRAGMA max_page_count = ${now + pages}`);
    });
  const MEGABYTE = 'x'.repeat(1_000_000);

  it('loses the whole group, tells each member so, leaves nothing of it, and is over when there is room again', async () => {
    await write('before');
    await leavePages(4);
    const answers = await Promise.allSettled([write('a'), write(MEGABYTE), write('c')]);
    const lost = answers.filter((answer) => answer.status === 'rejected');
    expect(lost.map(({ reason }) => reason as unknown)).toMatchObject(
      lost.map(() => ({ code: 'storage-unavailable', extras: { retryAfterSeconds: 5 } })),
    );
    expect(answers[1]?.status).toBe('rejected');
    const kept = ['a', '', 'c'].filter((_, i) => answers[i]?.status === 'fulfilled');
    expect(await stored()).toEqual([...kept, 'before'].sort());
    expect(answers[0]?.status).toBe('rejected');
    await leavePages(100_000);
    await Promise.all([write('d'), write(MEGABYTE)]);
    expect(await stored()).toEqual(['before', ...kept, 'd', 'xxxxxxxxxx'].sort());
  });
});
