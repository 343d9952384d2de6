import { setImmediate } from 'node:timers/promises';
import type { Queries } from '../platform/database/reader.js';
import type { SqlValue } from '../platform/database/sql.js';
import type { Instant } from '../scheduling/time.types.js';

/** So many rows are in memory at a time. */
export const PAGE = 5000;

/**
 * Reads a long result page by page: `ask` gets the last row of the page before (null for the first) and answers at most
 * `PAGE` rows. Other work is let in between two pages.
 */
export async function* pages<Row>(ask: (last: Row | null) => Promise<Row[]>): AsyncGenerator<Row[]> {
  let last: Row | null = null;
  for (;;) {
    const rows: Row[] = await ask(last);
    if (rows.length > 0) yield rows;
    last = rows.at(-1) ?? null;
    if (rows.length < PAGE || !last) return;
    await setImmediate();
  }
}

/** A claim as it is stored, without what it says of its owner. */
export interface StoredClaim {
  readonly cell: number;
  readonly from: Instant;
  readonly until: Instant;
  readonly units: number | null;
}

/** The claims of all owners of one kind whose ids lie from `first` to `last`, by owner. */
export async function claimsByOwner(
  queries: Queries,
  centreId: number,
  { kind, first, last }: { kind: 'occurrence' | 'closure'; first: string; last: string },
): Promise<Map<string, StoredClaim[]>> {
  const values: SqlValue[] = [centreId, first, last, kind];
  const rows = await queries.all<StoredClaim & { owner: string }>(
    `SELECT owner_id AS owner, cell_id AS cell, from_at AS "from", until_at AS "until", units FROM claims
     WHERE centre_id = ? AND owner_id >= ? AND owner_id <= ? AND owner_kind = ?`,
    values,
  );
  const byOwner = new Map<string, StoredClaim[]>();
  for (const row of rows) {
    const list = byOwner.get(row.owner);
    if (list) list.push(row);
    else byOwner.set(row.owner, [row]);
  }
  return byOwner;
}

/** Claims as sorted text, so that two lists can be compared. */
export const asText = (claims: readonly StoredClaim[]): string =>
  claims
    .map(({ cell, from, until, units }) => `${cell} ${from} ${until} ${units ?? 'whole'}`)
    .sort()
    .join();
