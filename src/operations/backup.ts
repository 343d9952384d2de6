import { chmodSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { Settings } from '../platform/config/settings.js';
import { DATABASE_FILE } from '../platform/database/sqlite.sources.js';
import type { Instant } from '../scheduling/time.types.js';
import { CommandFault, stampOf, type Say } from './command.js';
import { checkDump, writeDump } from './dump.js';
import { settle } from './files.js';
import { withSnapshot } from './snapshot.js';

/** Folder inside DATA_DIR that backups are put into. */
export const BACKUP_FOLDER = 'backups';

/** What a backup is called that is not finished, or was cut off. */
export const PARTIAL = '.partial';

/** Pages of 4 KiB copied before others get a turn, and before progress may be told. */
const PAGES_A_STEP = 1000;
const STEPS_A_LINE = 100;

export interface BackupOptions {
  /** First part of the file's name, `centre` unless told otherwise. */
  readonly prefix?: string;
  /** Where to put it instead of DATA_DIR/backups. */
  readonly to?: string;
  readonly now: Instant;
  readonly progress: Say;
}

/**
 * Takes a consistent copy of the whole database while a server may be running, verifies it and gives its path: of the
 * embedded database a database file, of PostgreSQL a dump that either engine can load. It holds what was written before
 * it began and nothing of what came later. Until it is complete it has another name.
 */
export async function backUp(
  settings: Settings,
  { prefix = 'centre', to, now, progress }: BackupOptions,
): Promise<string> {
  const ending = settings.databaseUrl === null ? 'db' : 'jsonl.gz';
  const target = resolve(to ?? join(settings.dataDir, BACKUP_FOLDER, `${prefix}-${stampOf(now)}.${ending}`));
  const partial = target + PARTIAL;
  for (const path of [target, partial]) {
    if (existsSync(path)) throw new CommandFault(`${path} is there already.`);
  }
  if (to === undefined) mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  else if (!existsSync(dirname(target))) throw new CommandFault(`There is no folder ${dirname(target)}.`);
  try {
    if (settings.databaseUrl === null) await copyDatabase(settings.dataDir, { partial, progress });
    else await dumpDatabase(settings, { partial, now, progress });
    settle(partial, target);
  } catch (error) {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(partial + suffix, { force: true });
    throw error;
  }
  progress(`${target}: ${Math.ceil(statSync(target).size / 1024)} KiB, verified`);
  return target;
}

/**
 * The online backup of SQLite starts anew whenever somebody else writes, and would never end on a busy day. A read
 * transaction on its own connection holds it to one state.
 */
async function copyDatabase(dataDir: string, { partial, progress }: { partial: string; progress: Say }): Promise<void> {
  const file = join(dataDir, DATABASE_FILE);
  if (!existsSync(file)) throw new CommandFault(`There is no database at ${file}.`);
  const source = new BetterSqlite3(file, { readonly: true, timeout: 5000 });
  try {
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_master').get();
    let steps = 0;
    await source.backup(partial, {
      progress: ({ totalPages, remainingPages }) => {
        if (++steps % STEPS_A_LINE === 0) progress(`${totalPages - remainingPages} of ${totalPages} pages`);
        return PAGES_A_STEP;
      },
    });
  } finally {
    source.close();
  }
  chmodSync(partial, 0o600);
  finishCopy(partial);
}

/** Leaves the copy as one file without a log of its own, and looks through all of it. */
function finishCopy(partial: string): void {
  const copy = new BetterSqlite3(partial);
  try {
    copy.pragma('journal_mode = DELETE');
    const answer: unknown = copy.pragma('integrity_check', { simple: true });
    if (answer !== 'ok') throw new CommandFault(`The copy is damaged, and so may be the database: ${String(answer)}`);
  } finally {
    copy.close();
  }
}

async function dumpDatabase(
  settings: Settings,
  { partial, now, progress }: { partial: string; now: Instant; progress: Say },
): Promise<void> {
  await withSnapshot(settings, (snapshot) => writeDump(snapshot, { file: partial, now, progress }));
  await checkDump(partial);
}
