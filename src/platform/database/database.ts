import type { Settings } from '../config/settings.js';
import type { Engine } from './sql.js';
import { openPostgresDatabase } from './postgres.database.js';
import type { Reader } from './reader.js';
import { openSqliteDatabase } from './sqlite.database.js';
import type { UnitOfWork } from './unit-of-work.js';

/** An open, migrated database: how to write to it, how to read from it, how to close it. */
export interface Database {
  readonly engine: Engine;
  readonly unitOfWork: UnitOfWork;
  readonly reader: Reader;
  /** Runs `work`, of several servers on one database only one at a time; the embedded one has a single server. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * `server` migrates and writes (of the embedded database there is one at a time, else `DatabaseInUse` is thrown);
 * `beside` only reads, while a server may be running.
 */
export type DatabaseRole = 'server' | 'beside';

/** Opens the database that the settings name and, as a server, brings its schema up to date. */
export async function openDatabase(
  settings: Settings,
  { role = 'server' }: { role?: DatabaseRole } = {},
): Promise<Database> {
  return settings.databaseUrl === null
    ? openSqliteDatabase(settings, role)
    : openPostgresDatabase(settings.databaseUrl, settings, role);
}
