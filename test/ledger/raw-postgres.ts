import pg from 'pg';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

const HOUR = 3_600_000;
/** 08:00 of 1 September 2026 at the centre: the start of a day in UTC. */
const MORNING = Date.parse('2026-09-01T08:00:00+08:00');

/** Exclusive cells `ROOM`, `ROOM + 1`, … */
export const ROOM = 1;
export const ROOMS = 20;
/** Two shared cells of `SEATS` seats each. */
export const CHESS = 101;
export const STUDY = 102;
export const SEATS = 36;
/** A limit of `MOST` heads. */
export const FLOOR = 201;
export const MOST = 50;

export interface RawClaim {
  readonly cell: number;
  /** Hours after 08:00 of 1 September 2026. */
  readonly from: number;
  readonly until: number;
  /** `null`, or left out, takes the cell whole. */
  readonly units?: number | null;
}

export interface RawPostgres {
  readonly database: TestDatabase;
  /** Connections of their own, beneath everything of ours. */
  readonly clients: readonly pg.Client[];
  remove(): Promise<void>;
}

/** A migrated database with these cells in it, and so many connections: nothing checks but the database. */
export async function openRawPostgres(connections: number): Promise<RawPostgres> {
  const database = await openTestDatabase();
  await database.unitOfWork.run(async (tx) => {
    await tx.run(
      `INSERT INTO centres (id, slug, name, name_en, time_zone, area_m2) VALUES (1, 'c', 'c', 'c', 'Asia/Shanghai', 1)`,
    );
    await tx.run(
      `INSERT INTO zones (id, centre_id, code, name, name_en, kind, mode) VALUES (1, 1, 'Z', 'z', 'z', 'node', 'none')`,
    );
    const cells = [
      ...Array.from({ length: ROOMS }, (_, i) => [ROOM + i, 'space', 1, 1]),
      [CHESS, 'space', 0, SEATS],
      [STUDY, 'space', 0, SEATS],
      [FLOOR, 'limit', 0, MOST],
    ] as const;
    for (const [id, kind, exclusive, units] of cells) {
      await tx.run(
        'INSERT INTO cells (id, centre_id, zone_id, kind, exclusive, units, units_since_at) VALUES (?, 1, 1, ?, ?, ?, ?)',
        [id, kind, exclusive, units, MORNING],
      );
    }
  });
  const clients = Array.from(
    { length: connections },
    () => new pg.Client({ connectionString: database.settings.databaseUrl ?? '' }),
  );
  await Promise.all(clients.map((client) => client.connect()));
  return {
    database,
    clients,
    remove: async () => {
      await Promise.all(clients.map((client) => client.end()));
      await database.remove();
    },
  };
}

const owners = (function* () {
  for (let n = 1; ; n++) yield `owner-${n}`;
})();

/** Inserts claims of one new owner in one statement; gives the owner. */
export async function claim(client: pg.Client, claims: readonly RawClaim[]): Promise<string> {
  const owner = owners.next().value ?? '';
  const columns = [
    claims.map(({ cell }) => cell),
    claims.map(({ from }) => MORNING + from * HOUR),
    claims.map(({ until }) => MORNING + until * HOUR),
    claims.map(({ cell }) => (cell < CHESS ? 1 : 0)),
    claims.map(({ units }) => units ?? null),
  ];
  await client.query(
    `INSERT INTO claims (centre_id, cell_id, from_at, until_at, owner_id, owner_kind, exclusive, units)
     SELECT 1, cell, from_at, until_at, $6, 'occurrence', exclusive, units
     FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[]) AS c (cell, from_at, until_at, exclusive, units)`,
    [...columns, owner],
  );
  return owner;
}

/** What PostgreSQL said against it: SQLSTATE and message; null when it was done. */
export async function refusalOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return message.startsWith('ledger: ') ? message : code;
  }
}

/** How many claims stand, and how many units they take. */
export async function totals(client: pg.Client, cell: number): Promise<{ claims: number; units: number }> {
  const { rows } = await client.query<{ claims: number; units: number }>(
    'SELECT count(*)::integer AS claims, coalesce(sum(units), 0)::integer AS units FROM claims WHERE cell_id = $1',
    [cell],
  );
  return rows[0] ?? { claims: -1, units: -1 };
}

/** Waits until the work is done, or until its connection waits for a lock of another, as `observer` sees it. */
export async function doneOrBlocked(
  work: Promise<unknown>,
  { client, observer }: { client: number; observer: pg.Client },
): Promise<'done' | 'blocked'> {
  let done = false;
  void work.finally(() => {
    done = true;
  });
  for (;;) {
    if (done) return 'done';
    const { rows } = await observer.query<{ n: number }>('SELECT cardinality(pg_blocking_pids($1)) AS n', [client]);
    if ((rows[0]?.n ?? 0) > 0) return 'blocked';
  }
}

export async function backendOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid ?? 0;
}
