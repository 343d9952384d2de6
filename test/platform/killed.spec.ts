import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../src/platform/config/settings.js';
import { openDatabase } from '../../src/platform/database/database.js';

const KILLS = 4;
/** So many answers are waited for before the process is killed in the middle of its work. */
const ANSWERS = 150;

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'dukou-killed-'));
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** Lets a process write until enough was answered, kills it with SIGKILL, and gives all that it was answered. */
function writeAndKill(first: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['test/support/writer.mjs', dataDir, String(first)]);
    let printed = '';
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.split('\n').length > ANSWERS) child.kill('SIGKILL');
    });
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve(printed.split('\n').slice(0, -1));
      else reject(new Error(`The writer ended by itself with ${code}: ${said}`));
    });
  });
}

describe('a writer that is killed in the middle of its work', () => {
  it('has stored every write it was answered, and no other by half', async () => {
    const answered: string[] = [];
    for (let kill = 1; kill <= KILLS; kill++) {
      answered.push(...(await writeAndKill(kill * 1_000_000)));
      const database = await openDatabase(readSettings({ NODE_ENV: 'test', DATA_DIR: dataDir }));
      const rows = await database.reader.all<{ pair: string; n: number }>(
        'SELECT subject_id AS pair, count(DISTINCT kind) AS n FROM outbox GROUP BY subject_id',
      );
      const [sound] = await database.reader.all<{ integrity_check: string }>('PRAGMA integrity_check');
      await database.close();
      const stored = new Set(rows.map(({ pair }) => pair));
      expect(answered.filter((pair) => !stored.has(pair))).toEqual([]);
      expect(rows.filter(({ n }) => n !== 2)).toEqual([]);
      expect(sound).toEqual({ integrity_check: 'ok' });
    }
    expect(answered.length).toBeGreaterThanOrEqual(KILLS * ANSWERS);
  });
});
