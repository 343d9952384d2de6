import pg from 'pg';
import { writeClaims } from '../../src/centres/ledger.js';
import { openDatabase, type Database } from '../../src/platform/database/database.js';
import type { Tx } from '../../src/platform/database/sql.js';
import { LedgerRefusal } from '../../src/platform/database/unit-of-work.js';
import type { Instant } from '../../src/scheduling/time.types.js';
import { CHESS, openRawPostgres, ROOM, type RawPostgres } from '../ledger/raw-postgres.js';
import { openTestDatabase, TEST_POOL } from '../support/database.js';
import { createPostgresDatabase, dropPostgresDatabase, urlOf } from '../support/postgres.js';
import { Proxy } from '../support/proxy.js';

let ledger: RawPostgres;
let outside: pg.Client;

beforeAll(async () => {
  ledger = await openRawPostgres(1);
  outside = ledger.clients[0] as pg.Client;
});

afterAll(() => ledger.remove());

const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => ledger.database.unitOfWork.run(work);

const addJob = (tx: Tx, name: string): Promise<number> =>
  tx.run('INSERT INTO jobs (name, last_run_at) VALUES (?, 0)', [name]);

const jobs = async (name: string): Promise<number> =>
  (await ledger.database.reader.all('SELECT 1 AS one FROM jobs WHERE name = ?', [name])).length;

const claims = (cell: number, units: number | null, owners: readonly string[]) =>
  run((tx) =>
    writeClaims(
      tx,
      1,
      owners.map((owner) => ({
        ...{ cell, units, owner, ownerKind: 'occurrence', exclusive: cell < CHESS },
        ...{ from: 1_788_220_800_000 as Instant, until: 1_788_224_400_000 as Instant },
      })),
    ),
  );

