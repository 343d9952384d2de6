import { Injectable } from '@nestjs/common';
import { readClaims, removeClaims, writeClaims, type OwnedClaim } from '../centres/ledger.js';
import { Clock } from '../platform/clock.js';
import { marks, type Tx } from '../platform/database/sql.js';
import { closureClaims } from '../scheduling/claims.js';
import { overlaps, subtract } from '../scheduling/intervals.js';
import type { Instant, Span } from '../scheduling/time.types.js';
import type { Cell } from '../scheduling/zones.types.js';
import { datesKeepingSomebody, insertDates, updateDate, type ClosureDate } from './closure-dates.js';

/** The time that one kept occurrence, or an operator's standing units, claim of one cell. */
interface Hole extends Span {
  readonly cell: number;
  readonly owner: string;
}

const IDS_PER_STATEMENT = 900;

/**
 * Writes the claims of closures: each space cell of the zone whole, minus what the kept occurrences claim of that very
 * cell at present and minus what standing units hold of it, and nothing in any limit.
 */
@Injectable()
export class ClosureLedger {
  constructor(private readonly clock: Clock) {}

  /** Stores new dates with their claims. Throws `LedgerRefusal` when a cell is taken by somebody who isn't kept. */
  async add(tx: Tx, centreId: number, dates: readonly ClosureDate[]): Promise<void> {
    await insertDates(tx, centreId, dates);
    await this.lay(tx, centreId, dates);
  }

  /**
   * Writes the claims of dates that have none, and forgets the kept occurrences that are no longer inside.
   * Throws `LedgerRefusal` when a cell is taken by somebody who isn't kept.
   */
  async lay(tx: Tx, centreId: number, dates: readonly ClosureDate[]): Promise<void> {
    const cells = await readCells(tx, centreId, unique(dates.map((date) => date.zoneId)));
    const holes = await readHoles(tx, centreId, unique(dates.flatMap((date) => date.kept)));
    const standing = await readStanding(tx, centreId, { dates, cells: [...cells.values()].flat() });
    const claims: OwnedClaim[] = [];
    for (const date of dates) {
      const own = cells.get(date.zoneId) ?? [];
      const inside = holesOf(date, own, holes);
      claims.push(...claimsOfDate(date, own, [...inside, ...standing]));
      const kept = date.kept.filter((id) => inside.some((hole) => hole.owner === id));
      if (kept.length !== date.kept.length) await updateDate(tx, centreId, { ...date, kept });
    }
    await writeClaims(tx, centreId, claims);
  }

  /** Takes the claims of these dates away; `lay` writes them again. */
  async lift(tx: Tx, centreId: number, dates: readonly ClosureDate[]): Promise<void> {
    await removeClaims(
      tx,
      centreId,
      dates.map((date) => date.id),
    );
  }

  /**
   * After kept occurrences were moved, shortened or ended: what they no longer take is closed, in the same transaction.
   * Call it once their own claims are rewritten.
   */
  async refill(tx: Tx, centreId: number, occurrenceIds: readonly string[]): Promise<void> {
    if (occurrenceIds.length === 0) return;
    const changed = new Set(occurrenceIds);
    const keeping = await datesKeepingSomebody(tx, centreId, this.clock.now());
    const dates = keeping.filter((date) => date.kept.some((id) => changed.has(id)));
    if (dates.length === 0) return;
    await this.lift(tx, centreId, dates);
    await this.lay(tx, centreId, dates);
  }
}

function claimsOfDate(date: ClosureDate, cells: readonly Cell[], holes: readonly Hole[]): OwnedClaim[] {
  return cells.flatMap((cell) => {
    const left = subtract(
      [date],
      holes.filter((hole) => hole.cell === cell.id),
    );
    const pieces = closureClaims({ space: [cell] }, left);
    return pieces.map((piece) => ({ ...piece, owner: date.id, ownerKind: 'closure' as const }));
  });
}

function holesOf(date: ClosureDate, cells: readonly Cell[], holes: readonly Hole[]): Hole[] {
  if (date.kept.length === 0) return [];
  const own = new Set(cells.map((cell) => cell.id));
  return holes.filter((hole) => own.has(hole.cell) && date.kept.includes(hole.owner) && overlaps(hole, date));
}

async function readCells(tx: Tx, centreId: number, zoneIds: readonly number[]): Promise<Map<number, Cell[]>> {
  const found = new Map<number, Cell[]>();
  if (zoneIds.length === 0) return found;
  const rows = await tx.all<{ zone_id: number; id: number; exclusive: number; units: number }>(
    `SELECT zc.zone_id, c.id, c.exclusive, c.units FROM zone_cells zc JOIN cells c ON c.id = zc.cell_id
     WHERE zc.centre_id = ? AND zc.zone_id IN (${marks(zoneIds.length)}) AND c.kind = 'space' AND c.retired_at IS NULL
     ORDER BY c.id`,
    [centreId, ...zoneIds],
  );
  for (const { zone_id: zoneId, id, exclusive, units } of rows) {
    const cell: Cell = { id, zone: '', kind: 'space', exclusive: exclusive === 1, units };
    found.set(zoneId, [...(found.get(zoneId) ?? []), cell]);
  }
  return found;
}

/** Standing units are there all day, so a cell that has some could never be closed; its bookings are refused by rule. */
async function readStanding(
  tx: Tx,
  centreId: number,
  { dates, cells }: { dates: readonly ClosureDate[]; cells: readonly Cell[] },
): Promise<Hole[]> {
  const shared = unique(cells.filter(({ exclusive }) => !exclusive).map(({ id }) => id));
  const claims = await readClaims(tx, centreId, { cells: shared, spans: dates });
  return claims
    .filter(({ ownerKind }) => ownerKind === 'hold')
    .map(({ cell, from, until, owner }) => ({ cell, start: from, end: until, owner }));
}

/** The claims of occurrences are the holes: who is no longer live has none (I2). */
async function readHoles(tx: Tx, centreId: number, occurrenceIds: readonly string[]): Promise<Hole[]> {
  const holes: Hole[] = [];
  for (let i = 0; i < occurrenceIds.length; i += IDS_PER_STATEMENT) {
    const ids = occurrenceIds.slice(i, i + IDS_PER_STATEMENT);
    const rows = await tx.all<{ cell_id: number; from_at: number; until_at: number; owner_id: string }>(
      `SELECT cell_id, from_at, until_at, owner_id FROM claims WHERE centre_id = ? AND owner_id IN (${marks(ids.length)})`,
      [centreId, ...ids],
    );
    holes.push(
      ...rows.map((row) => ({
        cell: row.cell_id,
        start: row.from_at as Instant,
        end: row.until_at as Instant,
        owner: row.owner_id,
      })),
    );
  }
  return holes;
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
