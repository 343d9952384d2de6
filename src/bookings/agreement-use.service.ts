import { Injectable } from '@nestjs/common';
import { factsOf, type Agreement } from '../operators/agreement.store.js';
import { todayOf } from '../operators/standings.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { joinInOrder } from '../platform/database/sql.js';
import type { AgreementFacts } from '../scheduling/agreements.types.js';
import { QuotaBook } from '../scheduling/quotas.js';
import { addDays, startOfDay, wallAt } from '../scheduling/time.js';
import { MINUTE, type Instant, type Span, type WallDate } from '../scheduling/time.types.js';
import type { Plan } from '../scheduling/zones.types.js';
import type { AgreementUseAnswer } from './dto/agreement-use.dto.js';
import { Tenancies } from './tenancies.js';
import { BookingWorld, type Rules } from './world.service.js';

interface DateRow {
  zone_id: number;
  start_at: number;
  end_at: number;
}

/** How far an agreement is used: its quotas in the periods around a day, and what it owes to the public in that month. */
@Injectable()
export class AgreementUseService {
  constructor(
    private readonly reader: Reader,
    private readonly worlds: BookingWorld,
    private readonly tenancies: Tenancies,
    private readonly clock: Clock,
  ) {}

  async of(agreement: Agreement, asked: string | undefined): Promise<AgreementUseAnswer> {
    const now = this.clock.now();
    const rules = await this.worlds.rules(agreement.centreId);
    const on = (asked as WallDate | undefined) ?? todayOf(now, rules.plan);
    const facts = factsOf(rules.plan, agreement);
    return {
      on,
      quotas: await this.quotas(facts, { rules, on, now }),
      duties: await this.duties(facts, { plan: rules.plan, on, now }),
    };
  }

  private async quotas(
    facts: AgreementFacts,
    { rules, on, now }: { rules: Rules; on: WallDate; now: Instant },
  ): Promise<AgreementUseAnswer['quotas']> {
    const [zoneId] = facts.zones;
    const zone = rules.plan.byId.get(zoneId ?? 0);
    if (!zone) return [];
    // Only the day of a candidate says which periods are read; it is none that is asked for.
    const start = startOfDay(on, rules.plan.timeZone);
    const nothing = { heads: 0, setupMinutes: 0, cleanupMinutes: 0, series: wallAt(on, 0) };
    const day = { ...nothing, zone, startWall: wallAt(on, 0), endWall: wallAt(on, 0), start, end: start };
    const tenancy = await this.tenancies.load({ rules, operatorId: facts.operatorId, candidates: [day], now });
    const book = new QuotaBook(tenancy ?? { operator: '', agreements: [], today: on, held: [] });
    return facts.terms.quotas.flatMap((quota) => {
      const state = book.stateOf(facts, quota, on);
      if (!state) return [];
      const { agreement: _, ...told } = state;
      return [told];
    });
  }

  private async duties(
    facts: AgreementFacts,
    { plan, on, now }: { plan: Plan; on: WallDate; now: Instant },
  ): Promise<AgreementUseAnswer['duties']> {
    if (facts.terms.duties.length === 0) return [];
    const month = monthOf(on, plan.timeZone);
    const rows = await this.reader.all<DateRow>(
      `SELECT o.zone_id, o.start_at, o.end_at FROM occurrences o ${joinInOrder(this.reader.engine)} bookings b
         ON b.centre_id = o.centre_id AND b.id = o.booking_id
       WHERE o.centre_id = ? AND o.operator_id = ? AND o.start_at >= ? AND o.start_at < ?
         AND o.status = 'confirmed' AND b.visibility = 'public'`,
      [plan.centreId, facts.operatorId, month.start, month.end],
    );
    const own = rows.filter(({ zone_id: zoneId }) => facts.zones.has(zoneId));
    const doneMinutes = minutesOf(own.filter(({ end_at: end }) => end <= now));
    const plannedMinutes = minutesOf(own) - doneMinutes;
    return facts.terms.duties.map(({ key, name, nameEn, minutesPerMonth: owedMinutes }) => ({
      ...{ key, name, nameEn, month: on.slice(0, 7), owedMinutes, doneMinutes, plannedMinutes },
    }));
  }
}

const minutesOf = (rows: readonly DateRow[]): number =>
  rows.reduce((sum, { start_at: start, end_at: end }) => sum + (end - start) / MINUTE, 0);

/** The month of a day, from midnight of its first day. */
function monthOf(date: WallDate, timeZone: string): Span {
  const first = `${date.slice(0, 7)}-01` as WallDate;
  const next = `${addDays(first, 31).slice(0, 7)}-01` as WallDate;
  return { start: startOfDay(first, timeZone), end: startOfDay(next, timeZone) };
}
