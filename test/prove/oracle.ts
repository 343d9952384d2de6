import type { Queries } from '../../src/platform/database/reader.js';

interface ClaimRow {
  readonly cell_id: number;
  readonly from_at: number;
  readonly until_at: number;
  readonly owner_id: string;
  readonly units: number | null;
  readonly capacity: number;
}

interface CoverRow {
  readonly id: string;
  readonly status: string;
  readonly cells: number;
  readonly from_at: number;
  readonly until_at: number;
  readonly claimed_cells: number;
  readonly claimed_ms: number;
}

/**
 * Finds places taken twice and dates without their claims, in the plainest way there is and without any code of the
 * product: at each claim's start, count who is in the cell. A cell's units now bind; no proof lowers them below the past.
 */
export async function doubles(queries: Queries): Promise<string[]> {
  const claims = await queries.all<ClaimRow>(
    `SELECT c.cell_id, c.from_at, c.until_at, c.owner_id, c.units, k.units AS capacity
     FROM claims c JOIN cells k ON k.id = c.cell_id ORDER BY c.cell_id, c.from_at`,
  );
  const found: string[] = [];
  let inside: ClaimRow[] = [];
  for (const claim of claims) {
    inside = inside.filter((other) => other.cell_id === claim.cell_id && other.until_at > claim.from_at);
    inside.push(claim);
    const isWhole = inside.some(({ units }) => units === null);
    const used = inside.reduce((sum, { units }) => sum + (units ?? 0), 0);
    if ((isWhole && inside.length > 1) || used > claim.capacity) {
      const owners = inside.map(({ owner_id }) => owner_id).join(', ');
      found.push(`cell ${claim.cell_id} at ${claim.from_at}: ${used} of ${claim.capacity} units by ${owners}`);
    }
  }
  return [...found, ...(await uncovered(queries))];
}

/** Live dates whose claims are not their whole time in each of their cells, and others that have any. */
async function uncovered(queries: Queries): Promise<string[]> {
  const rows = await queries.all<CoverRow>(
    `SELECT o.id, o.status, o.start_at - o.setup_minutes * 60000 AS from_at, o.end_at + o.cleanup_minutes * 60000 AS until_at,
       (SELECT count(*) FROM zone_cells z WHERE z.centre_id = o.centre_id AND z.zone_id = o.zone_id) AS cells,
       (SELECT count(DISTINCT c.cell_id) FROM claims c WHERE c.centre_id = o.centre_id AND c.owner_id = o.id) AS claimed_cells,
       (SELECT coalesce(sum(c.until_at - c.from_at), 0) FROM claims c
        WHERE c.centre_id = o.centre_id AND c.owner_id = o.id) AS claimed_ms
     FROM occurrences o`,
  );
  return rows.flatMap((row) => {
    const isLive = row.status === 'pending' || row.status === 'confirmed';
    const cells = isLive ? Number(row.cells) : 0;
    const ms = isLive ? cells * (Number(row.until_at) - Number(row.from_at)) : 0;
    if (Number(row.claimed_cells) === cells && Number(row.claimed_ms) === ms) return [];
    return [
      `${row.status} occurrence ${row.id}: ${row.claimed_cells} of ${cells} cells, ${row.claimed_ms} of ${ms} ms`,
    ];
  });
}
