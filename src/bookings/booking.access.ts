import type { Queries } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { etagOf } from '../platform/http/etag.js';
import type { KeptAnswer } from '../platform/http/idempotency.js';
import { notFound, Problem } from '../platform/problems/problem.js';
import type { Standing } from '../operators/standing.js';
import type { Booking } from './booking.types.js';
import { readBooking } from './bookings.store.js';
import { visibleWhole, type SeenWhole } from './sight.js';
import { bookingView, type Shown } from './views.js';

/** Reads a booking as far as the actor may know of it; throws `not-found` when that is nothing. */
export async function rereadBooking(queries: Queries | Tx, standing: Standing, id: string): Promise<SeenWhole> {
  const whole = await readBooking(queries, standing.centreId, id);
  const seen = whole && visibleWhole(standing, whole);
  if (!seen) throw notFound('booking of that id');
  return seen;
}

/** Its maker, the managers of its operator and the centre's people change a booking; others who may see it may not. */
export function requireMayChange(standing: Standing, { operatorId, createdBy, booker }: Booking): void {
  const { actor, staff, managed, operators } = standing;
  if (staff) return;
  const isOwn = createdBy === actor.id && booker === 'member';
  if (operatorId === null ? isOwn : managed.has(operatorId)) return;
  if (operatorId !== null && operators.has(operatorId) && createdBy === actor.id) return;
  throw new Problem('forbidden', 'Only who made this booking and the people of the centre may change it.');
}

/** A suspended operator keeps what it has and may give it back, but neither takes nor moves anything. */
export function requireMayAdd(standing: Standing, operatorId: string | null): void {
  if (standing.staff || operatorId === null || !standing.suspended.has(operatorId)) return;
  throw new Problem('forbidden', 'Your organisation is suspended: what is booked stays, but nothing can be added.');
}

/** The booking as the answer to a change of it. */
export const wholeAnswer = (shown: Shown, seen: SeenWhole): KeptAnswer => ({
  status: 200,
  headers: { etag: etagOf(seen.whole.booking.version) },
  body: bookingView(shown, seen),
});
