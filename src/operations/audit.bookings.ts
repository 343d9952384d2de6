import { statusOf, type Status } from '../bookings/booking.types.js';
import type { Queries } from '../platform/database/reader.js';
import { pages, PAGE } from './audit.pages.js';
import type { AuditedCentre, Finding } from './ledger-audit.js';

interface Row {
  id: string;
  status: Status;
  refused: number;
  created: number;
}

const BOOKINGS = `
  SELECT b.id, b.status,
    CASE WHEN EXISTS (SELECT 1 FROM refused_dates r WHERE r.centre_id = b.centre_id AND r.booking_id = b.id)
      THEN 1 ELSE 0 END AS refused,
    CASE WHEN EXISTS (SELECT 1 FROM audit_log a
      WHERE a.centre_id = b.centre_id AND a.subject_id = b.id AND a.action = 'booking.created') THEN 1 ELSE 0 END AS created
  FROM bookings b WHERE b.centre_id = ? AND b.id > ? ORDER BY b.id LIMIT ${PAGE}`;

const STATUSES = `
  SELECT booking_id, status FROM occurrences
  WHERE centre_id = ? AND booking_id >= ? AND booking_id <= ? GROUP BY booking_id, status`;

/** I4 and I9: no booking is empty or says of itself what its dates don't, and each one's making is on record. */
export async function* auditBookings(queries: Queries, centre: AuditedCentre): AsyncGenerator<Finding> {
  for await (const rows of pages<Row>((last) => queries.all(BOOKINGS, [centre.id, last?.id ?? '']))) {
    const statuses = await statusesOf(queries, centre.id, { first: rows[0]?.id ?? '', last: rows.at(-1)?.id ?? '' });
    for (const row of rows) {
      const found = faultsOf(row, statuses.get(row.id) ?? []);
      for (const fault of found) yield { ...fault, centre: centre.slug, subject: row.id };
    }
  }
}

function faultsOf(
  { status, refused, created }: Row,
  statuses: readonly Status[],
): Pick<Finding, 'invariant' | 'detail'>[] {
  const faults: Pick<Finding, 'invariant' | 'detail'>[] = [];
  if (statuses.length === 0 && refused === 0) faults.push({ invariant: 'I4', detail: 'a booking without any date' });
  const derived = statusOf(statuses);
  if (statuses.length > 0 && derived !== status)
    faults.push({ invariant: 'I4', detail: `a booking that is ${status} while its dates are ${derived}` });
  if (created === 0) faults.push({ invariant: 'I9', detail: 'a booking whose making is not in the audit log' });
  return faults;
}

async function statusesOf(
  queries: Queries,
  centreId: number,
  { first, last }: { first: string; last: string },
): Promise<Map<string, Status[]>> {
  const byBooking = new Map<string, Status[]>();
  const rows = await queries.all<{ booking_id: string; status: Status }>(STATUSES, [centreId, first, last]);
  for (const { booking_id: id, status } of rows) byBooking.set(id, [...(byBooking.get(id) ?? []), status]);
  return byBooking;
}