/** A promise, and the function that fulfils it. */
function gate(): { passed: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

describe('a unit of work on PostgreSQL', () => {
  it('gives numbers, counts the rows that it touched, and stands after it ended', async () => {
    const row = await run(async (tx) => {
      expect(await addJob(tx, 'counted')).toBe(1);
      expect(await tx.run('UPDATE jobs SET last_run_at = ? WHERE name = ?', [1_788_220_800_000, 'nobody'])).toBe(0);
      expect(await tx.run('UPDATE jobs SET last_run_at = ? WHERE name = ?', [1_788_220_800_000, 'counted'])).toBe(1);
      return tx.one('SELECT last_run_at, count(*) OVER () AS n FROM jobs WHERE name = ?', ['counted']);
    });
    expect(row).toEqual({ last_run_at: 1_788_220_800_000, n: 1 });
    expect(await jobs('counted')).toBe(1);
  });

  it('leaves nothing when the work throws', async () => {
    const failing = run(async (tx) => {
      await addJob(tx, 'undone');
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await jobs('undone')).toBe(0);
  });

  it('does not pass off as written what PostgreSQL rolled back because of a failure inside', async () => {
    const passedOver = run(async (tx) => {
      await addJob(tx, 'passed-over');
      await tx.run('SELECT 1 / 0').catch(() => undefined);
    });
    await expect(passedOver).rejects.toThrow('A failed statement was passed over');
    expect(await jobs('passed-over')).toBe(0);
  });

  it('is run again after a deadlock', async () => {
    await run(async (tx) => {
      await addJob(tx, 'left');
      await addJob(tx, 'right');
    });
    const touch = (tx: Tx, name: string): Promise<number> =>
      tx.run('UPDATE jobs SET last_run_at = last_run_at + 1 WHERE name = ?', [name]);
    const [left, right] = [gate(), gate()];
    const crossing = (mine: string, other: string, [done, wait]: readonly [() => void, Promise<void>]) =>
      run(async (tx) => {
        await touch(tx, mine);
        done();
        await wait;
        await touch(tx, other);
      });
    await Promise.all([
      crossing('left', 'right', [left.open, right.passed]),
      crossing('right', 'left', [right.open, left.passed]),
    ]);
    const rows = await ledger.database.reader.all("SELECT last_run_at FROM jobs WHERE name IN ('left', 'right')");
    expect(rows).toEqual([{ last_run_at: 2 }, { last_run_at: 2 }]);
  });

  it('is run again when its connection is cut', async () => {
    let attempts = 0;
    await run(async (tx) => {
      attempts++;
      const backend = await tx.one<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      if (attempts === 1) await outside.query('SELECT pg_terminate_backend($1)', [backend?.pid]);
      await addJob(tx, 'cut');
    });
    expect(attempts).toBe(2);
    expect(await jobs('cut')).toBe(1);
  });

  it('says of a commit whose connection was cut that nobody knows', async () => {
    const cut = run(async (tx) => {
      const backend = await tx.one<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await outside.query('SELECT pg_terminate_backend($1)', [backend?.pid]);
    });
    await expect(cut).rejects.toMatchObject({ code: 'storage-unavailable' });
    expect(ledger.database.unitOfWork.storageFault).toBe('08007');
    await run((tx) => addJob(tx, 'after'));
    expect(ledger.database.unitOfWork.storageFault).toBeNull();
  });

  it('tells what the guard refused, of the constraint and of the trigger', async () => {
    await claims(ROOM, null, ['first']);
    await expect(claims(ROOM, null, ['second'])).rejects.toEqual(new LedgerRefusal('occupied'));
    await expect(claims(CHESS, 20, ['a', 'b'])).rejects.toEqual(new LedgerRefusal('over-capacity'));
    const raw = run((tx) => tx.run("UPDATE claims SET cell_id = ? WHERE owner_id = 'first'", [CHESS]));
    await expect(raw).rejects.toMatchObject({ code: '23503' });
  });

  it('answers a text that PostgreSQL cannot hold as bad input', async () => {
    await expect(ledger.database.reader.one('SELECT ? AS text', ['\u0000'])).rejects.toMatchObject({
      code: 'bad-input',
    });
  });

  it('lets further writes wait for a connection, and sends away what is beyond the queue', async () => {
    const small = await openTestDatabase({ DATABASE_POOL: '2', WRITE_QUEUE: '1' });
    const hold = gate();
    const held = [1, 2].map(() => small.unitOfWork.run(() => hold.passed));
    const waiting = small.unitOfWork.run(async (tx) => addJob(tx, 'waited'));
    const sentAway = small.unitOfWork.run(async (tx) => addJob(tx, 'sent away'));
    await expect(sentAway).rejects.toMatchObject({ code: 'busy', extras: { retryAfterSeconds: 1 } });
    hold.open();
    await Promise.all(held);
    expect(await waiting).toBe(1);
    await small.remove();
  });
});

describe('a PostgreSQL that falls silent', () => {
  let proxy: Proxy;
  let database: Database;

  beforeEach(async () => {
    const url = new URL(ledger.database.settings.databaseUrl ?? '');
    proxy = await Proxy.to(Number(url.port));
    url.port = String(proxy.port);
    database = await openDatabase({
      ...ledger.database.settings,
      ...{ databaseUrl: url.href, databaseTimeoutSeconds: 1, databasePool: 2 },
    });
  });
  afterEach(() => proxy.close());

  it('is given up by who reads and by who writes, lets the database be closed, and is told as a fault', async () => {
    const held = gate();
    const write = database.unitOfWork.run(async (tx) => {
      await held.passed;
      await addJob(tx, 'into silence');
    });
    await database.reader.one('SELECT 1 AS one');
    proxy.silence();
    held.open();
    const answers = await Promise.allSettled([database.reader.one('SELECT 1 AS one'), write]);
    const refusal = { reason: { code: 'storage-unavailable', detail: 'The database does not answer.' } };
    expect(answers).toMatchObject([refusal, refusal]);
    expect(database.unitOfWork.storageFault).toBe('unreachable');
    await database.close();
  });

  it('in the middle of a commit leaves it unknown', async () => {
    const write = database.unitOfWork.run(async (tx) => {
      await addJob(tx, 'perhaps');
      proxy.silence();
    });
    await expect(write).rejects.toMatchObject({
      detail: expect.stringMatching('while this was being written') as unknown,
    });
    expect(database.unitOfWork.storageFault).toBe('08007');
    await database.close();
  });
});

describe('a PostgreSQL database', () => {
  it('outlives a connection that breaks while nobody has asked anything of it', async () => {
    const pool = Reflect.get(ledger.database.unitOfWork, 'pool') as pg.Pool;
    const client = await pool.connect();
    const error = Object.assign(new Error('terminating connection'), { code: '57P01' });
    expect(() => client.emit('error', error)).not.toThrow();
    client.release(true);
  });

  it('answers reads after all its connections were cut', async () => {
    const read = (): Promise<unknown> => ledger.database.reader.one('SELECT 1 AS one');
    await Promise.all(Array.from({ length: 8 }, read));
    await outside.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    expect(await Promise.all(Array.from({ length: 8 }, read))).toEqual(Array.from({ length: 8 }, () => ({ one: 1 })));
  });

  it('is migrated once when four servers start on it together', async () => {
    const name = await createPostgresDatabase();
    const settings = { ...ledger.database.settings, databaseUrl: urlOf(name), databasePool: 2 };
    const servers = await Promise.all([1, 2, 3, 4].map(() => openDatabase(settings)));
    const rows = await servers[0]?.reader.all<{ name: string }>('SELECT name FROM migrations');
    expect(rows).toEqual([{ name: 'First1764000000000' }, { name: 'Functions1764300000000' }]);
    await Promise.all(servers.map((server) => server.close()));
    await dropPostgresDatabase(name);
  });

  it('lets one server at a time be alone', async () => {
    const other = await openDatabase(ledger.database.settings);
    const order: string[] = [];
    const alone = (server: typeof other, name: string): Promise<void> =>
      server.alone(async () => {
        order.push(`${name} begins`);
        await server.reader.one('SELECT 1 AS one');
        order.push(`${name} ends`);
      });
    await Promise.all([alone(ledger.database, 'a'), alone(other, 'b')]);
    expect([
      ['a begins', 'a ends', 'b begins', 'b ends'],
      ['b begins', 'b ends', 'a begins', 'a ends'],
    ]).toContainEqual(order);
    await other.close();
  });

  it('cannot be changed by who only reads beside the server', async () => {
    const beside = await openDatabase(ledger.database.settings, { role: 'beside' });
    expect(await beside.reader.one('SELECT 1 AS one')).toEqual({ one: 1 });
    await expect(beside.unitOfWork.run((tx) => addJob(tx, 'beside'))).rejects.toMatchObject({
      code: 'storage-unavailable',
    });
    await beside.close();
  });

  it('uses no more connections than it is given', async () => {
    const reads = Array.from({ length: 30 }, () => ledger.database.reader.one('SELECT pg_sleep(0.01) AS nothing'));
    await Promise.all(reads);
    const { rows } = await outside.query<{ n: number }>(
      `SELECT count(*)::integer AS n FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'dukou-booking'`,
    );
    expect(rows[0]?.n).toBeLessThanOrEqual(Number(TEST_POOL));
  });
});
