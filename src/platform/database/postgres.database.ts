import type { Pool } from 'pg';
import type { Settings } from '../config/settings.js';
import type { Database, DatabaseRole } from './database.js';
import type { Failure } from './postgres.errors.js';
import { retrying } from './postgres.retry.js';
import { alone, migratePostgres, openPostgres, poolOf } from './postgres.sources.js';
import { PostgresSql, type Ask } from './postgres.sql.js';
import { PostgresUnitOfWork } from './postgres.unit-of-work.js';
import { Reader } from './reader.js';

/** Opens a PostgreSQL database, as a server also migrates it; reads and writes share its pool. */
export async function openPostgresDatabase(url: string, settings: Settings, role: DatabaseRole): Promise<Database> {
  if (role === 'server') await migratePostgres(url);
  const source = await openPostgres(url, settings, role);
  const pool = poolOf(source);
  return {
    engine: 'postgres',
    unitOfWork: new PostgresUnitOfWork(pool, settings),
    reader: new Reader(new PostgresSql(readFrom(pool))),
    alone: (work) => alone(pool, work),
    close: () => source.destroy(),
  };
}

const LOST: ReadonlySet<Failure> = new Set(['lost']);

/** A read whose connection was cut is asked again on another: after a restart all of the pool's are dead. */
const readFrom =
  (pool: Pool): Ask =>
  (statement) =>
    retrying(() => pool.query(statement), { again: LOST });
