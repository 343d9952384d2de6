import { Injectable } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import { PlanCache } from '../centres/plan.js';
import { Clock } from '../platform/clock.js';
import { dateOf, toWall } from '../scheduling/time.js';
import type { Instant, WallDate } from '../scheduling/time.types.js';
import type { Plan } from '../scheduling/zones.types.js';
import { OperatorsWorld } from './operators.world.js';
import { standingOf, type Standing } from './standing.js';

/** Today by the centre's clock. */
export const todayOf = (now: Instant, { timeZone }: Pick<Plan, 'timeZone'>): WallDate => dateOf(toWall(now, timeZone));

/** Finds out where an actor stands in a centre. Both inputs are read afresh: what was taken away is gone at once. */
@Injectable()
export class Standings {
  constructor(
    private readonly plans: PlanCache,
    private readonly world: OperatorsWorld,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found` for an unknown centre. */
  async of(actor: Actor, centreId: number): Promise<Standing> {
    return this.in(actor, await this.plans.get(centreId));
  }

  async in(actor: Actor, plan: Plan): Promise<Standing> {
    const { centreId } = plan;
    const operators = await this.world.of(plan);
    return standingOf(actor, { centreId, operators, today: todayOf(this.clock.now(), plan) });
  }
}
