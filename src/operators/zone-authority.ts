import { Injectable, type OnModuleInit } from '@nestjs/common';
import { operatorsAt, type Actor } from '../accounts/actor.js';
import { Reaches } from '../accounts/reach.js';
import { HoursAuthority, type HoursAuthorityHandler, type OperatorRight } from '../hours/hours-authority.js';
import { Clock } from '../platform/clock.js';
import type { Plan, Zone } from '../scheduling/zones.types.js';
import { OperatorsWorld } from './operators.world.js';
import { standingOf } from './standing.js';
import { Standings, todayOf } from './standings.js';

/** Says for hours and policy in which zones agreements let an operator's managers set them. */
@Injectable()
export class ZoneAuthority implements HoursAuthorityHandler, OnModuleInit {
  constructor(
    private readonly port: HoursAuthority,
    private readonly reaches: Reaches,
    private readonly standings: Standings,
    private readonly world: OperatorsWorld,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.port.use(this);
    for (const [permission, zones] of [
      ['hours.write', 'setsHours'],
      ['zones.policy', 'setsPolicy'],
    ] as const) {
      this.reaches.register(permission, async (actor, { centre, zone }) => {
        if (!centre || zone === undefined) return false;
        return (await this.standings.of(actor, centre.id))[zones].has((zone as Zone).id);
      });
    }
  }

  /** Where an actor stands through each of their operators by itself, so that one of them can be named. */
  async operatorFor(actor: Actor, zone: Zone, plan: Plan): Promise<OperatorRight | null> {
    const operators = await this.world.of(plan);
    const today = todayOf(this.clock.now(), plan);
    for (const membership of operatorsAt(actor, plan.centreId)) {
      const one = { ...actor, operators: [membership] };
      const { setsHours } = standingOf(one, { centreId: plan.centreId, operators, today });
      if (setsHours.has(zone.id)) return { by: 'operator', operatorId: membership.operatorId, zones: setsHours };
    }
    return null;
  }
}
