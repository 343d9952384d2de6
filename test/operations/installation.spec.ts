import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestApp, type TestApp } from '../support/app.js';

const INSTALLATION = '/api/v1/installation';

describe('what holds for the whole installation', () => {
  let test: TestApp;
  beforeEach(async () => {
    test = await createTestApp({ settings: { PERSONAL_DATA_DAYS: '30', BACKUP_HOURS: '6' } });
  });
  afterEach(() => test.close());

  it('is told to an owner: version, engine, and what the settings say', async () => {
    const { body } = await (await test.as('owner')).get(INSTALLATION);
    expect(body).toMatchObject({ version: '0.1.0', personalDataDays: 30, backupHours: 6, backupKeep: 14 });
    expect(['sqlite', 'postgres']).toContain(body['engine']);
    expect((await (await test.as('admin')).get(INSTALLATION)).status).toBe(403);
  });

  it('names the newest backup that is finished', async () => {
    const owner = await test.as('owner');
    expect((await owner.get(INSTALLATION)).body['lastBackupAt']).toBeNull();
    const folder = join(test.dataDir, 'backups');
    mkdirSync(folder);
    const names = [
      'centre-20260820T010203Z.db',
      'scheduled-20260823T190000Z.db',
      'scheduled-20260824T190000Z.db.partial',
    ];
    for (const name of names) writeFileSync(join(folder, name), '');
    expect((await owner.get(INSTALLATION)).body['lastBackupAt']).toBe('2026-08-23T19:00:00Z');
  });
});
