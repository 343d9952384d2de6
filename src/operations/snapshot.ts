import type { Settings } from '../platform/config/settings.js';
import { openPostgres, poolOf } from '../platform/database/postgres.sources.js';
import { PostgresSql } from '../platform/database/postgres.sql.js';
import type { Queries } from '../platform/database/reader.js';
import { handleOf, openSqliteReader } from '../platform/database/sqlite.sources.js';
import { SqliteSql } from '../platform/database/sqlite.sql.js';

/**
 * Runs `work` on one unchanging state of the database, that of its beginning, while a server may go on writing. It
 * has a connection of its own; on SQLite the write-ahead log grows as long as it takes.
 */
export function withSnapshot<T>(settings: Settings, work: (queries: Queries) => Promise<T>): Promise<T> {
  return settings.databaseUrl === null
    ? withSqliteSnapshot(settings.dataDir, work)
    : withPostgresSnapshot(settings.databaseUrl, settings, work);
}

async function withSqliteSnapshot<T>(dataDir: string, work: (queries: Queries) => Promise<T>): Promise<T> {
  const source = await openSqliteReader(dataDir);
  try {
    const db = handleOf(source);
    db.exec('BEGIN');
    return await work(new SqliteSql(db));
  } finally {
    await source.destroy();
  }
}

async function withPostgresSnapshot<T>(
  url: string,
  settings: Settings,
  work: (queries: Queries) => Promise<T>,
): Promise<T> {
  const source = await openPostgres(url, settings, 'beside');
  try {
    const client = await poolOf(source).connect();
    try {
      await client.query('SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0');
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      return await work(new PostgresSql((statement) => client.query(statement)));
    } finally {
      client.release(true);
    }
  } finally {
    await source.destroy();
  }
}
