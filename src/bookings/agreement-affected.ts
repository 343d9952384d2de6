import type { AffectedBooking, AgreementChange } from '../operators/agreement-impact.js';
import { todayOf } from '../operators/standings.js';
import type { Queries } from '../platform/database/reader.js';
import { joinInOrder } from '../platform/database/sql.js';
import { grouped } from '../platform/grouped.js';
import { authorityFor } from '../scheduling/agreements.js';
import type { Instant } from '../scheduling/time.types.js';
import type { Occurrence } from './booking.types.js';
import { OCCURRENCE_COLUMNS, occurrenceOf, type OccurrenceRow } from './bookings.rows.js';

interface Row extends OccurrenceRow {
  title: string;
  version: number;
}

/** A date that loses its agreement, with what is told of its booking. */
interface LostDate {
  readonly occurrence: Occurrence;
  readonly title: string;
  readonly version: number;
}

/** The live dates ahead that the agreement carried before and none of the operator's carries after, by start. */
export async function lostDates(queries: Queries, change: AgreementChange): Promise<LostDate[]> {
  const { plan, before, at } = change;
  const rows = await queries.all<Row>(
    `SELECT ${OCCURRENCE_COLUMNS.map((name) => `o.${name}`).join(', ')}, b.title, b.version
     FROM occurrences o ${joinInOrder(queries.engine)} bookings b ON b.centre_id = o.centre_id AND b.id = o.booking_id
     WHERE o.centre_id = ? AND o.operator_id = ? AND o.start_at > ? AND o.status IN ('pending', 'confirmed', 'standby')
     ORDER BY o.start_at, o.id`,
    [plan.centreId, before.operatorId, at],
  );
  return rows
    .map((row) => ({ occurrence: occurrenceOf(row), title: row.title, version: row.version }))
    .filter(({ occurrence }) => isLost(occurrence, change));
}

/** The same by booking, in the order of their first dates. */
export function byBooking(change: AgreementChange, dates: readonly LostDate[]): AffectedBooking[] {
  return [...grouped(dates, ({ occurrence }) => occurrence.bookingId)].map(([booking, lost]) => {
    const [first] = lost;
    const occurrences = lost.map(({ occurrence }) => occurrence);
    const statuses = occurrences.map(({ status }) => status);
    const zones = occurrences.map(({ zoneId }) => change.plan.byId.get(zoneId)?.code ?? '');
    return {
      booking,
      title: first?.title ?? '',
      zones: [...new Set(zones)],
      dates: lost.length,
      first: Math.min(...occurrences.map(({ start }) => start)) as Instant,
      last: Math.max(...occurrences.map(({ end }) => end)) as Instant,
      status: statuses.includes('pending') ? 'pending' : statuses.includes('confirmed') ? 'confirmed' : 'standby',
      version: first?.version ?? 1,
    };
  });
}

/** A date that lay beyond the agreement's end already is lost only when that end comes earlier or its zone goes. */
function isLost({ zoneId, startWall, endWall }: Occurrence, change: AgreementChange): boolean {
  const { plan, before, after, operators, at } = change;
  const zone = plan.byId.get(zoneId);
  if (!zone) return false;
  const today = todayOf(at, plan);
  const date = { zone, startWall, endWall };
  const left = operators.agreementsOf.get(before.operatorId) ?? [];
  const had = [...left.filter(({ id }) => id !== before.id), before];
  const was = authorityFor(date, { agreements: had, today });
  if (!was.agreement || was.agreement.id !== before.id) return false;
  const is = authorityFor(date, { agreements: left, today });
  if (is.agreement && !is.beyond) return false;
  return !was.beyond || !after || after.until < before.until || !after.zones.has(zoneId);
}
