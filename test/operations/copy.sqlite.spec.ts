import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDump } from '../../src/operations/dump.js';
import { restore } from '../../src/operations/restore.js';
import { withSnapshot } from '../../src/operations/snapshot.js';
import type { Settings } from '../../src/platform/config/settings.js';
import { openDatabase } from '../../src/platform/database/database.js';
import { createTestApp } from '../support/app.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { copyInto, copyPartOf, differingTables, makeAwkward, nextEventNumber } from './copy-cases.js';
import { listen, newFolder, NOW, removeFolders, settingsAt } from './places.js';

const progress = (): void => undefined;

describe('a copy of a whole database', () => {
  let from: Settings;
  let target: TestDatabase;
  beforeAll(async () => {
    const test = await createTestApp({ demo: 'full' });
    await test.app.close();
    from = settingsAt(newFolder());
    copyFileSync(join(test.dataDir, 'centre.db'), join(from.dataDir, 'centre.db'));
    await makeAwkward(from);
  });
  beforeEach(async () => {
    target = await openTestDatabase();
  });
  afterEach(() => target.remove());
  afterAll(removeFolders);

  it('holds every row of every table, and numbers go on where they were', async () => {
    const { lines, progress: tell } = listen();
    await copyInto(target, from, tell);
    expect(await differingTables(from, target)).toEqual([]);
    expect(lines.filter((line) => line.startsWith('centres:'))).toEqual([
      'centres: 1 rows',
      'centres: 1 rows are the same in both',
    ]);
    expect(await nextEventNumber(target)).toBe(4322);
  });

  it('goes on where it was cut off, at any table', async () => {
    for (const tables of [8, 11, 17]) {
      const part = await openTestDatabase();
      await copyPartOf(from, part, tables);
      await copyInto(part, from, progress);
      expect(await differingTables(from, part)).toEqual([]);
      await part.remove();
    }
  });

  it('changes nothing when it is run again', async () => {
    await copyInto(target, from, progress);
    const { lines, progress: tell } = listen();
    await copyInto(target, from, tell);
    expect(lines).toContain('users: 6 rows are there');
    expect(await differingTables(from, target)).toEqual([]);
  });

  it('is refused into a database with other data, before anything is written', async () => {
    await target.unitOfWork.run((tx) =>
      tx.run(`INSERT INTO users (id, login, name, created_at) VALUES ('somebody', 'somebody@else.example', 'S', 1)`),
    );
    await expect(copyInto(target, from, progress)).rejects.toThrow('(users ["somebody"]). Nothing was written');
    expect(await target.reader.one('SELECT count(*) AS n FROM centres')).toEqual({ n: 0 });
  });

  it('is refused when a row of the target was changed', async () => {
    await copyInto(target, from, progress);
    await target.unitOfWork.run((tx) => tx.run(`UPDATE bookings SET title = title || '!' WHERE status = 'confirmed'`));
    await expect(copyInto(target, from, progress)).rejects.toThrow('The target holds data that the source has not');
  });

  it('goes through a dump as well', async () => {
    const file = join(newFolder(), 'dump.jsonl.gz');
    await withSnapshot(from, (snapshot) => writeDump(snapshot, { file, now: NOW, progress }));
    const into = settingsAt(newFolder());
    await restore(into, { file, now: NOW, progress });
    const database = await openDatabase(into);
    expect(await differingTables(from, database)).toEqual([]);
    expect(await nextEventNumber(database)).toBe(4322);
    await database.close();
  });
});
