import { HOLDS_CLAIMS, type Status } from '../bookings/booking.types.js';
import type { Queries } from '../platform/database/reader.js';
import { pages, PAGE } from './audit.pages.js';
import type { AuditedCentre, Finding } from './ledger-audit.js';

interface Row {
  cell_id: number;
  from_at: number;
  until_at: number;
  units: number | null;
  owner_id: string;
  owner_kind: 'occurrence' | 'closure' | 'hold';
  cell_units: number | null;
  units_since_at: number;
  occurrence_status: Status | null;
  closure_status: 'active' | 'cancelled' | null;
  agreement: string | null;
}

const CLAIMS = `
  SELECT c.cell_id, c.from_at, c.until_at, c.units, c.owner_id, c.owner_kind, k.units AS cell_units, k.units_since_at,
         o.status AS occurrence_status, f.status AS closure_status, a.id AS agreement
  FROM claims c
  LEFT JOIN cells k ON k.id = c.cell_id
  LEFT JOIN occurrences o ON c.owner_kind = 'occurrence' AND o.centre_id = c.centre_id AND o.id = c.owner_id
  LEFT JOIN closure_dates d ON c.owner_kind = 'closure' AND d.centre_id = c.centre_id AND d.id = c.owner_id
  LEFT JOIN closures f ON f.centre_id = d.centre_id AND f.id = d.closure_id
  LEFT JOIN agreements a ON c.owner_kind = 'hold' AND a.centre_id = c.centre_id AND a.id = substr(c.owner_id, 1, 36)
  WHERE c.centre_id = ? AND (c.cell_id, c.from_at, c.owner_id) > (?, ?, ?)
  ORDER BY c.cell_id, c.from_at, c.owner_id LIMIT ${PAGE}`;

/** I1, and the half of I2 that can be seen from a claim: its owner is there and holds claims. */
export async function* auditClaims(queries: Queries, centre: AuditedCentre): AsyncGenerator<Finding> {
  const sweep = new CellSweep();
  const all = pages<Row>((last) =>
    queries.all<Row>(CLAIMS, [
      centre.id,
      last?.cell_id ?? -1,
      last?.from_at ?? Number.MIN_SAFE_INTEGER,
      last?.owner_id ?? '',
    ]),
  );
  for await (const rows of all) {
    for (const row of rows) {
      const excess = sweep.take(row);
      if (excess) yield { invariant: 'I1', centre: centre.slug, subject: String(row.cell_id), detail: excess };
      const stray = strayness(row);
      if (stray) yield { invariant: 'I2', centre: centre.slug, subject: row.owner_id, detail: stray };
    }
  }
}

/** Walks the claims of one cell after the other by their starts, holding those that still run. */
class CellSweep {
  private cell: number | null = null;
  private running: Row[] = [];

  /** What is wrong at the start of the next claim; null when nothing is. */
  take(claim: Row): string | null {
    if (claim.cell_id !== this.cell) this.running = [];
    this.cell = claim.cell_id;
    this.running = this.running.filter((other) => other.until_at > claim.from_at);
    const whole = this.running.find((other) => other.units === null || claim.units === null);
    this.running.push(claim);
    const where = `at ${claim.from_at}, ${claim.owner_id}`;
    if (claim.cell_units === null) return `claimed ${where}, but there is no such cell`;
    if (whole) return `taken whole and not alone ${where} meets ${whole.owner_id}`;
    // Units hold from `units_since_at` on: a claim that was over by then was sold under other ones.
    const used = this.running
      .filter((other) => other.until_at > claim.units_since_at)
      .reduce((sum, other) => sum + (other.units ?? 0), 0);
    return used > claim.cell_units ? `${used} of ${claim.cell_units} units are claimed ${where}` : null;
  }
}

function strayness({
  owner_kind: kind,
  occurrence_status: occurrence,
  closure_status: closure,
  agreement,
}: Row): string | null {
  switch (kind) {
    case 'occurrence':
      if (occurrence === null) return 'a claim of an occurrence that does not exist';
      return HOLDS_CLAIMS.has(occurrence) ? null : `a claim of an occurrence that is ${occurrence}`;
    case 'closure':
      if (closure === null) return 'a claim of a closure that does not exist';
      return closure === 'active' ? null : 'a claim of a closure that is cancelled';
    case 'hold':
      return agreement === null ? 'a claim of an agreement that does not exist' : null;
  }
}
