import { join } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { DataSource } from 'typeorm';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { First1764000000000 } from './migrations/first.sqlite.js';
import { Functions1764300000000 } from './migrations/functions.sqlite.js';
import { tellSizes } from './sqlite.sizes.js';

/** Name of the embedded database inside DATA_DIR. */
export const DATABASE_FILE = 'centre.db';

/** All migrations of the embedded database, oldest first; their names and times stand in its table `migrations`. */
export const SQLITE_MIGRATIONS = [First1764000000000, Functions1764300000000];

/** After so many pages of 4 KiB the log is carried over into the database: 16 MiB, some thousand bookings. */
const CHECKPOINT_PAGES = 4096;

/** A log that grew beyond this (a backup held it) is cut back to it when it starts anew. */
const LOG_LIMIT_BYTES = 64 * 1024 * 1024;

/** The handle beneath a TypeORM data source, for statements prepared once and without hydration. */
export function handleOf(source: DataSource): BetterSqlite3.Database {
  return (source.driver as BetterSqlite3Driver).databaseConnection as BetterSqlite3.Database;
}

/**
 * The writer: WAL with `synchronous=FULL`, so that what was answered survives a power cut. Migrations run here.
 * The log is carried over by this connection alone; the reader keeps no transaction open that could hinder it.
 */
export async function openSqliteWriter(dataDir: string): Promise<DataSource> {
  const source = new DataSource({
    type: 'better-sqlite3',
    database: join(dataDir, DATABASE_FILE),
    enableWAL: true,
    timeout: 5000,
    migrations: SQLITE_MIGRATIONS,
    migrationsTableName: 'migrations',
    prepareDatabase: (db: BetterSqlite3.Database) => {
      db.pragma('synchronous = FULL');
      db.pragma('cache_size = -16384');
      db.pragma('temp_store = MEMORY');
      db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
      db.pragma(`journal_size_limit = ${LOG_LIMIT_BYTES}`);
    },
  });
  await source.initialize();
  await source.runMigrations({ transaction: 'all' });
  tellSizes(handleOf(source));
  return source;
}

/** The reader: a second connection to the same file that cannot write. */
export async function openSqliteReader(dataDir: string): Promise<DataSource> {
  const source = new DataSource({
    type: 'better-sqlite3',
    database: join(dataDir, DATABASE_FILE),
    readonly: true,
    fileMustExist: true,
    timeout: 5000,
    prepareDatabase: (db: BetterSqlite3.Database) => {
      db.pragma('cache_size = -16384');
      db.pragma('temp_store = MEMORY');
    },
  });
  return source.initialize();
}

/**
 * Closes the writer so that the whole database is one file again. What cannot be done now, on a full disk or with a
 * backup still reading, is made up for when it is next opened: the log holds everything that was answered.
 */
export async function closeSqliteWriter(source: DataSource): Promise<void> {
  const db = handleOf(source);
  try {
    db.pragma('busy_timeout = 200');
    db.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // Nothing is lost: the next start finds the log.
  }
  await source.destroy();
}
