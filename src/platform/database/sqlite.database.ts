import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../config/settings.js';
import type { Database, DatabaseRole } from './database.js';
import { Reader } from './reader.js';
import { holdDatabaseLock } from './sqlite.lock.js';
import { closeSqliteWriter, DATABASE_FILE, handleOf, openSqliteReader, openSqliteWriter } from './sqlite.sources.js';
import { SqliteSql } from './sqlite.sql.js';
import { SqliteUnitOfWork } from './sqlite.unit-of-work.js';

type Place = Pick<Settings, 'dataDir' | 'writeQueue'>;

/**
 * Opens the embedded database. As `server` it is alone in writing and migrates first; as `beside` it reads what a
 * server may be writing, changes nothing, and every write is refused.
 */
export function openSqliteDatabase(place: Place, role: DatabaseRole): Promise<Database> {
  return role === 'server' ? openAlone(place) : openBeside(place);
}

async function openAlone({ dataDir, writeQueue }: Place): Promise<Database> {
  const release = holdDatabaseLock(dataDir);
  try {
    const writer = await openSqliteWriter(dataDir);
    const reader = await openSqliteReader(dataDir);
    return {
      engine: 'sqlite',
      unitOfWork: new SqliteUnitOfWork(handleOf(writer), writeQueue),
      reader: new Reader(new SqliteSql(handleOf(reader))),
      alone: (work) => work(),
      close: async () => {
        await reader.destroy();
        await closeSqliteWriter(writer);
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

async function openBeside({ dataDir, writeQueue }: Place): Promise<Database> {
  const file = join(dataDir, DATABASE_FILE);
  if (!existsSync(file)) throw new Error(`There is no database at ${file}.`);
  const source = await openSqliteReader(dataDir);
  return {
    engine: 'sqlite',
    unitOfWork: new SqliteUnitOfWork(handleOf(source), writeQueue),
    reader: new Reader(new SqliteSql(handleOf(source))),
    alone: (work) => work(),
    close: () => source.destroy(),
  };
}
