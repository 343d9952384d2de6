import { readClaims, type Claim } from '../centres/ledger.js';
import { marks, type Tx } from '../platform/database/sql.js';
import { Problem } from '../platform/problems/problem.js';
import { overlaps } from '../scheduling/intervals.js';
import { formatInstant } from '../scheduling/time.js';
import type { Instant, Span } from '../scheduling/time.types.js';
import type { Plan, Zone } from '../scheduling/zones.types.js';
import type { ClosureDate } from './closure-dates.js';
import type { ClosureMet } from './closure-reader.js';
import type { Choice } from './rule-impact.js';

const IDS_PER_STATEMENT = 900;

export interface ClosedPlace {
  readonly plan: Plan;
  readonly zone: Zone;
}

/** The claims of occurrences on the zone's cells where they meet one of the spans; closures give way to standing units. */
export async function claimsInside(tx: Tx, { plan, zone }: ClosedPlace, spans: readonly Span[]): Promise<Claim[]> {
  const cells = zone.space.map((cell) => cell.id);
  const claims = await readClaims(tx, plan.centreId, { cells, spans });
  return claims.filter(({ ownerKind }) => ownerKind === 'occurrence');
}

/** Each date with the owners of claims that meet it added to those it keeps. */
export function keepingInside(dates: readonly ClosureDate[], claims: readonly Claim[]): ClosureDate[] {
  return dates.map((date) => {
    const inside = claims.filter(({ from, until }) => overlaps({ start: from, end: until }, date));
    return { ...date, kept: [...new Set([...date.kept, ...inside.map(({ owner }) => owner)])] };
  });
}

/**
 * After the choices were carried out, only who was kept or shortened may still be inside, or who has ended and is being
 * cleaned up after. Throws `refused` with the others, such as an occurrence moved to a time that is closed as well.
 */
export async function requireAllowed(
  tx: Tx,
  place: ClosedPlace,
  found: { claims: readonly Claim[]; choices: readonly Choice[]; kept: readonly string[]; at: Instant },
): Promise<void> {
  const { claims, choices, kept, at } = found;
  const chosen = choices.filter(({ action }) => action === 'keep' || action === 'shorten');
  const allowed = new Set([...kept, ...chosen.map(({ occurrence }) => occurrence)]);
  const others = [...new Set(claims.map(({ owner }) => owner))].filter((owner) => !allowed.has(owner));
  const ended = await endedBy(tx, place.plan.centreId, { ids: others, at });
  const strangers = others.filter((owner) => !ended.has(owner));
  if (strangers.length === 0) return;
  throw new Problem('refused', 'Somebody would still be inside the closed time; nothing was changed.', {
    occurrences: strangers.map((occurrence) => ({ occurrence, refusals: [{ code: 'closed', waivableBy: 'nobody' }] })),
  });
}

async function endedBy(tx: Tx, centreId: number, asked: { ids: readonly string[]; at: Instant }): Promise<Set<string>> {
  const ended = new Set<string>();
  for (let i = 0; i < asked.ids.length; i += IDS_PER_STATEMENT) {
    const ids = asked.ids.slice(i, i + IDS_PER_STATEMENT);
    const rows = await tx.all<{ id: string }>(
      `SELECT id FROM occurrences WHERE centre_id = ? AND end_at <= ? AND id IN (${marks(ids.length)})`,
      [centreId, asked.at, ...ids],
    );
    for (const { id } of rows) ended.add(id);
  }
  return ended;
}

/** Two closures of one cell at one time would each want the other's time back: the second one is refused. */
export function refuseOverlap(met: readonly ClosureMet[], timeZone: string): void {
  const [first] = met;
  if (!first) return;
  const times = `${formatInstant(first.start, timeZone)} to ${formatInstant(first.end, timeZone)}`;
  throw new Problem('refused', `${first.zone} is already closed from ${times}: ${first.reason}. Leave that time out.`, {
    refusals: met.map((closure) => ({
      code: 'closed',
      waivableBy: 'nobody',
      closure: closure.id,
      reason: closure.reason,
      zone: closure.zone,
      start: formatInstant(closure.start, timeZone),
      end: formatInstant(closure.end, timeZone),
    })),
  });
}
