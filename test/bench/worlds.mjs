import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { makeCentre, OPEN_ROOMS } from './centre.mjs';
import { addHistory } from './history.mjs';
import { startApp } from './server.mjs';
import { templateOf } from './template.mjs';

const FILE = 'centre.db';

/**
 * Databases on SQLite that the rows share: the generated centre with no history, and copies of it with so many past
 * occurrences, each made once. Call `close` at the end.
 */
export async function sqliteWorlds({ server, profile }) {
  const root = mkdtempSync(join(tmpdir(), 'dukou-bench-'));
  const empty = join(root, 'empty');
  mkdirSync(empty);
  const app = await startApp(server, { env: { DATA_DIR: empty } });
  const token = await makeCentre(app.url);
  const template = await withDatabase(empty, (db) =>
    templateOf({ url: app.url, token, query: async (text) => db.prepare(text).all(), rooms: OPEN_ROOMS }),
  );
  await app.stop();
  const withHistory = new Map([[0, empty]]);
  let copies = 0;

  const copyOf = (folder) => {
    const copy = join(root, `copy-${copies++}`);
    mkdirSync(copy);
    copyFileSync(join(folder, FILE), join(copy, FILE));
    if (existsSync(join(folder, `${FILE}-wal`))) throw new Error(`${folder} is still open`);
    return copy;
  };

  /** A folder with that much history; it grows from the largest one made before that is smaller. */
  const folderWith = async (occurrences) => {
    if (!withHistory.has(occurrences)) {
      const from = Math.max(...[...withHistory.keys()].filter((known) => known < occurrences));
      const folder = copyOf(withHistory.get(from));
      await withDatabase(folder, async (db) => addHistory(db, { template, from, to: occurrences }));
      withHistory.set(occurrences, folder);
    }
    return withHistory.get(occurrences);
  };

  return {
    token,
    template,
    headers: { authorization: `Bearer ${token}` },
    fileWith: async (occurrences) => join(await folderWith(occurrences), FILE),
    /** A file of one's own to write to. */
    freshFile: () => join(copyOf(empty), FILE),
    /** The application on a copy with that much history. */
    start: async (occurrences = 0) => {
      const folder = copyOf(await folderWith(occurrences));
      const app = await startApp(server, { env: { DATA_DIR: folder }, profile });
      return { ...app, file: join(folder, FILE) };
    },
    close: () => rmSync(root, { recursive: true, force: true }),
  };
}

async function withDatabase(folder, work) {
  const db = new Database(join(folder, FILE));
  db.pragma('journal_mode = WAL');
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
