import { Logger } from '@nestjs/common';
import pg, { type Pool, type PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { Settings } from '../config/settings.js';
import type { DatabaseRole } from './database.js';
import { First1764000000000 } from './migrations/first.postgres.js';
import { Functions1764300000000 } from './migrations/functions.postgres.js';

/** Advisory locks of whole processes; both keys lie apart from those of centres and the ledger. */
const START_LOCK = [7300, 0] as const;

const OLDEST_VERSION = 15;
const CONNECT_MILLISECONDS = 5000;
/** A transaction that waits longer for another's lock gives up, so that one stuck process does not stop all. */
const LOCK_MILLISECONDS = 10_000;
/** PostgreSQL ends a statement that takes too long; when not even that is heard so long after, its connection is given up. */
const SILENCE_MILLISECONDS = 2000;
/** As long as a timer can be. */
const FOR_EVER = 2 ** 31 - 1;

/** `bigint` comes as text by default; our instants, ids and counts are far below 2^53. */
const INT8 = 20;
const types = new pg.TypeOverrides();
types.setTypeParser(INT8, Number);

/** What is set for every connection of a pool when it is made. */
type Session = Readonly<Record<string, number | string>>;

/** The pool beneath a TypeORM data source, for prepared statements without hydration. */
export function poolOf(source: DataSource): Pool {
  return (source.driver as PostgresDriver).master as Pool;
}

/**
 * Opens the pool that serves; TLS is said in the URL. `beside` a server it can only read, as long as it takes.
 */
export async function openPostgres(url: string, settings: Settings, role: DatabaseRole): Promise<DataSource> {
  const limit = settings.databaseTimeoutSeconds * 1000;
  const session: Session =
    role === 'server'
      ? {
          options: String.raw`-c jit=off -c plan_cache_mode=force_generic_plan -c default_transaction_isolation=read\ committed`,
          statement_timeout: limit,
          lock_timeout: LOCK_MILLISECONDS,
          idle_in_transaction_session_timeout: limit,
          query_timeout: limit + SILENCE_MILLISECONDS,
        }
      : { options: '-c jit=off -c default_transaction_read_only=on' };
  return sourceOf(url, settings.databasePool, session).initialize();
}

/** Runs `work` while no other process runs its own, as long as this process lives. */
export async function alone<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const lock = { text: 'SELECT pg_advisory_lock($1, $2)', values: [...START_LOCK], query_timeout: FOR_EVER };
  try {
    await client.query('SET lock_timeout = 0; SET statement_timeout = 0');
    await client.query(lock);
    return await work();
  } finally {
    client.release(true);
  }
}

/** Brings the schema up to date, one process at a time. Throws when the server is too old or not in UTF-8. */
export async function migratePostgres(url: string): Promise<void> {
  const source = await sourceOf(url, 2, {}).initialize();
  try {
    await requireServer(source);
    await alone(poolOf(source), () => source.runMigrations({ transaction: 'all' }));
  } finally {
    await source.destroy();
  }
}

async function requireServer(source: DataSource): Promise<void> {
  const { rows } = await poolOf(source).query<{ version: number; encoding: string }>(
    `SELECT current_setting('server_version_num')::integer / 10000 AS version, current_setting('server_encoding') AS encoding`,
  );
  const { version = 0, encoding = '' } = rows[0] ?? {};
  if (version < OLDEST_VERSION) throw new Error(`PostgreSQL ${OLDEST_VERSION} or later is needed; this is ${version}.`);
  if (encoding !== 'UTF8') throw new Error(`The database must be encoded in UTF8; it is in ${encoding}.`);
}

function sourceOf(url: string, poolSize: number, session: Session): DataSource {
  const logger = new Logger('PostgreSQL');
  return new DataSource({
    type: 'postgres',
    url,
    poolSize,
    applicationName: 'dukou-booking',
    connectTimeoutMS: CONNECT_MILLISECONDS,
    installExtensions: false,
    migrations: [First1764000000000, Functions1764300000000],
    migrationsTableName: 'migrations',
    poolErrorHandler: (error: unknown) => logger.warn(error instanceof Error ? error.message : String(error)),
    extra: { types, keepAlive: true, onConnect: outlive, ...session },
  });
}

/**
 * A connection that breaks tells so to the statement under way. It may also break in the moment between two owners, when
 * nobody listens: that would end the process.
 */
const outlive = (client: PoolClient): void => {
  client.on('error', () => undefined);
};
