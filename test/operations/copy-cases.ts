import { copyAll } from '../../src/operations/copy.js';
import { compareTable } from '../../src/operations/table-compare.js';
import { rowsOf, TableWriter } from '../../src/operations/table-rows.js';
import { describeTables } from '../../src/operations/tables.js';
import { openDatabase, type Database } from '../../src/platform/database/database.js';
import type { Settings } from '../../src/platform/config/settings.js';
import { withSnapshot } from '../../src/operations/snapshot.js';

/** Copies one database into another as the command does. */
export const copyInto = (target: Database, from: Settings, progress: (line: string) => void): Promise<number> =>
  withSnapshot(from, (snapshot) => copyAll(snapshot, target, progress));

/** Leaves the target as a copy does that was cut off: the first `tables` tables are there, of the next one row. */
export async function copyPartOf(from: Settings, target: Database, tables: number): Promise<void> {
  await withSnapshot(from, async (snapshot) => {
    for (const [at, shape] of (await describeTables(snapshot)).entries()) {
      const writer = new TableWriter(target.unitOfWork, shape);
      for await (const rows of rowsOf(snapshot, shape)) {
        if (at < tables) await writer.write(rows);
        else if (at === tables) await writer.write(rows.slice(0, 1));
      }
    }
  });
}

/** Names of the tables that differ in anything. */
export async function differingTables(from: Settings, target: Database): Promise<string[]> {
  return withSnapshot(from, async (source) => {
    const differing: string[] = [];
    for (const shape of await describeTables(source)) {
      const { missing, foreign } = await compareTable({ source, target: target.reader }, shape);
      if (missing > 0 || foreign !== null) differing.push(shape.name);
    }
    return differing;
  });
}

/**
 * Gives a database what a copy has to be careful with: a zone that stands before its parent, a cell whose units were
 * lowered below what it once held, and a number that was given out and deleted again.
 */
export async function makeAwkward(settings: Settings): Promise<void> {
  const database = await openDatabase(settings);
  const now = Date.parse('2026-08-24T00:00:00Z');
  await database.unitOfWork.run(async (tx) => {
    const zone = `INSERT INTO zones (centre_id, code, name, name_en, kind, mode, parent_id)
      SELECT 1, 'X-PARENT', '母', 'Parent\u2028of one', 'node', 'none', parent_id FROM zones WHERE code = 'F3-MEET-2'
      RETURNING id`;
    const parentId = (await tx.one<{ id: number }>(zone))?.id ?? 0;
    await tx.run(`UPDATE zones SET parent_id = ? WHERE code = 'F3-MEET-2'`, [parentId]);
    const cell = `INSERT INTO cells (centre_id, zone_id, kind, exclusive, units, units_since_at)
      VALUES (1, ?, 'limit', 0, 100, 0) RETURNING id`;
    const [limit] = await tx.all<{ id: number }>(cell, [parentId]);
    await tx.run(
      `INSERT INTO claims (centre_id, cell_id, from_at, until_at, owner_id, owner_kind, exclusive, units)
        VALUES (1, ?, ?, ?, 'long ago', 'hold', 0, 80)`,
      [limit?.id ?? 0, now - 7_200_000, now - 3_600_000],
    );
    await tx.run('UPDATE cells SET units = 50, units_since_at = ? WHERE id = ?', [now, limit?.id ?? 0]);
    const event = `INSERT INTO outbox (seq, centre_id, at, kind, subject_id, payload) VALUES (4321, 1, 0, 'x', 'x', '{}')`;
    await tx.run(event);
    await tx.run('DELETE FROM outbox WHERE seq = 4321');
  });
  await database.close();
}

/** The number that the database gives the next event by itself. */
export async function nextEventNumber(database: Database): Promise<number | undefined> {
  const insert = `INSERT INTO outbox (centre_id, at, kind, subject_id, payload) VALUES (1, 0, 'x', 'x', '{}') RETURNING seq`;
  return (await database.unitOfWork.run((tx) => tx.one<{ seq: number }>(insert)))?.seq;
}
