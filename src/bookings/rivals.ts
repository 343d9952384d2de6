import type { Queries } from '../platform/database/reader.js';
import { readClaims, type Claim } from '../centres/ledger.js';
import { claimedSpan, isTakenByHeads } from '../scheduling/claims.js';
import { overlaps } from '../scheduling/intervals.js';
import { peakUsage } from '../scheduling/usage.js';
import type { Plan } from '../scheduling/zones.types.js';
import { readOccurrences } from './bookings.store.js';
import type { Occurrence } from './booking.types.js';

/**
 * The pending occurrences that must give way for a standby to be confirmed: in a space taken whole, all that overlap;
 * in shared seats and under a head-count limit, the latest requests first and no more than needed.
 */
export async function holdersInTheWay(queries: Queries, plan: Plan, standby: Occurrence): Promise<Occurrence[]> {
  const zone = plan.byId.get(standby.zoneId);
  if (!zone) return [];
  const span = claimedSpan(standby);
  const cells = [...zone.space, ...zone.limits];
  const claims = await readClaims(queries, plan.centreId, { cells: cells.map(({ id }) => id), spans: [span] });
  const owners = [...new Set(claims.filter(({ ownerKind }) => ownerKind === 'occurrence').map(({ owner }) => owner))];
  const pending = (await readOccurrences(queries, plan.centreId, owners)).filter(({ status }) => status === 'pending');
  const byId = new Map(pending.map((occurrence) => [occurrence.id, occurrence]));
  const gone = new Set<string>();
  for (const cell of cells) {
    const on = claims.filter(
      (claim) => claim.cell === cell.id && overlaps({ start: claim.from, end: claim.until }, span),
    );
    const isWhole = cell.kind === 'space' && !isTakenByHeads(zone);
    for (const owner of latestFirst(on, byId)) {
      const left = on.filter((claim) => !gone.has(claim.owner));
      const { peak, whole } = peakUsage(left, span);
      const fits = isWhole ? left.length === 0 : !whole && peak + standby.heads <= cell.units;
      if (fits) break;
      gone.add(owner);
    }
  }
  return [...gone].map((id) => byId.get(id)).filter((occurrence) => occurrence !== undefined);
}

const latestFirst = (claims: readonly Claim[], pending: ReadonlyMap<string, Occurrence>): string[] =>
  [...new Set(claims.map(({ owner }) => owner))]
    .filter((owner) => pending.has(owner))
    .sort()
    .reverse();
