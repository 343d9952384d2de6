import { claimedSpan, claimsOf, isTakenByHeads } from './claims.js';
import type { ClaimIndex, KnownClaim } from './claim-index.js';
import { overlaps } from './intervals.js';
import type { Met, Refusal } from './refusals.js';
import type { Span, WallTime } from './time.types.js';
import { peakUsage } from './usage.js';
import type { Candidate, Ground } from './verdict.js';
import type { Cell } from './zones.types.js';

/** Owner of claims that earlier candidates of the same request make. */
export const SELF = 'self';

/** A closure refuses in all its time, holes included; where it has claims they are not told a second time. */
export function closureRefusals(candidate: Candidate, { world, index }: Ground): Refusal[] {
  const span = claimedSpan(candidate);
  const seen = new Map<string, Refusal>();
  for (const closed of candidate.granted ? [] : world.closures) {
    if (overlaps(closed, span) && candidate.zone.space.some(({ id }) => closed.cells.has(id))) {
      seen.set(closed.id, closedBy(closed.id, closed));
    }
  }
  for (const cell of candidate.zone.space) {
    for (const { closure, met } of index.near(cell.id, span)) {
      if (closure && !seen.has(closure.id))
        seen.set(closure.id, closedBy(closure.id, { ...met, reason: closure.reason, zone: met.zone }));
    }
  }
  return [...seen.values()];
}

const closedBy = (
  id: string,
  { reason, start, end, zone }: Span & { reason: string; zone?: string | undefined },
): Refusal => ({
  code: 'closed',
  closure: id,
  reason,
  start,
  end,
  ...(zone === undefined ? {} : { zone }),
  waivableBy: 'nobody',
});

export function claimRefusals(candidate: Candidate, index: ClaimIndex): Refusal[] {
  const span = claimedSpan(candidate);
  const met = new Map<string, Met>();
  const refusals: Refusal[] = [];
  const byHeads = isTakenByHeads(candidate.zone);
  for (const cell of candidate.zone.space) {
    const near = index.near(cell.id, span).filter(({ closure }) => !closure);
    const itself = near.find((claim) => claim.met.id === SELF);
    if (itself) return [{ code: 'series-overlaps-itself', with: itself.met.title as WallTime, waivableBy: 'nobody' }];
    const blocking = byHeads ? near.filter(({ units }) => units === null) : near;
    for (const claim of blocking)
      met.set(`${claim.met.kind}/${claim.met.id ?? ''}/${claim.met.start}/${claim.met.zone ?? ''}`, claim.met);
    if (byHeads && blocking.length === 0)
      refusals.push(...unitsRefusal({ cell, near, span, heads: candidate.heads, of: 'seats' }));
  }
  if (met.size > 0) {
    const all = [...met.values()];
    refusals.push({
      code: 'occupied',
      zone: candidate.zone.code,
      pending: all.every(({ pending }) => pending),
      met: all,
      waivableBy: 'nobody',
    });
  }
  for (const cell of candidate.zone.limits) {
    refusals.push(
      ...unitsRefusal({ cell, near: index.near(cell.id, span), span, heads: candidate.heads, of: 'limit' }),
    );
  }
  return refusals;
}

interface UnitsQuestion {
  readonly cell: Cell;
  readonly near: readonly KnownClaim[];
  readonly span: Span;
  readonly heads: number;
  readonly of: 'seats' | 'limit';
}

function unitsRefusal({ cell, near, span, heads, of }: UnitsQuestion): Refusal[] {
  const { peak } = peakUsage(near, span);
  if (peak + heads <= cell.units) return [];
  const firm = peakUsage(
    near.filter(({ met }) => !met.pending),
    span,
  ).peak;
  const pending = firm + heads <= cell.units;
  return [
    {
      code: 'over-capacity',
      of,
      zone: cell.zone,
      units: cell.units,
      claimed: peak,
      asked: heads,
      pending,
      waivableBy: 'nobody',
    },
  ];
}

/** The claims a candidate would make, known to those after it as the request's own. */
export function ownClaims(candidate: Candidate): KnownClaim[] {
  const met: Met = {
    kind: 'booking',
    start: candidate.start,
    end: candidate.end,
    id: SELF,
    title: candidate.startWall,
    pending: false,
  };
  return claimsOf(candidate).map(({ cell, from, until, units }) => ({ cell, from, until, units, owner: SELF, met }));
}
