import type { Occurrence } from '../bookings/booking.types.js';
import { OCCURRENCE_COLUMNS, occurrenceOf, type OccurrenceRow } from '../bookings/bookings.rows.js';
import { claimsFor } from '../bookings/bookings.store.js';
import { readPlan } from '../centres/plan.read.js';
import type { Queries } from '../platform/database/reader.js';
import { MINUTE, type Instant } from '../scheduling/time.types.js';
import type { Plan } from '../scheduling/zones.types.js';
import { asText, claimsByOwner, pages, PAGE, type StoredClaim } from './audit.pages.js';
import type { AuditedCentre, Finding } from './ledger-audit.js';

const LIVE_OCCURRENCES = `
  SELECT ${OCCURRENCE_COLUMNS.join(', ')} FROM occurrences
  WHERE centre_id = ? AND id > ? AND status IN ('pending', 'confirmed') ORDER BY id LIMIT ${PAGE}`;

/** I2 of live occurrences: each has exactly the claims that its zone, time, buffers and heads give it. */
export async function* auditOccurrences(
  queries: Queries,
  centre: AuditedCentre,
  now: Instant,
): AsyncGenerator<Finding> {
  const plan = await readPlan(queries, centre.id);
  const all = pages<OccurrenceRow>((last) => queries.all(LIVE_OCCURRENCES, [centre.id, last?.id ?? '']));
  for await (const rows of all) {
    const range = { kind: 'occurrence' as const, first: rows[0]?.id ?? '', last: rows.at(-1)?.id ?? '' };
    const claims = await claimsByOwner(queries, centre.id, range);
    for (const occurrence of rows.map(occurrenceOf)) {
      const detail = differenceOf(occurrence, claims.get(occurrence.id) ?? [], { plan, now });
      if (detail) yield { invariant: 'I2', centre: centre.slug, subject: occurrence.id, detail };
    }
  }
}

/** Cells that are past may have been split or merged since; then only the claimed times can be compared. */
function differenceOf(
  occurrence: Occurrence,
  found: readonly StoredClaim[],
  { plan, now }: { plan: Plan; now: Instant },
): string | null {
  const wanted = claimsFor(plan, occurrence);
  if (asText(found) === asText(wanted)) return null;
  const isOver = occurrence.end + occurrence.cleanupMinutes * MINUTE <= now;
  if (isOver && timesOf(found) === timesOf(wanted)) return null;
  return `has ${found.length} claims where its zone and time give ${wanted.length}, or others than those`;
}

const timesOf = (claims: readonly StoredClaim[]): string =>
  [...new Set(claims.map(({ from, until }) => `${from} ${until}`))].sort().join();
