import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import BetterSqlite3 from 'better-sqlite3';
import { backUp } from '../../src/operations/backup.js';
import { writeDump } from '../../src/operations/dump.js';
import { restore } from '../../src/operations/restore.js';
import { withSnapshot } from '../../src/operations/snapshot.js';
import type { Settings } from '../../src/platform/config/settings.js';
import { openDatabase } from '../../src/platform/database/database.js';
import { DatabaseInUse } from '../../src/platform/database/sqlite.lock.js';
import { createTestApp } from '../support/app.js';
import { newFolder, NOW, removeFolders, settingsAt } from './places.js';

const progress = (): void => undefined;

/** A backup and a dump of the demo centre, and what is in its tables. */
async function makeBackups(): Promise<{ file: string; dump: string; bookings: number }> {
  const test = await createTestApp({ demo: 'full' });
  const settings = settingsAt(test.dataDir);
  const folder = newFolder();
  const file = await backUp(settings, { to: join(folder, 'backup.db'), now: NOW, progress });
  const dump = join(folder, 'backup.jsonl.gz');
  await withSnapshot(settings, (snapshot) => writeDump(snapshot, { file: dump, now: NOW, progress }));
  await test.close();
  const db = new BetterSqlite3(file, { readonly: true });
  const bookings = db.prepare('SELECT count(*) FROM bookings').pluck().get() as number;
  db.close();
  return { file, dump, bookings };
}

describe('a restore into the embedded database', () => {
  let made: { file: string; dump: string; bookings: number };
  let settings: Settings;
  beforeAll(async () => {
    made = await makeBackups();
  });
  beforeEach(async () => {
    settings = settingsAt(newFolder());
    const database = await openDatabase(settings);
    await database.unitOfWork.run((tx) => tx.run(`INSERT INTO jobs (name, last_run_at) VALUES ('mine', 1)`));
    await database.close();
  });
  afterAll(removeFolders);

  const restored = (file: string): Promise<unknown> => restore(settings, { file, now: NOW, progress });

  /** A copy of the backup that `change` has spoilt. */
  function spoilt(change: (db: BetterSqlite3.Database) => void): string {
    const file = join(newFolder(), 'spoilt.db');
    copyFileSync(made.file, file);
    const db = new BetterSqlite3(file);
    change(db);
    db.close();
    return file;
  }

  function written(bytes: string | Buffer, name = 'given'): string {
    const file = join(newFolder(), name);
    writeFileSync(file, bytes);
    return file;
  }

  async function expectUntouched(): Promise<void> {
    expect(readdirSync(settings.dataDir).sort()).toEqual(['centre.db', 'centre.lock']);
    const database = await openDatabase(settings);
    expect(await database.reader.all('SELECT name FROM jobs')).toEqual([{ name: 'mine' }]);
    await database.close();
  }

  it('takes a backup and a dump alike', async () => {
    for (const file of [made.file, made.dump]) {
      const fresh = settingsAt(newFolder());
      expect(await restore(fresh, { file, now: NOW, progress })).toEqual([]);
      const database = await openDatabase(fresh);
      expect(await database.reader.one('SELECT count(*) AS n FROM bookings')).toEqual({ n: made.bookings });
      await database.close();
    }
  });

  it('wants the server stopped', async () => {
    const server = await openDatabase(settings);
    await expect(restored(made.file)).rejects.toThrow(DatabaseInUse);
    await server.close();
    await expectUntouched();
  });

  it('wants nobody else to have the old database open', async () => {
    const reader = await openDatabase(settings, { role: 'beside' });
    await reader.reader.all('SELECT name FROM jobs');
    await expect(restored(made.file)).rejects.toThrow(DatabaseInUse);
    await reader.close();
    expect((await openAndList()).map(({ name }) => name)).toEqual(['mine']);
  });

  const openAndList = async (): Promise<{ name: string }[]> => {
    const database = await openDatabase(settings);
    const rows = await database.reader.all<{ name: string }>('SELECT name FROM jobs');
    await database.close();
    return rows;
  };

  it.each([
    ['a missing file', () => '/nowhere/backup.db', 'There is no file'],
    ['an empty file', () => written(''), 'is neither a database nor a dump'],
    ['some text', () => written('not a backup at all'), 'is neither a database nor a dump'],
    ['half a database', () => written(readFileSync(made.file).subarray(0, 40_000)), 'is damaged'],
    [
      'a database with a page of rubbish',
      () => written(Buffer.from(readFileSync(made.file)).fill(0x5a, 8192, 12_288)),
      'is damaged',
    ],
    [
      'a database of another application',
      () => {
        const file = join(newFolder(), 'other.db');
        const db = new BetterSqlite3(file);
        db.exec('CREATE TABLE recipes (name TEXT)');
        db.close();
        return file;
      },
      'of another application',
    ],
    [
      'a database of a newer version',
      () =>
        spoilt((db) =>
          db.exec(`INSERT INTO migrations (timestamp, name) VALUES (9000000000000, 'Later9000000000000')`),
        ),
      'by a newer version',
    ],
    ['a database without a table', () => spoilt((db) => db.exec('DROP TABLE refused_dates')), 'has not the tables'],
    [
      'a database without a guard',
      () => spoilt((db) => db.exec('DROP TRIGGER claims_guard_insert')),
      'has not the tables and guards',
    ],
    ['half a dump', () => written(readFileSync(made.dump).subarray(0, 5000)), 'unexpected end of file'],
    [
      'a dump cut at a line',
      () => written(gzipSync(`${gunzipSync(readFileSync(made.dump)).toString().split('\n')[0]}\n`)),
      'it ends too early',
    ],
    [
      'a dump with another value',
      () => written(gzipSync(gunzipSync(readFileSync(made.dump)).toString().replace('"office"', '"admin"'))),
      'the rows of memberships were changed',
    ],
    ['another compressed file', () => written(gzipSync('{"recipes":[]}\n')), 'it is not a dump of this application'],
  ])('refuses %s and leaves the database as it was', async (_, file, reason) => {
    await expect(restored(file())).rejects.toThrow(reason);
    await expectUntouched();
  });

  it('replaces a database that is too damaged to be opened, and keeps that too', async () => {
    writeFileSync(join(settings.dataDir, 'centre.db'), 'rubbish '.repeat(2000));
    await restored(made.file);
    const aside = join(settings.dataDir, 'centre.db.before-restore-20261123T094017Z');
    expect(readFileSync(aside, 'utf8').slice(0, 8)).toBe('rubbish ');
    expect(existsSync(join(settings.dataDir, 'restoring'))).toBe(false);
    const database = await openDatabase(settings);
    expect(await database.reader.one('SELECT count(*) AS n FROM bookings')).toEqual({ n: made.bookings });
    await database.close();
  });
});
