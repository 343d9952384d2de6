import { postClaims, removeClaims, writeClaims, type OwnedClaim } from '../centres/ledger.js';
import type { Queries } from '../platform/database/reader.js';
import { marks, rowMarks, textPerRows, type SqlValue, type Tx } from '../platform/database/sql.js';
import { claimsOf } from '../scheduling/claims.js';
import type { Refusal } from '../scheduling/refusals.js';
import type { WallTime } from '../scheduling/time.types.js';
import type { Plan } from '../scheduling/zones.types.js';
import {
  HOLDS_CLAIMS,
  statusOf,
  type Booking,
  type Occurrence,
  type RefusedDate,
  type Status,
  type WholeBooking,
} from './booking.types.js';
import {
  BOOKING_COLUMNS,
  bookingOf,
  OCCURRENCE_COLUMNS,
  occurrenceOf,
  occurrenceValues,
  refusedOf,
  type BookingRow,
  type OccurrenceRow,
  type RefusedRow,
} from './bookings.rows.js';
import { metBooking } from './sight.js';

const ROWS_PER_STATEMENT = 1000;
const IDS_PER_STATEMENT = 900;

/** What one transaction reads of a booking stays so until it ends; SQLite, with its one writer, needs no lock for that. */
const lockOf = (queries: Queries | Tx): string =>
  queries.engine === 'postgres' && 'inTransaction' in queries ? ' FOR NO KEY UPDATE' : '';

/** A booking that is changed while it is read is read again, so often at most. */
const MOST_READS = 10;

/**
 * Reads a booking with all its dates, or null. Inside a transaction it sees what that transaction has written, and nobody
 * else changes the booking until that ends; outside one its dates are those of its version.
 */
export async function readBooking(queries: Queries | Tx, centreId: number, id: string): Promise<WholeBooking | null> {
  for (let reads = 1; ; reads++) {
    const whole = await readOnce(queries, centreId, id);
    if (!whole || 'inTransaction' in queries || reads === MOST_READS) return whole;
    const text = 'SELECT version FROM bookings WHERE centre_id = ? AND id = ?';
    const now = await queries.one<{ version: number }>(text, [centreId, id]);
    if (now?.version === whole.booking.version) return whole;
  }
}

async function readOnce(queries: Queries | Tx, centreId: number, id: string): Promise<WholeBooking | null> {
  const row = await queries.one<BookingRow>(
    `SELECT ${BOOKING_COLUMNS} FROM bookings WHERE centre_id = ? AND id = ?${lockOf(queries)}`,
    [centreId, id],
  );
  if (!row) return null;
  const occurrences = await queries.all<OccurrenceRow>(
    `SELECT ${OCCURRENCE_COLUMNS.join(', ')} FROM occurrences WHERE centre_id = ? AND booking_id = ? ORDER BY start_at, id`,
    [centreId, id],
  );
  const refused = await queries.all<RefusedRow>(
    'SELECT zone_id, start_wall, end_wall, refusals FROM refused_dates WHERE centre_id = ? AND booking_id = ? ORDER BY start_wall',
    [centreId, id],
  );
  return { booking: bookingOf(row), occurrences: occurrences.map(occurrenceOf), refused: refused.map(refusedOf) };
}

/** Reads occurrences by id, whatever their bookings. */
export async function readOccurrences(
  queries: Queries,
  centreId: number,
  ids: readonly string[],
): Promise<Occurrence[]> {
  const rows: OccurrenceRow[] = [];
  for (let i = 0; i < ids.length; i += IDS_PER_STATEMENT) {
    const some = ids.slice(i, i + IDS_PER_STATEMENT);
    const text = `SELECT ${OCCURRENCE_COLUMNS.join(', ')} FROM occurrences WHERE centre_id = ? AND id IN (${marks(some.length)})`;
    rows.push(...(await queries.all<OccurrenceRow>(text, [centreId, ...some])));
  }
  return rows.map(occurrenceOf);
}

const INSERT_BOOKING = `INSERT INTO bookings (centre_id, ${BOOKING_COLUMNS}) VALUES (${marks(20)})`;

export async function insertBooking(tx: Tx, centreId: number, booking: Booking): Promise<void> {
  await tx.post(INSERT_BOOKING, [
    centreId,
    booking.id,
    booking.zoneId,
    booking.title,
    booking.note,
    booking.heads,
    booking.visibility,
    booking.status,
    JSON.stringify(booking.needs),
    booking.behalfName,
    booking.behalfPhone,
    JSON.stringify(booking.segments),
    booking.waiver ? JSON.stringify(booking.waiver) : null,
    booking.booker,
    booking.operatorId,
    booking.acceptedBy,
    booking.acceptedAt,
    booking.createdBy,
    booking.createdAt,
    booking.version,
  ]);
}

