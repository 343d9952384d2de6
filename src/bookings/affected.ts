import type { AffectedOccurrence, RuleChange } from '../hours/rule-impact.js';
import type { Standing } from '../operators/standing.js';
import type { Queries } from '../platform/database/reader.js';
import { joinInOrder } from '../platform/database/sql.js';
import { claimedSpan } from '../scheduling/claims.js';
import { hoursVerdict } from '../scheduling/hours.js';
import { overlaps } from '../scheduling/intervals.js';
import type { Instant } from '../scheduling/time.types.js';
import type { Candidate, ClosedTime } from '../scheduling/verdict.js';
import type { Plan } from '../scheduling/zones.types.js';
import type { Booker, Occurrence, Visibility } from './booking.types.js';
import { OCCURRENCE_COLUMNS, occurrenceOf, type OccurrenceRow } from './bookings.rows.js';
import type { Judging } from './judging.service.js';
import { sightOf, type Seen } from './sight.js';
import type { HoursView } from '../hours/hours-view.js';

/** Alternatives are looked for in at most so many dates; a change that hits more is decided by kind, not date by date. */
const MAX_WITH_ALTERNATIVES = 200;

interface Row extends OccurrenceRow {
  title: string;
  visibility: Visibility;
  created_by: string;
  operator_id: string | null;
  version: number;
  booker: Booker;
}

interface Question {
  readonly change: RuleChange;
  readonly standing: Standing;
  readonly now: Instant;
  readonly judging: Judging;
}

/** The live occurrences that a change of rules leaves outside them, each with alternatives under the rules to come. */
export async function affectedBy(queries: Queries, question: Question): Promise<AffectedOccurrence[]> {
  const { change, standing, now, judging } = question;
  const rows = await queries.all<Row>(
    `SELECT ${OCCURRENCE_COLUMNS.map((name) => `o.${name}`).join(', ')}, b.title, b.visibility, b.created_by, b.version, b.booker
     FROM occurrences o ${joinInOrder(queries.engine)} bookings b ON b.centre_id = o.centre_id AND b.id = o.booking_id
     WHERE o.centre_id = ? AND o.end_at > ? AND o.status IN ('pending', 'confirmed') ORDER BY o.start_at, o.id`,
    [change.centreId, now],
  );
  const hit = rows
    .map((row) => ({ row, occurrence: occurrenceOf(row) }))
    .filter(({ occurrence }) => isHit(occurrence, change));
  const candidates = hit
    .slice(0, MAX_WITH_ALTERNATIVES)
    .map(({ occurrence }) => candidateOf(change.plan, occurrence))
    .filter((c) => c !== null);
  const asked = {
    rules: { plan: change.plan, hours: change.hoursAfter },
    standing,
    now,
    candidates,
    needs: [],
    waived: new Set<never>(),
    without: new Set(hit.map(({ occurrence }) => occurrence.id)),
    closing: closingOf(change),
  };
  const dates = await judging.withAlternatives(asked, await judging.judge(asked, queries), queries);
  return hit.map(({ row, occurrence }, i) => ({
    occurrence: occurrence.id,
    booking: occurrence.bookingId,
    title: titleSeen(standing, seenOf(row)),
    zone: change.plan.byId.get(occurrence.zoneId)?.code ?? '',
    start: occurrence.start,
    end: occurrence.end,
    startWall: occurrence.startWall,
    endWall: occurrence.endWall,
    heads: occurrence.heads,
    status: occurrence.status === 'pending' ? 'pending' : 'confirmed',
    why: change.closure ? 'closed' : 'outside-opening-hours',
    alternatives: dates[i]?.alternatives ?? [],
    version: row.version,
  }));
}

const seenOf = ({ title, visibility, booker, ...row }: Row): Seen & { title: string } => ({
  ...{ title, visibility, booker, createdBy: row.created_by, operatorId: row.operator_id, zoneId: row.zone_id },
});

/** The title as far as the actor may know it; else none. */
export function titleSeen(standing: Standing, { title, ...seen }: Seen & { readonly title: string }): string {
  const sight = sightOf(standing, seen);
  return sight === 'full' || sight === 'public' ? title : '';
}

function isHit(occurrence: Occurrence, { plan, closure, hoursBefore, hoursAfter }: RuleChange): boolean {
  const zone = plan.byId.get(occurrence.zoneId);
  if (!zone) return false;
  if (closure) {
    const span = claimedSpan(occurrence);
    return (
      zone.space.some(({ id }) => closure.zone.space.some((cell) => cell.id === id)) &&
      closure.spans.some((closed) => overlaps(closed, span))
    );
  }
  if (occurrence.kept) return false;
  const isOpen = (hours: HoursView): boolean =>
    hoursVerdict({
      start: occurrence.start,
      end: occurrence.end,
      layers: hours.layersOf(zone),
      calendar: hours.calendar,
      timeZone: plan.timeZone,
    }) === null;
  return !isOpen(hoursAfter) && isOpen(hoursBefore);
}

function candidateOf(plan: Plan, occurrence: Occurrence): Candidate | null {
  const zone = plan.byId.get(occurrence.zoneId);
  return zone ? { ...occurrence, zone } : null;
}

/** The time of a closure that is being made, as if it stood already. */
export function closingOf({ closure }: RuleChange): ClosedTime[] {
  if (!closure) return [];
  const cells = new Set(closure.zone.space.map(({ id }) => id));
  return closure.spans.map((span) => ({ ...span, id: 'new', reason: '', zone: closure.zone.code, cells }));
}
