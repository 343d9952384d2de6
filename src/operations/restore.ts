import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { Settings } from '../platform/config/settings.js';
import { openDatabase, type Database } from '../platform/database/database.js';
import { openSqliteDatabase } from '../platform/database/sqlite.database.js';
import { DatabaseInUse, holdDatabaseLock, sqliteCode } from '../platform/database/sqlite.lock.js';
import { DATABASE_FILE } from '../platform/database/sqlite.sources.js';
import type { Instant } from '../scheduling/time.types.js';
import { CommandFault, stampOf, type Say } from './command.js';
import { checkDump, loadDump } from './dump.js';
import { flush, settle } from './files.js';
import { auditLedger, type Finding } from './ledger-audit.js';
import { kindOf, requireOwnSchema, stageDatabase } from './restore.check.js';
import { countRows, describeTables } from './tables.js';

export interface RestoreOptions {
  readonly file: string;
  readonly now: Instant;
  readonly progress: Say;
}

/**
 * Puts a backup in the place of the database and gives what an audit of its ledger finds. Nothing is touched before the
 * whole backup has been looked through. The embedded database must have no server, and the old one is kept beside the
 * new; PostgreSQL must be empty. Throws `CommandFault` or `DatabaseInUse` when it cannot be done.
 */
export async function restore(settings: Settings, options: RestoreOptions): Promise<Finding[]> {
  return settings.databaseUrl === null ? restoreEmbedded(settings, options) : restorePostgres(settings, options);
}

async function restoreEmbedded(settings: Settings, { file, now, progress }: RestoreOptions): Promise<Finding[]> {
  const { dataDir } = settings;
  const release = holdDatabaseLock(dataDir);
  const staging = join(dataDir, 'restoring');
  try {
    rmSync(staging, { recursive: true, force: true });
    mkdirSync(staging, { mode: 0o700 });
    progress(`${file}: checking`);
    const findings = await stage(settings, staging, { file, now, progress });
    const database = join(dataDir, DATABASE_FILE);
    const aside = `${database}.before-restore-${stampOf(now)}`;
    if (existsSync(database)) {
      putAside(dataDir, aside);
      progress(`The database that was there is kept as ${aside}.`);
    }
    settle(join(staging, DATABASE_FILE), database);
    return findings;
  } finally {
    rmSync(staging, { recursive: true, force: true });
    release();
  }
}

/** Makes the new database in a folder of its own, up to date, looked through and closed. */
async function stage(
  { writeQueue }: Settings,
  staging: string,
  { file, now, progress }: RestoreOptions,
): Promise<Finding[]> {
  const kind = kindOf(file);
  if (kind === 'database') stageDatabase(file, join(staging, DATABASE_FILE));
  else await checkDump(file);
  const database = await openSqliteDatabase({ dataDir: staging, writeQueue }, 'server');
  try {
    if (kind === 'dump') await loadDump(database, file, progress);
    await requireOwnSchema(database.reader, file);
    return await audit(database, file, now);
  } finally {
    await database.close();
  }
}

/**
 * Keeps the old database under another name. It stays under its own too until the new one takes that in a single step:
 * a power cut in between leaves one of them, never none.
 */
function putAside(dataDir: string, aside: string): void {
  const file = join(dataDir, DATABASE_FILE);
  if (!mergeLog(dataDir)) {
    for (const suffix of ['', '-wal', '-shm']) {
      if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
    }
    return;
  }
  try {
    linkSync(file, aside);
  } catch {
    copyFileSync(file, aside);
    flush(aside);
  }
  flush(dataDir);
}

/**
 * Carries the log of the old database over into its file, for which nobody else may have it open. False when it is too
 * damaged for that.
 */
function mergeLog(dataDir: string): boolean {
  const db = new BetterSqlite3(join(dataDir, DATABASE_FILE), { timeout: 500 });
  try {
    db.pragma('journal_mode = DELETE');
    return true;
  } catch (error) {
    const code = sqliteCode(error);
    if (code.startsWith('SQLITE_BUSY')) throw new DatabaseInUse(dataDir);
    if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) return false;
    throw error;
  } finally {
    db.close();
  }
}

async function audit({ reader }: Database, file: string, now: Instant): Promise<Finding[]> {
  try {
    return await auditLedger(reader, { now });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandFault(`${file}: what it holds cannot be understood: ${reason}`);
  }
}

async function restorePostgres(settings: Settings, { file, now, progress }: RestoreOptions): Promise<Finding[]> {
  if (kindOf(file) === 'database') {
    throw new CommandFault(
      `${file} is of the embedded database. Restore it without DATABASE_URL, then run npm run copy -- --from sqlite --to postgres.`,
    );
  }
  progress(`${file}: checking`);
  await checkDump(file);
  const database = await openDatabase(settings);
  try {
    await requireEmpty(database);
    await loadDump(database, file, progress);
    return await audit(database, file, now);
  } finally {
    await database.close();
  }
}

/** What is there is never overwritten: a new, empty database next to the old one keeps that. */
async function requireEmpty({ reader }: Database): Promise<void> {
  for (const shape of await describeTables(reader)) {
    if ((await countRows(reader, shape)) > 0) {
      throw new CommandFault(
        `The database of DATABASE_URL is not empty (${shape.name}). Create a new one and let DATABASE_URL name it.`,
      );
    }
  }
}
