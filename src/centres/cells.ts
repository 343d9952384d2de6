import { marks, rowMarks, type Tx } from '../platform/database/sql.js';
import { cellsOf } from '../scheduling/plan.js';
import { DAY, type Instant } from '../scheduling/time.types.js';
import type { ZoneDraft } from '../scheduling/zone-tree.js';
import type { Cell, Plan } from '../scheduling/zones.types.js';
import { readOvertaken, type CountedClaim } from './overtaken.js';

/** What became of the cells of a centre whose zones have changed. */
export interface CellChange {
  /** Cells that no zone takes any more; what they still hold must move. */
  readonly retired: readonly number[];
  /** Claims that stand in the way of fewer units; those cells keep their units, and the change must be refused. */
  readonly overtaken: readonly CountedClaim[];
}

interface ChangeOfCells {
  readonly centreId: number;
  readonly drafts: readonly ZoneDraft[];
  readonly idOf: ReadonlyMap<string, number>;
  readonly at: Instant;
}

type NeededCell = Omit<Cell, 'id'>;
interface ActiveCell extends Omit<Cell, 'zone'> {
  readonly zoneId: number;
}

interface Row {
  id: number;
  zone_id: number;
  kind: 'space' | 'limit';
  exclusive: number;
  units: number;
}

/**
 * Brings cells in line with the zones: a cell that stays what it was keeps its id and takes the new units from now on;
 * one that is no longer needed, or turns from exclusive to shared, is retired and keeps its past.
 */
export async function syncCells(tx: Tx, change: ChangeOfCells): Promise<CellChange> {
  const { centreId, drafts, idOf, at } = change;
  const needed = cellsOf(drafts);
  const active = await activeCells(tx, centreId);
  const keyOf = (zoneId: number | undefined, cell: { kind: string; exclusive: boolean }): string =>
    `${zoneId} ${cell.kind} ${cell.exclusive}`;
  const kept = new Map(active.map((cell) => [keyOf(cell.zoneId, cell), cell]));
  const overtaken: CountedClaim[] = [];
  for (const cell of needed) {
    const key = keyOf(idOf.get(cell.zone), cell);
    const standing = kept.get(key);
    kept.delete(key);
    if (!standing) await addCell(tx, change, cell);
    else if (standing.units !== cell.units) {
      overtaken.push(
        ...(await changeUnits(tx, { centreId, id: standing.id, units: cell.units, was: standing.units }, at)),
      );
    }
  }
  const retired = [...kept.values()].map((cell) => cell.id);
  for (const id of retired) await tx.run('UPDATE cells SET retired_at = ? WHERE id = ?', [at, id]);
  return { retired, overtaken };
}

async function activeCells(tx: Tx, centreId: number): Promise<ActiveCell[]> {
  const rows = await tx.all<Row>(
    'SELECT id, zone_id, kind, exclusive, units FROM cells WHERE centre_id = ? AND retired_at IS NULL',
    [centreId],
  );
  return rows.map((row) => ({
    id: row.id,
    zoneId: row.zone_id,
    kind: row.kind,
    exclusive: row.exclusive === 1,
    units: row.units,
  }));
}

async function addCell(tx: Tx, { centreId, idOf, at }: ChangeOfCells, cell: NeededCell): Promise<void> {
  await tx.run(
    'INSERT INTO cells (centre_id, zone_id, kind, exclusive, units, units_since_at) VALUES (?, ?, ?, ?, ?, ?)',
    [centreId, idOf.get(cell.zone) ?? null, cell.kind, cell.exclusive ? 1 : 0, cell.units, at],
  );
}

interface UnitsChange {
  readonly centreId: number;
  readonly id: number;
  readonly units: number;
  readonly was: number;
}

/** Fewer units are only written when nothing stands in the way, so that everything in the way can be told at once. */
async function changeUnits(tx: Tx, cell: UnitsChange, at: Instant): Promise<CountedClaim[]> {
  const overtaken = cell.units < cell.was ? await readOvertaken(tx, cell, at) : [];
  if (overtaken.length > 0) return overtaken;
  await tx.run(
    `UPDATE cells SET units = ?, units_since_at = CASE WHEN units_since_at > ? THEN units_since_at ELSE ? END
     WHERE id = ?`,
    [cell.units, at, at, cell.id],
  );
  return [];
}

const PAIRS_PER_STATEMENT = 300;

/** Writes down which cells a booking of each zone claims, for audits that read the ledger with SQL alone. */
export async function writeZoneCells(tx: Tx, plan: Plan): Promise<void> {
  const pairs = plan.zones.flatMap((zone) =>
    [...new Set([...zone.space, ...zone.limits].map((cell) => cell.id))].map((cell) => [zone.id, cell] as const),
  );
  await tx.run('DELETE FROM zone_cells WHERE centre_id = ?', [plan.centreId]);
  for (let i = 0; i < pairs.length; i += PAIRS_PER_STATEMENT) {
    const some = pairs.slice(i, i + PAIRS_PER_STATEMENT);
    await tx.run(
      `INSERT INTO zone_cells (centre_id, zone_id, cell_id) VALUES ${rowMarks(some.length, 3)}`,
      some.flatMap(([zone, cell]) => [plan.centreId, zone, cell]),
    );
  }
}

const CELLS_PER_STATEMENT = 500;

/** Claims that nobody has moved from retired cells. */
export async function readStranded(
  tx: Tx,
  { centreId, cells, at }: { centreId: number; cells: readonly number[]; at: Instant },
): Promise<CountedClaim[]> {
  const stranded: CountedClaim[] = [];
  for (let i = 0; i < cells.length; i += CELLS_PER_STATEMENT) {
    const some = cells.slice(i, i + CELLS_PER_STATEMENT);
    stranded.push(
      ...(await tx.all<CountedClaim>(
        `SELECT owner_id AS owner, owner_kind AS "ownerKind", from_at AS "from", until_at AS "until", coalesce(units, 0) AS units
         FROM claims WHERE centre_id = ? AND cell_id IN (${marks(some.length)}) AND from_at > ? AND until_at > ?`,
        [centreId, ...some, at - DAY, at],
      )),
    );
  }
  return stranded;
}
