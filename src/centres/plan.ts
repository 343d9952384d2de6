import { Injectable } from '@nestjs/common';
import { Reader } from '../platform/database/reader.js';
import { SharedRead } from '../platform/database/shared-read.js';
import type { Plan } from '../scheduling/zones.types.js';
import { readPlan, rulesVersionOf } from './plan.read.js';

/** So many centres' plans are held in memory; the one held longest goes first. */
const MAX_PLANS = 200;

/** Plans worked out once per version of a centre's rules. The version is read each time, so that none is ever stale. */
@Injectable()
export class PlanCache {
  private readonly plans = new Map<number, Plan>();
  private readonly versions: SharedRead<number, number | null>;

  constructor(private readonly reader: Reader) {
    this.versions = new SharedRead(reader, (centreId) => rulesVersionOf(reader, centreId));
  }

  /** Throws `not-found` for an unknown centre. */
  async get(centreId: number): Promise<Plan> {
    const held = this.plans.get(centreId);
    if (held && held.rulesVersion === (await this.versions.get(centreId))) return held;
    const plan = await readPlan(this.reader, centreId);
    this.hold(plan);
    return plan;
  }

  private hold(plan: Plan): void {
    const oldest = this.plans.keys().next().value;
    if (this.plans.size >= MAX_PLANS && oldest !== undefined) this.plans.delete(oldest);
    this.plans.delete(plan.centreId);
    this.plans.set(plan.centreId, plan);
  }
}
