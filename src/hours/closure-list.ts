import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { decodeCursor, encodeCursor } from '../platform/http/cursor.js';
import { addDays, toWall } from '../scheduling/time.js';
import type { Plan } from '../scheduling/zones.types.js';
import type { ClosureView } from './closure-answer.js';
import { datesOfClosure } from './closure-dates.js';
import { DAYS_AHEAD } from './closure-expansion.js';
import { requireZone } from './closure-request.js';
import { listClosures, type Closure } from './closure.store.js';
import type { ClosuresQuery } from './dto/closure.body.js';
import { dateOfBound, readPeriod, type Period } from '../platform/http/period.js';
import { zonesSharingCells } from './shared-cells.js';
import { HoursWorld } from './world.js';

const PAGE = 50;
/** A list reaches over a few dates more than are written ahead. */
const MAX_LIST_DAYS = DAYS_AHEAD + 2;

export interface ClosurePage {
  readonly items: readonly ClosureView[];
  readonly plan: Plan;
  readonly nextCursor?: string;
}

/** Closures as anybody may read them. */
@Injectable()
export class ClosureList {
  constructor(
    private readonly reader: Reader,
    private readonly world: HoursWorld,
    private readonly clock: Clock,
  ) {}

  /** Active closures with their dates in the period. Throws `bad-input` for a bad period, zone or cursor. */
  async list(centreId: number, query: ClosuresQuery): Promise<ClosurePage> {
    const { plan } = await this.world.now(centreId);
    const { span } = this.periodOf(query, plan.timeZone);
    const zones = query.zone === undefined ? plan.zones : zonesSharingCells(plan, requireZone(plan, query.zone));
    const after = query.cursor === undefined ? '' : String(decodeCursor(query.cursor, ['string'])[0]);
    const zoneIds = zones.map((zone) => zone.id);
    const found = await listClosures(this.reader, centreId, { zoneIds, span, after, limit: PAGE + 1 });
    const items: ClosureView[] = [];
    for (const closure of found.slice(0, PAGE)) {
      const dates = await datesOfClosure(this.reader, centreId, closure.id);
      items.push({ closure, dates: dates.filter((date) => date.end > span.start && date.start < span.end) });
    }
    const last = items.at(-1);
    return { items, plan, ...(found.length > PAGE && last && { nextCursor: encodeCursor([last.closure.id]) }) };
  }

  /** One closure with all its dates. */
  async view(closure: Closure): Promise<ClosureView & { plan: Plan }> {
    const { plan } = await this.world.now(closure.centreId);
    return { plan, closure, dates: await datesOfClosure(this.reader, closure.centreId, closure.id) };
  }

  private periodOf({ from, to }: ClosuresQuery, timeZone: string): Period {
    const first = from ?? toWall(this.clock.now(), timeZone);
    const date = dateOfBound(first, timeZone);
    const last = to ?? (date === null ? first : addDays(date, DAYS_AHEAD));
    return readPeriod({ from: first, to: last }, { timeZone, maxDays: MAX_LIST_DAYS });
  }
}
