import type { DataSource } from 'typeorm';
import type { Settings } from '../config/settings.js';
import type { Engine } from './sql.js';
import { Reader } from './reader.js';
import { handleOf, openSqliteReader, openSqliteWriter } from './sqlite.sources.js';
import { SqliteSql } from './sqlite.sql.js';
import { SqliteUnitOfWork } from './sqlite.unit-of-work.js';
import type { UnitOfWork } from './unit-of-work.js';

/** An open, migrated database: how to write to it, how to read from it, how to close it. */
export interface Database {
  readonly engine: Engine;
  readonly unitOfWork: UnitOfWork;
  readonly reader: Reader;
  close(): Promise<void>;
}

/** Opens the database that the settings name and brings its schema up to date. */
export async function openDatabase(settings: Settings): Promise<Database> {
  const writer = await openSqliteWriter(settings.dataDir);
  const reader = await openSqliteReader(settings.dataDir);
  return {
    engine: 'sqlite',
    unitOfWork: new SqliteUnitOfWork(handleOf(writer), settings.writeQueue),
    reader: new Reader(new SqliteSql(handleOf(reader))),
    close: () => closeAll([reader, writer]),
  };
}

async function closeAll(sources: readonly DataSource[]): Promise<void> {
  for (const source of sources) await source.destroy();
}
