import { readPlan } from '../centres/plan.read.js';
import { agreementsSince, factsOf } from '../operators/agreement.store.js';
import type { Queries } from '../platform/database/reader.js';
import type { AgreementFacts } from '../scheduling/agreements.types.js';
import { holdOwners, holdsOf } from '../scheduling/holds.js';
import { dateOf, startOfDay, toWall } from '../scheduling/time.js';
import type { Instant, WallDate } from '../scheduling/time.types.js';
import type { Plan } from '../scheduling/zones.types.js';
import { asText, type StoredClaim } from './audit.pages.js';
import type { AuditedCentre, Finding } from './ledger-audit.js';

/** Agreements may have been over for long; what they held on past days is not looked at. */
const FIRST_DAY = '1970-01-01' as WallDate;

/**
 * I2 of standing units: from today on each agreement has exactly the claims that its terms give it, and one that is over
 * has none ahead. Past days may have been claimed under other terms.
 */
export async function* auditHolds(queries: Queries, centre: AuditedCentre, now: Instant): AsyncGenerator<Finding> {
  const plan = await readPlan(queries, centre.id);
  const today = dateOf(toWall(now, plan.timeZone));
  for (const agreement of await agreementsSince(queries, centre.id, FIRST_DAY)) {
    const detail = await differenceOf(queries, factsOf(plan, agreement), { plan, today });
    if (detail) yield { invariant: 'I2', centre: centre.slug, subject: agreement.id, detail };
  }
}

async function differenceOf(
  queries: Queries,
  facts: AgreementFacts,
  { plan, today }: { plan: Plan; today: WallDate },
): Promise<string | null> {
  const { first, last } = holdOwners(facts.id);
  const found = await queries.all<StoredClaim & { owner: string }>(
    `SELECT owner_id AS owner, cell_id AS cell, from_at AS "from", until_at AS "until", units FROM claims
     WHERE centre_id = ? AND owner_id >= ? AND owner_id < ? AND owner_kind = 'hold' AND until_at > ?`,
    [plan.centreId, first, last, startOfDay(today, plan.timeZone)],
  );
  const wanted = holdsOf(facts, plan, today);
  const isRight = (owner: string): boolean =>
    asText(found.filter((claim) => claim.owner === owner)) ===
    asText(wanted.find((hold) => hold.owner === owner)?.pieces ?? []);
  const owners = new Set([...found, ...wanted].map(({ owner }) => owner));
  if ([...owners].every(isRight)) return null;
  const pieces = wanted.reduce((sum, hold) => sum + hold.pieces.length, 0);
  return `has ${found.length} claims from today on where its standing units give ${pieces}, or others than those`;
}
