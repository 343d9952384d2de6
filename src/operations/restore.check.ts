import { closeSync, copyFileSync, existsSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { Queries } from '../platform/database/reader.js';
import {
  closeSqliteWriter,
  handleOf,
  openSqliteWriter,
  SQLITE_MIGRATIONS,
} from '../platform/database/sqlite.sources.js';
import { SqliteSql } from '../platform/database/sqlite.sql.js';
import { CommandFault } from './command.js';

export type BackupKind = 'database' | 'dump';

/** What kind of backup a file seems to be, by its first bytes. Throws `CommandFault` when it is none. */
export function kindOf(file: string): BackupKind {
  if (!existsSync(file) || !statSync(file).isFile()) throw new CommandFault(`There is no file ${file}.`);
  const start = Buffer.alloc(16);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, start);
  } finally {
    closeSync(handle);
  }
  if (start.toString('latin1') === 'SQLite format 3\0') return 'database';
  if (start[0] === 0x1f && start[1] === 0x8b) return 'dump';
  throw new CommandFault(`${file} is neither a database nor a dump: it is no backup of this application.`);
}

/**
 * Copies a backup of the embedded database to `copy` and looks through all of it there; the backup itself is only read.
 * Throws `CommandFault` when it is damaged, of another application, or of a newer version of this one.
 */
export function stageDatabase(file: string, copy: string): void {
  if (existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0) {
    throw new CommandFault(`${file} is a database in use, not a backup: there is a log beside it.`);
  }
  copyFileSync(file, copy);
  const db = new BetterSqlite3(copy);
  try {
    const answer: unknown = db.pragma('integrity_check(1)', { simple: true });
    if (answer !== 'ok') throw new CommandFault(`${file} is damaged: ${String(answer)}`);
    requireKnownMigrations(db, file);
    if ((db.pragma('foreign_key_check') as unknown[]).length > 0) {
      throw new CommandFault(`${file} is damaged: rows are missing that others refer to.`);
    }
  } catch (error) {
    if (error instanceof CommandFault) throw error;
    throw new CommandFault(`${file} is damaged: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    db.close();
  }
}

function requireKnownMigrations(db: BetterSqlite3.Database, file: string): void {
  const table = db.prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migrations'`).get();
  const names = table ? db.prepare('SELECT name FROM migrations ORDER BY timestamp').pluck().all() : [];
  const known = SQLITE_MIGRATIONS.map((migration) => migration.name);
  if (names[0] !== known[0]) throw new CommandFault(`${file} is a database of another application.`);
  if (names.some((name, at) => name !== known[at])) {
    throw new CommandFault(`${file} was made by a newer version of this application.`);
  }
}

/**
 * Compares tables, indexes and guards of a migrated database with those of a new one. Throws `CommandFault` when one is
 * missing or otherwise: without the ledger's guard two bookings could get one room.
 */
export async function requireOwnSchema(queries: Queries, file: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'dukou-schema-'));
  try {
    const fresh = await openSqliteWriter(folder);
    const wanted = await schemaLines(new SqliteSql(handleOf(fresh)));
    await closeSqliteWriter(fresh);
    const found = new Set(await schemaLines(queries));
    const missing = wanted.find((line) => !found.has(line));
    if (missing !== undefined || found.size !== wanted.length) {
      const detail = missing === undefined ? '' : `: ${missing.split('\n')[0]}`;
      throw new CommandFault(`${file} has not the tables and guards of this version of the application${detail}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function schemaLines(queries: Queries): Promise<string[]> {
  const rows = await queries.all<{ type: string; name: string; sql: string }>(
    `SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name`,
  );
  return rows.map(({ type, name, sql }) => `${type} ${name}\n${sql}`);
}
