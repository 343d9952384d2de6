import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';

/** Name of the lock inside DATA_DIR: an empty database whose only use is to be locked. */
export const LOCK_FILE = 'centre.lock';

/** Somebody else may write to this database just now. */
export class DatabaseInUse extends Error {
  constructor(dataDir: string) {
    super(
      `The database in ${dataDir} is in use by another process: a server, an import, a restore or a copy. ` +
        'Only one at a time may write to it; stop that one first. An audit and a backup may run beside it.',
    );
  }
}

/**
 * Takes the right to be the one process that writes to the database in `dataDir`, and gives how to let it go. The
 * lock is one of the operating system, taken by SQLite, so a process that is killed leaves nothing behind that would
 * have to be cleaned up. It holds among the processes of one machine, not across a network share.
 * Throws `DatabaseInUse` when another process has it.
 */
export function holdDatabaseLock(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true });
  const lock = new BetterSqlite3(join(dataDir, LOCK_FILE), { timeout: 0 });
  try {
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw isBusy(error) ? new DatabaseInUse(dataDir) : error;
  }
  return () => {
    lock.close();
  };
}

const isBusy = (error: unknown): boolean => sqliteCode(error).startsWith('SQLITE_BUSY');

/** SQLite's code of a failure, or nothing. By shape, not by class: the native addon may throw an `Error` of another realm. */
export const sqliteCode = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
