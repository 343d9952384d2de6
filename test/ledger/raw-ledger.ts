import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../src/platform/config/settings.js';
import { openDatabase, type Database } from '../../src/platform/database/database.js';
import type { SqlValue } from '../../src/platform/database/sql.js';

const HOUR = 3_600_000;
/** Midnight of 1 September 2026 at the centre. */
const MIDNIGHT = Date.parse('2026-09-01T00:00:00+08:00');

/** The instant so many hours after that midnight. */
export const hour = (hours: number): number => MIDNIGHT + hours * HOUR;

export const ROOM = 1;
export const CHESS = 2;
/** Seats of the shared cell `CHESS`. */
export const SEATS = 36;

export interface RawClaim {
  readonly owner: string;
  readonly cell: number;
  /** Hours after midnight of 1 September 2026. */
  readonly from: number;
  readonly until: number;
  /** `null` takes the cell whole. */
  readonly units: number | null;
}

/** A migrated SQLite file with one exclusive and one shared cell, written to with plain SQL: nothing checks but the database. */
export interface RawLedger {
  readonly database: Database;
  run(text: string, values?: readonly SqlValue[]): Promise<number>;
  /** Inserts claims in one statement. */
  claim(...claims: readonly RawClaim[]): Promise<number>;
  count(): Promise<number>;
  close(): Promise<void>;
}

export const INSERT =
  'INSERT INTO claims (centre_id, cell_id, from_at, until_at, owner_id, owner_kind, exclusive, units) VALUES ';
const ROW = "(1, ?, ?, ?, ?, 'occurrence', ?, ?)";

export const valuesOf = (claims: readonly RawClaim[]): SqlValue[] =>
  claims.flatMap(({ owner, cell, from, until, units }) => [
    cell,
    hour(from),
    hour(until),
    owner,
    cell === ROOM ? 1 : 0,
    units,
  ]);

export async function openRawLedger(): Promise<RawLedger> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dukou-guard-'));
  const database = await openDatabase(readSettings({ NODE_ENV: 'test', DATA_DIR: dataDir }));
  const run: RawLedger['run'] = (text, values) => database.unitOfWork.run((tx) => tx.run(text, values));
  await run(
    `INSERT INTO centres (id, slug, name, name_en, time_zone, area_m2) VALUES (1, 'c', 'c', 'c', 'Asia/Shanghai', 1)`,
  );
  await run(
    `INSERT INTO zones (id, centre_id, code, name, name_en, kind, mode) VALUES (1, 1, 'Z', 'z', 'z', 'node', 'none')`,
  );
  await run(
    `INSERT INTO cells (id, centre_id, zone_id, kind, exclusive, units, units_since_at)
     VALUES (${ROOM}, 1, 1, 'space', 1, 1, ?), (${CHESS}, 1, 1, 'space', 0, ${SEATS}, ?)`,
    [hour(0), hour(0)],
  );
  return {
    database,
    run,
    claim: (...claims) => run(INSERT + claims.map(() => ROW).join(), valuesOf(claims)),
    count: async () => (await database.reader.one<{ n: number }>('SELECT count(*) AS n FROM claims'))?.n ?? -1,
    close: async () => {
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Someone who takes the room whole. */
export const inRoom = (owner: string, from: number, until: number): RawClaim => ({
  owner,
  cell: ROOM,
  from,
  until,
  units: null,
});

/** Someone who takes seats of the shared cell. */
export const atChess = (owner: string, from: number, until: number, units: number | null): RawClaim => ({
  owner,
  cell: CHESS,
  from,
  until,
  units,
});
