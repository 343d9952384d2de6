import { writeAudit } from '../audit/audit.js';
import type { Queries } from '../platform/database/reader.js';
import { marks, type Tx } from '../platform/database/sql.js';
import type { Instant } from '../scheduling/time.types.js';
import type { Status } from './booking.types.js';

/** A booking that holds name and phone of a person without an account. */
export interface BehalfBooking {
  readonly id: string;
  /** Zone code. */
  readonly zone: string;
  readonly status: Status;
  readonly name: string | null;
  readonly start: Instant;
  readonly end: Instant;
}

/** Numbers are compared without the spaces, hyphens and brackets that people write into them. */
export const bareNumber = (phone: string): string => phone.replace(/[ ()-]/g, '');

const BARE = `REPLACE(REPLACE(REPLACE(REPLACE(b.behalf_phone, ' ', ''), '-', ''), '(', ''), ')', '')`;

/** Bookings with this number, by id from after `after` on. */
export function bookingsOfPhone(
  queries: Queries,
  centreId: number,
  { phone, after, limit }: { phone: string; after: string; limit: number },
): Promise<BehalfBooking[]> {
  return queries.all<BehalfBooking>(
    `SELECT b.id, z.code AS zone, b.status, b.behalf_name AS name, MIN(o.start_at) AS start, MAX(o.end_at) AS "end"
     FROM bookings b JOIN zones z ON z.id = b.zone_id
     JOIN occurrences o ON o.centre_id = b.centre_id AND o.booking_id = b.id
     WHERE b.centre_id = ? AND b.behalf_phone IS NOT NULL AND ${BARE} = ? AND b.id > ?
     GROUP BY b.id, z.code, b.status, b.behalf_name ORDER BY b.id LIMIT ?`,
    [centreId, bareNumber(phone), after, limit],
  );
}

/**
 * Bookings that hold a person's data and were over before that instant: their last date ended before it, where a date
 * that will not take place counts as over since that was decided.
 */
export function bookingsOver(
  queries: Queries,
  before: Instant,
  limit: number,
): Promise<{ centre_id: number; id: string }[]> {
  return queries.all(
    `SELECT b.centre_id, b.id FROM bookings b
     WHERE (b.behalf_name IS NOT NULL OR b.behalf_phone IS NOT NULL) AND b.created_at < ?
       AND NOT EXISTS (SELECT 1 FROM occurrences o WHERE o.centre_id = b.centre_id AND o.booking_id = b.id
         AND CASE WHEN o.status IN ('pending', 'confirmed', 'standby') THEN o.end_at ELSE o.changed_at END >= ?)
     ORDER BY b.centre_id, b.id LIMIT ?`,
    [before, before, limit],
  );
}

/** Takes name and phone out of a booking; the audit log keeps that it was done, and not whose they were. */
export async function clearBehalf(
  tx: Tx,
  {
    centreId,
    ids,
    actor,
    at,
  }: { centreId: number; ids: readonly string[]; actor: { id: string; name: string }; at: Instant },
): Promise<number> {
  if (ids.length === 0) return 0;
  const cleared = await tx.all<{ id: string }>(
    `UPDATE bookings SET behalf_name = NULL, behalf_phone = NULL, version = version + 1
     WHERE centre_id = ? AND id IN (${marks(ids.length)}) AND (behalf_name IS NOT NULL OR behalf_phone IS NOT NULL) RETURNING id`,
    [centreId, ...ids],
  );
  for (const { id } of cleared) {
    const action = 'booking.personal-data-removed';
    await writeAudit(tx, { centreId, at, actor, action, subjectKind: 'booking', subjectId: id });
  }
  return cleared.length;
}

/** A new booking as the audit log keeps it: that it is for somebody, and not for whom. */
export function withoutPerson(view: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { onBehalfOf, ...kept } = view;
  return onBehalfOf === undefined ? kept : { ...kept, forSomebody: true };
}
