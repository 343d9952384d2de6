import { readFileSync, statfsSync } from 'node:fs';
import { arch, cpus, loadavg, release, tmpdir, totalmem } from 'node:os';
import Database from 'better-sqlite3';

const TMPFS = 0x01021994;

/** Where and with what the figures were taken. */
export function machine() {
  const db = new Database(':memory:');
  const { version: sqlite } = db.prepare('SELECT sqlite_version() AS version').get();
  db.close();
  const { dependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return {
    at: new Date().toISOString(),
    cpus: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    system: `${arch()} ${release()}`,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    loadBefore: loadavg()[0],
    node: process.version,
    sqlite,
    betterSqlite3: dependencies['better-sqlite3'],
    scratch: `${tmpdir()}${statfsSync(tmpdir()).type === TMPFS ? ' (in memory: durable figures mean nothing here)' : ''}`,
    durability: {
      sqlite: 'WAL, synchronous=FULL, an answer only after the commit; app, bare route and raw loop alike',
      postgres: 'fsync=on, synchronous_commit=on, full_page_writes=on',
    },
  };
}
