import { join } from 'node:path';
import { backUp } from '../../src/operations/backup.js';
import { restore } from '../../src/operations/restore.js';
import type { Settings } from '../../src/platform/config/settings.js';
import { SETTINGS } from '../../src/platform/config/settings.token.js';
import { openDatabase } from '../../src/platform/database/database.js';
import { createTestApp } from '../support/app.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { copyInto, copyPartOf, differingTables, makeAwkward, nextEventNumber } from './copy-cases.js';
import { newFolder, NOW, removeFolders, settingsAt } from './places.js';

const progress = (): void => undefined;

describe('moving between the engines', () => {
  let from: Settings;
  let target: TestDatabase;

  /** The demo centre is made on the engine of this run, so that its way into an embedded database is tried as well. */
  beforeAll(async () => {
    const test = await createTestApp({ demo: 'full' });
    from = settingsAt(newFolder());
    const embedded = await openDatabase(from);
    await copyInto(embedded, test.app.get<symbol, Settings>(SETTINGS, { strict: false }), progress);
    await embedded.close();
    await test.close();
    await makeAwkward(from);
  });
  beforeEach(async () => {
    target = await openTestDatabase();
  });
  afterEach(() => target.remove());
  afterAll(removeFolders);

  it('brings every row of an embedded database to PostgreSQL, and numbers go on where they were', async () => {
    await copyInto(target, from, progress);
    expect(await differingTables(from, target)).toEqual([]);
    expect(await nextEventNumber(target)).toBe(4322);
  });

  it('goes on where it was cut off', async () => {
    await copyPartOf(from, target, 11);
    await copyInto(target, from, progress);
    expect(await differingTables(from, target)).toEqual([]);
  });

  it('restores a backup of PostgreSQL into an empty database of either engine', async () => {
    await copyInto(target, from, progress);
    const to = join(newFolder(), 'backup.jsonl.gz');
    const file = await backUp(target.settings, { to, now: NOW, progress });
    const embedded = settingsAt(newFolder());
    await restore(embedded, { file, now: NOW, progress });
    const database = await openDatabase(embedded);
    expect(await differingTables(target.settings, database)).toEqual([]);
    await database.close();

    const empty = await openTestDatabase();
    await restore(empty.settings, { file, now: NOW, progress });
    expect(await differingTables(target.settings, empty)).toEqual([]);
    expect(await nextEventNumber(empty)).toBe(4322);
    await empty.remove();
  });

  it('refuses to restore over what is there', async () => {
    await copyInto(target, from, progress);
    const file = await backUp(target.settings, { to: join(newFolder(), 'b.jsonl.gz'), now: NOW, progress });
    await expect(restore(target.settings, { file, now: NOW, progress })).rejects.toThrow('is not empty (users)');
  });
});
