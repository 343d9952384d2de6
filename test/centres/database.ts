import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../src/platform/config/settings.js';
import { openDatabase, type Database } from '../../src/platform/database/database.js';

export interface TestDatabase extends Database {
  readonly remove: () => Promise<void>;
}

/** An empty, migrated database of its own, without an application around it. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dukou-centres-'));
  const database = await openDatabase(
    readSettings({ NODE_ENV: 'test', DATA_DIR: dataDir, DATABASE_URL: process.env['TEST_DATABASE_URL'] }),
  );
  return {
    ...database,
    remove: async () => {
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
