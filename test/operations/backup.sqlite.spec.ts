import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { backUp } from '../../src/operations/backup.js';
import { auditLedger } from '../../src/operations/ledger-audit.js';
import { restore } from '../../src/operations/restore.js';
import { openDatabase } from '../../src/platform/database/database.js';
import { booked, meeting, on } from '../bookings/requests.js';
import { createTestApp, type Caller, type TestApp } from '../support/app.js';
import { listen, newFolder, NOW, removeFolders, settingsAt } from './places.js';

const ZONES = ['F3-MEET-1', 'F3-MEET-2', 'F3-MEET-3'];

/** Short meetings, one after the other on September's working days, without end. */
function* meetings(): Generator<Record<string, unknown>> {
  for (let day = 1; day <= 24; day++) {
    const date = `2026-09-${String(day).padStart(2, '0')}`;
    for (const zone of ZONES) {
      for (let hour = 10; hour < 17; hour++) yield meeting({ zone, ...on(date, `${hour}:00`, `${hour + 1}:00`) });
    }
  }
}

describe('a backup of the embedded database', () => {
  let test: TestApp;
  let office: Caller;
  beforeEach(async () => {
    test = await createTestApp({ demo: 'full' });
    office = await test.as('office');
  });
  afterEach(() => test.close());
  afterAll(removeFolders);

  it('holds everything answered before it began and is consistent, however much is written meanwhile', async () => {
    const wishes = meetings();
    const answered: string[] = [];
    const bookNext = async (): Promise<void> => {
      const wish = wishes.next();
      if (wish.done) return;
      const answer = await office.post<{ id: string }>('/api/v1/centres/dukou/bookings', wish.value);
      if (answer.status === 201) answered.push(answer.body.id);
    };
    for (let n = 0; n < 20; n++) await bookNext();
    const before = [...answered];
    expect(before.length).toBeGreaterThan(5);

    let finished = false;
    const backup = backUp(settingsAt(test.dataDir), { now: NOW, progress: () => undefined }).finally(() => {
      finished = true;
    });
    while (!finished) await bookNext();
    const file = await backup;
    expect(answered.length).toBeGreaterThan(before.length);

    const restored = settingsAt(newFolder());
    const { lines, progress } = listen();
    expect(await restore(restored, { file, now: NOW, progress })).toEqual([]);
    expect(lines[0]).toBe(`${file}: checking`);
    const database = await openDatabase(restored);
    const found = await database.reader.all<{ id: string }>('SELECT id FROM bookings');
    const ids = new Set(found.map(({ id }) => id));
    expect(before.filter((id) => !ids.has(id))).toEqual([]);
    expect(await database.reader.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(await auditLedger(database.reader, { now: NOW })).toEqual([]);
    await database.close();
  });

  it('is one file of its own for its owner alone, under a name that tells when it was taken', async () => {
    const file = await backUp(settingsAt(test.dataDir), { now: NOW, progress: () => undefined });
    expect(file).toBe(join(test.dataDir, 'backups', 'centre-20261123T094017Z.db'));
    expect(readdirSync(join(test.dataDir, 'backups'))).toEqual(['centre-20261123T094017Z.db']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const copy = new BetterSqlite3(file, { readonly: true });
    expect(copy.pragma('journal_mode', { simple: true })).toBe('delete');
    copy.close();
  });

  it('is refused when its name is taken or its folder is missing, and leaves nothing behind', async () => {
    const folder = newFolder();
    const to = join(folder, 'mine.db');
    await backUp(settingsAt(test.dataDir), { to, now: NOW, progress: () => undefined });
    const again = backUp(settingsAt(test.dataDir), { to, now: NOW, progress: () => undefined });
    await expect(again).rejects.toThrow(`${to} is there already.`);
    const nowhere = join(folder, 'missing', 'mine.db');
    await expect(
      backUp(settingsAt(test.dataDir), { to: nowhere, now: NOW, progress: () => undefined }),
    ).rejects.toThrow(`There is no folder ${join(folder, 'missing')}.`);
    const empty = newFolder();
    await expect(backUp(settingsAt(empty), { now: NOW, progress: () => undefined })).rejects.toThrow(
      'There is no database',
    );
    expect(readdirSync(folder)).toEqual(['mine.db']);
    expect(existsSync(join(empty, 'centre.db'))).toBe(false);
  });

  it('goes on from what was restored', async () => {
    const first = await booked(office, meeting());
    const file = await backUp(settingsAt(test.dataDir), { now: NOW, progress: () => undefined });
    const second = await booked(office, meeting({ zone: 'F3-MEET-3' }));
    await test.app.close();
    await restore(settingsAt(test.dataDir), { file, now: NOW, progress: () => undefined });
    const database = await openDatabase(settingsAt(test.dataDir));
    const rows = await database.reader.all('SELECT id FROM bookings WHERE id IN (?, ?)', [first.id, second.id]);
    expect(rows).toEqual([{ id: first.id }]);
    await database.close();
    const aside = new BetterSqlite3(join(test.dataDir, 'centre.db.before-restore-20261123T094017Z'));
    expect(aside.prepare('SELECT count(*) FROM bookings WHERE id = ?').pluck().get(second.id)).toBe(1);
    aside.close();
  });
});
