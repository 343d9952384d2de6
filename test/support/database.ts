import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings, type Settings } from '../../src/platform/config/settings.js';
import { openDatabase, type Database } from '../../src/platform/database/database.js';
import { createPostgresDatabase, dropPostgresDatabase, onPostgres, postgresTemplate, urlOf } from './postgres.js';

/** A few connections are enough for one test, and the server has not many. */
export const TEST_POOL = '4';

export interface TestDatabase extends Database {
  readonly settings: Settings;
  /** Closes the database and leaves nothing of it behind. */
  readonly remove: () => Promise<void>;
}

const DEFAULTS = { NODE_ENV: 'test', DATABASE_POOL: TEST_POOL };

/** An empty, migrated database of its own on the engine of this run, without an application around it. */
export async function openTestDatabase(environment: Record<string, string> = {}): Promise<TestDatabase> {
  return onPostgres() ? openOnPostgres(environment) : openOnSqlite(environment);
}

async function openOnSqlite(environment: Record<string, string>): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dukou-database-'));
  const settings = readSettings({ ...DEFAULTS, DATA_DIR: dataDir, ...environment });
  const database = await openDatabase(settings);
  return {
    ...database,
    settings,
    remove: async () => {
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function openOnPostgres(environment: Record<string, string>): Promise<TestDatabase> {
  const template = await postgresTemplate('template_empty', async (url) => {
    const empty = await openDatabase(readSettings({ ...DEFAULTS, DATABASE_URL: url }));
    await empty.close();
  });
  const name = await createPostgresDatabase(template);
  const settings = readSettings({ ...DEFAULTS, DATABASE_URL: urlOf(name), ...environment });
  const database = await openDatabase(settings);
  return {
    ...database,
    settings,
    remove: async () => {
      await database.close();
      await dropPostgresDatabase(name);
    },
  };
}
