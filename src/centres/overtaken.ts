import type { Tx } from '../platform/database/sql.js';
import { DAY, type Instant } from '../scheduling/time.types.js';
import type { OwnerKind } from './ledger.js';

/** A claim whose units count towards its cell's. */
export interface CountedClaim {
  readonly owner: string;
  readonly ownerKind: OwnerKind;
  readonly from: number;
  readonly until: number;
  readonly units: number;
}

/** Claims that are part of a crowd of more than `units` at some time after `since`: each of them once. */
export function overtakenClaims(claims: readonly CountedClaim[], units: number, since: number): CountedClaim[] {
  const inside = new Set<CountedClaim>();
  const overtaken = new Set<CountedClaim>();
  for (const claim of claims.filter((one) => one.until > since).toSorted((a, b) => a.from - b.from)) {
    const from = Math.max(claim.from, since);
    for (const other of inside) if (other.until <= from) inside.delete(other);
    inside.add(claim);
    const crowd = [...inside].reduce((sum, one) => sum + one.units, 0);
    if (crowd > units) for (const one of inside) overtaken.add(one);
  }
  return [...overtaken];
}

interface Row {
  owner_id: string;
  owner_kind: OwnerKind;
  from_at: number;
  until_at: number;
  units: number;
}

/** Claims of one cell that would be too many if it had only `units` from `at` on. */
export async function readOvertaken(
  tx: Tx,
  cell: { readonly centreId: number; readonly id: number; readonly units: number },
  at: Instant,
): Promise<CountedClaim[]> {
  const rows = await tx.all<Row>(
    `SELECT owner_id, owner_kind, from_at, until_at, units FROM claims
     WHERE centre_id = ? AND cell_id = ? AND from_at > ? AND until_at > ? AND units IS NOT NULL`,
    [cell.centreId, cell.id, at - DAY, at],
  );
  const claims = rows.map((row) => ({
    owner: row.owner_id,
    ownerKind: row.owner_kind,
    from: row.from_at,
    until: row.until_at,
    units: row.units,
  }));
  return overtakenClaims(claims, cell.units, at);
}