/** Writes what may change about a booking; `touchBooking` then moves its version on. */
export async function updateBooking(tx: Tx, centreId: number, booking: Booking): Promise<void> {
  await tx.run(
    `UPDATE bookings SET zone_id = ?, title = ?, note = ?, heads = ?, visibility = ?, status = ?, needs = ?, segments = ?, waiver = ?,
       operator_id = ?, booker = ?, accepted_by = ?, accepted_at = ?
     WHERE centre_id = ? AND id = ?`,
    [
      booking.zoneId,
      booking.title,
      booking.note,
      booking.heads,
      booking.visibility,
      booking.status,
      JSON.stringify(booking.needs),
      JSON.stringify(booking.segments),
      booking.waiver ? JSON.stringify(booking.waiver) : null,
      booking.operatorId,
      booking.booker,
      booking.acceptedBy,
      booking.acceptedAt,
      centreId,
      booking.id,
    ],
  );
}

/** Moves version and derived status of a booking on after its occurrences changed; gives the new status. */
export async function touchBooking(tx: Tx, centreId: number, id: string): Promise<Status> {
  const rows = await tx.all<{ status: Status }>(
    'SELECT DISTINCT status FROM occurrences WHERE centre_id = ? AND booking_id = ?',
    [centreId, id],
  );
  const status = statusOf(rows.map((row) => row.status));
  await tx.run('UPDATE bookings SET status = ?, version = version + 1 WHERE centre_id = ? AND id = ?', [
    status,
    centreId,
    id,
  ]);
  return status;
}

const columns = OCCURRENCE_COLUMNS.join(', ');
const onConflict = OCCURRENCE_COLUMNS.filter(
  (name) => name !== 'id' && name !== 'booking_id' && name !== 'original_wall',
)
  .map((name) => `${name} = excluded.${name}`)
  .join(', ');

const saveText = textPerRows(
  (rows) => `INSERT INTO occurrences (centre_id, ${columns}) VALUES ${rowMarks(rows, OCCURRENCE_COLUMNS.length + 1)}
       ON CONFLICT (centre_id, id) DO UPDATE SET ${onConflict}`,
);

/** Inserts occurrences, or brings those that exist to the given state; one statement for a whole series. */
export async function saveOccurrences(tx: Tx, centreId: number, occurrences: readonly Occurrence[]): Promise<void> {
  for (let i = 0; i < occurrences.length; i += ROWS_PER_STATEMENT) {
    const some = occurrences.slice(i, i + ROWS_PER_STATEMENT);
    await tx.post(
      saveText(some.length),
      some.flatMap((o): SqlValue[] => [centreId, ...occurrenceValues(o)]),
    );
  }
}

/** Others read it later who may know less than the asker did: of what was met, only the time is kept. */
const asBusy = (refusal: Refusal): Refusal =>
  refusal.code === 'occupied' ? { ...refusal, met: refusal.met.map((met) => metBooking('busy', met)) } : refusal;

export async function saveRefused(
  tx: Tx,
  centreId: number,
  { bookingId, refused }: { bookingId: string; refused: readonly RefusedDate[] },
): Promise<void> {
  if (refused.length === 0) return;
  await tx.post(
    `INSERT INTO refused_dates (centre_id, booking_id, zone_id, start_wall, end_wall, refusals) VALUES ${rowMarks(refused.length, 6)}
     ON CONFLICT (centre_id, booking_id, start_wall) DO UPDATE SET zone_id = excluded.zone_id, end_wall = excluded.end_wall, refusals = excluded.refusals`,
    refused.flatMap((r) => [
      centreId,
      bookingId,
      r.zoneId,
      r.startWall,
      r.endWall,
      JSON.stringify(r.refusals.map(asBusy)),
    ]),
  );
}

/** Forgets the dates from this wall start on that an earlier rule asked for in vain. */
export async function forgetRefused(
  tx: Tx,
  centreId: number,
  { bookingId, from }: { bookingId: string; from: WallTime },
): Promise<void> {
  const text = 'DELETE FROM refused_dates WHERE centre_id = ? AND booking_id = ? AND start_wall >= ?';
  await tx.run(text, [centreId, bookingId, from]);
}

/** Writes the claims of new occurrences, which have none yet. */
export const layClaims = (tx: Tx, plan: Plan, occurrences: readonly Occurrence[]): Promise<void> =>
  postClaims(
    tx,
    plan.centreId,
    occurrences.flatMap((occurrence) => claimsFor(plan, occurrence)),
  );

/** Gives occurrences exactly the claims that their state asks for: the old ones go first, then the new ones come. */
export async function renewClaims(tx: Tx, plan: Plan, occurrences: readonly Occurrence[]): Promise<void> {
  await removeClaims(
    tx,
    plan.centreId,
    occurrences.map(({ id }) => id),
  );
  await writeClaims(
    tx,
    plan.centreId,
    occurrences.flatMap((occurrence) => claimsFor(plan, occurrence)),
  );
}

/** The claims of an occurrence as it stands; none unless its status holds claims. */
export function claimsFor(plan: Plan, occurrence: Occurrence): OwnedClaim[] {
  const zone = plan.byId.get(occurrence.zoneId);
  if (!zone || !HOLDS_CLAIMS.has(occurrence.status)) return [];
  return claimsOf({ ...occurrence, zone }).map((claim) => ({
    ...claim,
    owner: occurrence.id,
    ownerKind: 'occurrence' as const,
  }));
}
