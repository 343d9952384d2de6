import { canEverywhere } from '../accounts/permissions.js';
import { isStaff, type Actor } from '../accounts/actor.js';
import type { Queries } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { etagOf } from '../platform/http/etag.js';
import type { KeptAnswer } from '../platform/http/idempotency.js';
import { notFound, Problem } from '../platform/problems/problem.js';
import type { Plan } from '../scheduling/zones.types.js';
import type { Booking, WholeBooking } from './booking.types.js';
import type { Asking } from './bookings.service.js';
import { readBooking } from './bookings.store.js';
import { sightOf } from './sight.js';
import { bookingView } from './views.js';

/** Reads a booking the actor may know of; throws `not-found` for any other. */
export async function rereadBooking(
  queries: Queries | Tx,
  { centreId, actor }: Pick<Asking, 'centreId' | 'actor'>,
  id: string,
): Promise<WholeBooking> {
  const whole = await readBooking(queries, centreId, id);
  if (!whole || sightOf(actor, centreId, whole.booking) === 'busy') throw notFound('booking of that id');
  return whole;
}

/** Its maker and the centre's people change a booking; others who may see it may not. */
export function requireOwnOrStaff(actor: Actor, centreId: number, booking: Booking): void {
  if (booking.createdBy === actor.id || isStaff(actor, centreId)) return;
  throw new Problem('forbidden', 'Only who made this booking and the people of the centre may change it.');
}

export function requireDecider(actor: Actor, centreId: number): void {
  if (!canEverywhere(actor, 'bookings.decide', centreId))
    throw new Problem('forbidden', 'Only the back office decides requests.');
}

/** The whole booking as the answer to a change of it. */
export const wholeAnswer = (plan: Plan, whole: WholeBooking): KeptAnswer => ({
  status: 200,
  headers: { etag: etagOf(whole.booking.version) },
  body: bookingView(plan, whole, 'full'),
});
