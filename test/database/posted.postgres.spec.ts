import pg from 'pg';
import { bumpRules, postRules } from '../../src/centres/rules.js';
import { PostgresTx } from '../../src/platform/database/postgres.tx.js';
import { openDatabase } from '../../src/platform/database/database.js';
import { openRawPostgres, type RawPostgres } from '../ledger/raw-postgres.js';

const INSERT = 'INSERT INTO jobs (name, last_run_at) VALUES (?, 1) ON CONFLICT DO NOTHING';

let ledger: RawPostgres;

beforeAll(async () => {
  ledger = await openRawPostgres(1);
});

afterAll(() => ledger.remove());

const jobs = async (name: string): Promise<number> =>
  (await ledger.database.reader.all('SELECT 1 AS one FROM jobs WHERE name = ?', [name])).length;

const versionNow = async (): Promise<number> =>
  (await ledger.database.reader.one<{ v: number }>('SELECT rules_version AS v FROM centres WHERE id = 1'))?.v ?? 0;

describe('a unit of work that only posts', () => {
  it('is one statement and nothing else', async () => {
    const asked: string[] = [];
    const outside = ledger.clients[0] as pg.Client;
    const tx = new PostgresTx((statement) => {
      asked.push(statement.text);
      return outside.query(statement);
    });
    await tx.post(INSERT, ['single-a']);
    await tx.post(INSERT, ['single-b'], { rows: 1, orElse: () => new Error('not met') });
    await tx.commit();
    expect(asked).toHaveLength(1);
    expect(await jobs('single-a')).toBe(1);
    expect(await jobs('single-b')).toBe(1);
  });

  it('says that nobody knows when its connection is cut, and is not run again', async () => {
    const lost = Object.assign(new Error('gone'), { code: 'ECONNRESET' });
    const tx = new PostgresTx(() => Promise.reject(lost));
    await tx.post(INSERT, ['cut']);
    await expect(tx.commit()).rejects.toMatchObject({ code: '08007' });
  });

  it('runs under READ COMMITTED whatever the database is set to', async () => {
    await ledger.database.unitOfWork.run((tx) =>
      tx.run(`ALTER DATABASE "${new URL(ledger.database.settings.databaseUrl ?? '').pathname.slice(1)}"
        SET default_transaction_isolation = 'serializable'`),
    );
    const other = await openDatabase(ledger.database.settings);
    const row = await other.reader.one('SELECT current_setting(?) AS level', ['transaction_isolation']);
    expect(row).toEqual({ level: 'read committed' });
    await other.close();
  });
});

describe('rules held by a posted statement', () => {
  const moved = new Error('the rules have moved');
  const decided = (rulesVersion: number, name: string): Promise<void> =>
    ledger.database.unitOfWork.run(async (tx) => {
      await postRules(tx, { centreId: 1, rulesVersion }, () => moved);
      await tx.post(INSERT, [name]);
    });

  it('let the write stand when they are those that it was decided by, and nothing when not', async () => {
    const version = await versionNow();
    await decided(version, 'held');
    expect(await jobs('held')).toBe(1);
    await expect(decided(version - 1, 'outdated')).rejects.toBe(moved);
    expect(await jobs('outdated')).toBe(0);
  });

  it('are looked at only when a change under way has ended', async () => {
    const version = await versionNow();
    let waiting: Promise<unknown> = Promise.resolve();
    await ledger.database.unitOfWork.run(async (tx) => {
      await bumpRules(tx, 1);
      waiting = decided(version, 'during').catch((error: unknown) => error);
      const blocked = `SELECT count(*) AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
      while ((await tx.one<{ n: number }>(blocked))?.n !== 1) continue;
    });
    expect(await waiting).toBe(moved);
    expect(await jobs('during')).toBe(0);
  });
});
