import { Injectable } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import { canEverywhere } from '../accounts/permissions.js';
import { Problem } from '../platform/problems/problem.js';
import type { Plan, Zone } from '../scheduling/zones.types.js';

/** In whose name hours are set: the centre's, without bounds, or an operator's in the zones it runs. */
export type HoursRight =
  | { readonly by: 'centre' }
  | { readonly by: 'operator'; readonly operatorId: string; readonly zones: ReadonlySet<number> };

export type OperatorRight = Extract<HoursRight, { by: 'operator' }>;

/** What only operators can answer; they fill this port, since hours must not know agreements. */
export interface HoursAuthorityHandler {
  /** The operator by whose agreement the actor sets the hours of this zone today; null when there is none. */
  operatorFor(actor: Actor, zone: Zone, plan: Plan): Promise<OperatorRight | null>;
}

/** The port from hours to operators. */
@Injectable()
export class HoursAuthority {
  private handler: HoursAuthorityHandler | null = null;

  use(handler: HoursAuthorityHandler): void {
    this.handler = handler;
  }

  /** Throws `forbidden`; null stands for the hours of the centre itself, which no agreement gives. */
  async rightOf(actor: Actor, zone: Zone | null, plan: Plan): Promise<HoursRight> {
    if (canEverywhere(actor, 'hours.write', plan.centreId)) return { by: 'centre' };
    const right = zone && (await this.handler?.operatorFor(actor, zone, plan));
    if (!right) throw new Problem('forbidden', 'No agreement in force today lets you set these hours.');
    return right;
  }
}
