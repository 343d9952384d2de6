import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ZoneImpact, type Misfit, type ZoneChange, type ZoneImpactHandler } from '../centres/zone-impact.js';
import type { Tx } from '../platform/database/sql.js';
import { standingFaults } from '../scheduling/agreements.validate.js';
import type { AgreementFacts } from '../scheduling/agreements.types.js';
import { holdOwner, holdsOf } from '../scheduling/holds.js';
import { addDays, formatInstant, startOfDay } from '../scheduling/time.js';
import type { Plan } from '../scheduling/zones.types.js';
import { zonesIn } from './agreement.request.js';
import { agreementsSince, factsOf } from './agreement.store.js';
import { HoldLedger } from './hold-ledger.js';
import { todayOf } from './standings.js';

/** Moves standing units to the new cells when zones change, or says which agreements' units don't fit. */
@Injectable()
export class HoldZoneImpact implements ZoneImpactHandler, OnModuleInit {
  constructor(
    private readonly impact: ZoneImpact,
    private readonly holds: HoldLedger,
  ) {}

  onModuleInit(): void {
    this.impact.use(this);
  }

  async rederive(tx: Tx, centreId: number, { before, after, at, overtaken }: ZoneChange): Promise<Misfit[]> {
    const today = todayOf(at, after);
    const agreements = (await agreementsSince(tx, centreId, today)).filter(({ terms }) => terms.standing.length > 0);
    const crowded = new Set(overtaken);
    const misfits: Misfit[] = [];
    for (const agreement of agreements) {
      const facts = factsOf(after, agreement);
      const faults = standingFaults(facts.terms, zonesIn(after, facts.zones));
      const lost = facts.terms.standing.filter((one, index) => {
        const owner = holdOwner(facts.id, before.byCode.get(one.zone)?.id ?? 0);
        return crowded.has(owner) || faults.some(({ pointer }) => pointer.startsWith(`/standing/${index}/`));
      });
      misfits.push(...lost.map(({ zone }) => misfitOf(facts, zone, { before, after })));
      if (lost.length === 0 && isTouched(facts, { before, after })) {
        misfits.push(...(await this.move(tx, facts, { before, after })));
      }
    }
    return misfits;
  }

  private async move(tx: Tx, facts: AgreementFacts, plans: { before: Plan; after: Plan }): Promise<Misfit[]> {
    const { after } = plans;
    await this.holds.lift(tx, after, facts.id);
    const holds = holdsOf(facts, after, facts.from);
    const met = new Set((await this.holds.met(tx, after, { agreement: facts, holds })).map(({ cell }) => cell));
    const crowded = holds.filter(({ pieces }) => pieces.some(({ cell }) => met.has(cell)));
    if (crowded.length === 0) await this.holds.lay(tx, after, facts);
    return crowded.map(({ zone }) => misfitOf(facts, zone, plans));
  }
}

function cellsOf(plan: Plan, code: string): string {
  const zone = plan.byCode.get(code);
  return zone ? [...zone.space, ...zone.limits].map(({ id }) => id).join() : '';
}

const isTouched = ({ terms }: AgreementFacts, { before, after }: { before: Plan; after: Plan }): boolean =>
  terms.standing.some(({ zone }) => cellsOf(before, zone) !== cellsOf(after, zone));

const misfitOf = (facts: AgreementFacts, zone: string, { before, after }: { before: Plan; after: Plan }): Misfit => ({
  id: holdOwner(facts.id, before.byCode.get(zone)?.id ?? 0),
  kind: 'hold',
  zone,
  start: formatInstant(startOfDay(facts.from, after.timeZone), after.timeZone),
  end: formatInstant(startOfDay(addDays(facts.until, 1), after.timeZone), after.timeZone),
  reason: 'standing-units',
});
