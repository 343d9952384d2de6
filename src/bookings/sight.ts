import { canEverywhere, type Permission } from '../accounts/permissions.js';
import { isStaff, type Actor } from '../accounts/actor.js';
import type { Met } from '../scheduling/refusals.js';
import type { Visibility } from './booking.types.js';

/** How much of a booking an actor may see: everything, what the public may, or only that the time is taken. */
export type Sight = 'full' | 'public' | 'busy';

export interface Seen {
  readonly visibility: Visibility;
  readonly createdBy: string;
}

const DECIDES: Permission = 'bookings.decide';

/**
 * | booking  | its maker | decider (office, admin) | desk | other members, anonymous |
 * | -------- | --------- | ----------------------- | ---- | ------------------------ |
 * | public   | full      | full                    | full | public                   |
 * | internal | full      | full                    | full | busy                     |
 * | private  | full      | full                    | busy | busy                     |
 */
export function sightOf(actor: Actor, centreId: number, { visibility, createdBy }: Seen): Sight {
  if (actor.id !== '' && actor.id === createdBy) return 'full';
  if (canEverywhere(actor, DECIDES, centreId)) return 'full';
  if (visibility === 'private') return 'busy';
  if (isStaff(actor, centreId)) return 'full';
  return visibility === 'public' ? 'public' : 'busy';
}

/** What an actor may know of a booking that stands in the way. */
export function metBooking(sight: Sight, met: Met): Met {
  if (sight !== 'busy') return met;
  const { kind, start, end, pending } = met;
  return { kind, start, end, pending };
}
