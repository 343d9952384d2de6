import { join } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { DataSource } from 'typeorm';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { First1764000000000 } from './migrations/first.sqlite.js';

/** Name of the embedded database inside DATA_DIR. */
export const DATABASE_FILE = 'centre.db';

/** The handle beneath a TypeORM data source, for statements prepared once and without hydration. */
export function handleOf(source: DataSource): BetterSqlite3.Database {
  return (source.driver as BetterSqlite3Driver).databaseConnection as BetterSqlite3.Database;
}

/**
 * The writer: WAL with `synchronous=FULL`, so that what was answered survives a power cut. Migrations run here.
 */
export async function openSqliteWriter(dataDir: string): Promise<DataSource> {
  const source = new DataSource({
    type: 'better-sqlite3',
    database: join(dataDir, DATABASE_FILE),
    enableWAL: true,
    timeout: 5000,
    migrations: [First1764000000000],
    migrationsTableName: 'migrations',
    prepareDatabase: (db: BetterSqlite3.Database) => {
      db.pragma('synchronous = FULL');
      db.pragma('cache_size = -65536');
      db.pragma('temp_store = MEMORY');
    },
  });
  await source.initialize();
  await source.runMigrations({ transaction: 'all' });
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
      db.pragma('cache_size = -65536');
      db.pragma('temp_store = MEMORY');
    },
  });
  return source.initialize();
}
