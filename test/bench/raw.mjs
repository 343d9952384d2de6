import Database from 'better-sqlite3';
import { draftOf, insertsOf } from './template.mjs';
import { OPEN_ROOMS } from './centre.mjs';

/** A connection with the application's own durability. */
export function durable(file) {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('cache_size = -65536');
  return db;
}

/** Writes one booking per call, each in a durable transaction of its own: five inserts through the guard, no more. */
export function rawCreates(file, template) {
  const db = durable(file);
  const inserts = insertsOf(template).map(({ text, valuesOf }) => ({ statement: db.prepare(text), valuesOf }));
  let n = 1;
  const create = db.transaction(() => {
    const draft = draftOf(n++, template, OPEN_ROOMS);
    for (const { statement, valuesOf } of inserts) statement.run(...valuesOf(draft));
  });
  return { create: () => create.immediate(), close: () => db.close() };
}
