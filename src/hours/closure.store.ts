import type { Queries } from '../platform/database/reader.js';
import { marks, type Tx } from '../platform/database/sql.js';
import type { Instant, Span, WallDate, WallTime } from '../scheduling/time.types.js';

export interface ClosureRecurrence {
  readonly rrule: string;
  readonly exdates?: readonly string[];
}

/** A closure as it is stored; its dates are rows of their own. */
export interface Closure {
  readonly id: string;
  readonly centreId: number;
  readonly zoneId: number;
  readonly reason: string;
  readonly startWall: WallTime;
  readonly endWall: WallTime;
  readonly recurrence: ClosureRecurrence | null;
  /** Up to where dates are written; null when there are no more to come. */
  readonly extendedUntil: WallDate | null;
  readonly status: 'active' | 'cancelled';
  readonly createdBy: string;
  readonly createdAt: Instant;
  readonly version: number;
}

interface Row {
  id: string;
  centre_id: number;
  zone_id: number;
  reason: string;
  start_wall: string;
  end_wall: string;
  recurrence: string | null;
  extended_until: string | null;
  status: 'active' | 'cancelled';
  created_by: string;
  created_at: number;
  version: number;
}

const COLUMNS = `c.id, c.centre_id, c.zone_id, c.reason, c.start_wall, c.end_wall, c.recurrence, c.extended_until,
  c.status, c.created_by, c.created_at, c.version`;

export async function findClosure(queries: Queries, centreId: number, id: string): Promise<Closure | null> {
  const text = `SELECT ${COLUMNS} FROM closures c WHERE c.centre_id = ? AND c.id = ?`;
  const row = await queries.one<Row>(text, [centreId, id]);
  return row ? closureOf(row) : null;
}

/** Active closures of these zones with a date in the span, by id after `after`. */
export async function listClosures(
  queries: Queries,
  centreId: number,
  asked: { zoneIds: readonly number[]; span: Span; after: string; limit: number },
): Promise<Closure[]> {
  const { zoneIds, span, after, limit } = asked;
  if (zoneIds.length === 0) return [];
  const rows = await queries.all<Row>(
    `SELECT ${COLUMNS} FROM closures c
     WHERE c.centre_id = ? AND c.id > ? AND c.status = 'active' AND c.zone_id IN (${marks(zoneIds.length)})
       AND EXISTS (SELECT 1 FROM closure_dates d
         WHERE d.centre_id = c.centre_id AND d.closure_id = c.id AND d.end_at > ? AND d.start_at < ?)
     ORDER BY c.id LIMIT ${limit}`,
    [centreId, after, ...zoneIds, span.start, span.end],
  );
  return rows.map(closureOf);
}

/** Active recurring closures of all centres whose dates are written up to an earlier date than this. */
export async function closuresToExtend(queries: Queries, before: WallDate): Promise<Closure[]> {
  const rows = await queries.all<Row>(
    `SELECT ${COLUMNS} FROM closures c WHERE c.status = 'active' AND c.extended_until < ? ORDER BY c.centre_id, c.id`,
    [before],
  );
  return rows.map(closureOf);
}

export async function insertClosure(tx: Tx, closure: Closure): Promise<void> {
  await tx.run(
    `INSERT INTO closures (centre_id, id, zone_id, reason, start_wall, end_wall, recurrence, extended_until, status,
       created_by, created_at, version) VALUES (${marks(12)})`,
    [
      closure.centreId,
      closure.id,
      closure.zoneId,
      closure.reason,
      closure.startWall,
      closure.endWall,
      closure.recurrence && JSON.stringify(closure.recurrence),
      closure.extendedUntil,
      closure.status,
      closure.createdBy,
      closure.createdAt,
      closure.version,
    ],
  );
}

/** Writes what may change of a closure. */
export async function updateClosure(tx: Tx, closure: Closure): Promise<void> {
  await tx.run(
    `UPDATE closures SET reason = ?, end_wall = ?, extended_until = ?, status = ?, version = ?
     WHERE centre_id = ? AND id = ?`,
    [
      closure.reason,
      closure.endWall,
      closure.extendedUntil,
      closure.status,
      closure.version,
      closure.centreId,
      closure.id,
    ],
  );
}

const closureOf = (row: Row): Closure => ({
  id: row.id,
  centreId: row.centre_id,
  zoneId: row.zone_id,
  reason: row.reason,
  startWall: row.start_wall as WallTime,
  endWall: row.end_wall as WallTime,
  recurrence: row.recurrence === null ? null : (JSON.parse(row.recurrence) as ClosureRecurrence),
  extendedUntil: row.extended_until as WallDate | null,
  status: row.status,
  createdBy: row.created_by,
  createdAt: row.created_at as Instant,
  version: row.version,
});
