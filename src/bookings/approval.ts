import { canEverywhere } from '../accounts/permissions.js';
import type { Actor } from '../accounts/actor.js';
import type { Zone } from '../scheduling/zones.types.js';

/** What a zone decides itself needs nobody's approval; what the back office books needs none either. */
export const needsApproval = (zone: Zone, actor: Actor, centreId: number): boolean =>
  zone.rules.approval !== 'none' && !canEverywhere(actor, 'bookings.decide', centreId);
