import { operatorsAt, roleAt, type Actor } from '../accounts/actor.js';
import { canEverywhere } from '../accounts/permissions.js';
import type { OperatorsView } from '../operators/operators.world.js';
import type { Standing } from '../operators/standing.js';
import { Problem } from '../platform/problems/problem.js';
import { WAIVABLE, type RefusalCode } from '../scheduling/refusals.js';
import type { Zone } from '../scheduling/zones.types.js';
import type { WaiverBody } from './dto/booking.parts.js';
import type { Faults } from './request.js';

/**
 * In whose name a booking is asked: the operator named; without one, the only operator the actor acts for, unless they
 * have a role of their own in the centre. Null is the centre's, or the person's own. An operator that the actor may not
 * name is told like one that does not exist.
 */
export function operatorFor(
  code: string | undefined,
  { standing, operators, faults }: { standing: Standing; operators: OperatorsView; faults: Faults },
): string | null {
  const { actor, centreId, staff } = standing;
  const own = operatorsAt(actor, centreId);
  if (code === undefined) {
    if (staff || roleAt(actor, centreId) !== null || own.length === 0) return null;
    if (own.length === 1) return own[0]?.operatorId ?? null;
    faults.add('/operator', `Say for which operator you book: ${own.map((one) => one.code).join(', ')}.`);
    return null;
  }
  const known = operators.byCode.get(code);
  const mayName = known && known.status !== 'ended' && (staff || standing.operators.has(known.id));
  if (mayName) return known.id;
  const remedy = staff || own.length === 0 ? 'leave it out' : `you act for ${own.map((one) => one.code).join(', ')}`;
  faults.add('/operator', `There is no operator "${code}" that you can book for in this centre; ${remedy}.`);
  return null;
}

/** Whether anybody of this role may set rules aside at all; throws `forbidden` when not. */
export function requireWaiverRight(actor: Actor, standing: Standing, waiver: WaiverBody | undefined): void {
  if (!waiver || canEverywhere(actor, 'bookings.waive', standing.centreId) || standing.waives.size > 0) return;
  throw new Problem('forbidden', 'Only the back office sets rules aside; leave out waiver.');
}

/** The codes a waiver sets aside: those it names, or all that may be. */
export function readWaiver(waiver: WaiverBody | undefined, faults: Faults): ReadonlySet<RefusalCode> {
  if (!waiver) return new Set();
  if (!waiver.codes) return WAIVABLE;
  const known = waiver.codes.filter((code): code is RefusalCode => WAIVABLE.has(code as RefusalCode));
  waiver.codes.forEach((code, i) => {
    if (!WAIVABLE.has(code as RefusalCode))
      faults.add(`/waiver/codes/${i}`, `"${code}" cannot be set aside; these can: ${[...WAIVABLE].join(', ')}.`);
  });
  return new Set(known);
}

/**
 * Narrows a waiver to what the actor may set aside in these zones: the back office everything, a zone's operator what
 * its agreement says. Throws `forbidden` when a code that was named is not among it.
 */
export function waivedIn(
  wished: ReadonlySet<RefusalCode>,
  { standing, zones, waiver }: { standing: Standing; zones: readonly Zone[]; waiver: WaiverBody | undefined },
): ReadonlySet<RefusalCode> {
  if (!waiver || canEverywhere(standing.actor, 'bookings.waive', standing.centreId)) return wished;
  const allowed = [...wished].filter((code) => zones.every(({ id }) => standing.waives.get(id)?.has(code)));
  if (allowed.length === 0 || (waiver.codes && allowed.length < wished.size)) {
    const may = allowed.length === 0 ? 'nothing' : allowed.join(', ');
    throw new Problem('forbidden', `Your agreement lets you set aside ${may} here; leave the rest out of waiver.`);
  }
  return new Set(allowed);
}
