import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { transformSync } from '@swc/core';
import { openDatabase } from '../../src/platform/database/database.js';
import { DatabaseInUse, holdDatabaseLock } from '../../src/platform/database/sqlite.lock.js';
import { newFolder, removeFolders, settingsAt } from './places.js';

const LOCK_SOURCE = new URL('../../src/platform/database/sqlite.lock.ts', import.meta.url);

/** Another process that takes the lock of this folder and keeps it until it is killed. */
async function holdElsewhere(dataDir: string): Promise<ChildProcess> {
  const { code } = transformSync(readFileSync(LOCK_SOURCE, 'utf8'), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'es6' },
  });
  const program = `${code}
    // Kept, because a lock that nothing refers to is let go when its memory is.
    globalThis.release = holdDatabaseLock(process.argv[1]);
    process.stdout.write('held');
    setInterval(() => undefined, 1_000_000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

describe('a second server on one embedded database', () => {
  afterAll(removeFolders);

  it('is refused in words, and let in when the first has closed', async () => {
    const settings = settingsAt(newFolder());
    const first = await openDatabase(settings);
    await expect(openDatabase(settings)).rejects.toThrow(DatabaseInUse);
    await expect(openDatabase(settings)).rejects.toThrow(`The database in ${settings.dataDir} is in use`);
    await first.close();
    const second = await openDatabase(settings);
    await second.close();
  });

  it('is refused while the other process lives, and let in as soon as that was killed', async () => {
    const settings = settingsAt(newFolder());
    const other = await holdElsewhere(settings.dataDir);
    try {
      await expect(openDatabase(settings)).rejects.toThrow(DatabaseInUse);
    } finally {
      await kill(other);
    }
    const database = await openDatabase(settings);
    await database.close();
  });

  it('does not hinder who only reads, and who only reads cannot write', async () => {
    const settings = settingsAt(newFolder());
    const server = await openDatabase(settings);
    const beside = await openDatabase(settings, { role: 'beside' });
    const insert = `INSERT INTO jobs (name, last_run_at) VALUES ('here', 7)`;
    await server.unitOfWork.run((tx) => tx.run(insert));
    expect(await beside.reader.all('SELECT name, last_run_at FROM jobs')).toEqual([{ name: 'here', last_run_at: 7 }]);
    await expect(beside.unitOfWork.run((tx) => tx.run('DELETE FROM jobs'))).rejects.toMatchObject({
      code: 'storage-unavailable',
    });
    await beside.close();
    await server.close();
  });

  it('finds a database that is locked in another folder no hindrance', async () => {
    const release = holdDatabaseLock(newFolder());
    const database = await openDatabase(settingsAt(newFolder()));
    await database.close();
    release();
  });

  it('makes no database where somebody only wants to read', async () => {
    await expect(openDatabase(settingsAt(newFolder()), { role: 'beside' })).rejects.toThrow('There is no database at');
  });
});
