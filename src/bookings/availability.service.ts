import { Injectable } from '@nestjs/common';
import { isStaff, type Actor } from '../accounts/actor.js';
import { readClaims } from '../centres/ledger.js';
import { PlanCache } from '../centres/plan.js';
import { ClosureReader } from '../hours/closure-reader.js';
import { HoursWorld } from '../hours/world.js';
import { Reader } from '../platform/database/reader.js';
import { readPeriod, type Period } from '../platform/http/period.js';
import { availability } from '../scheduling/availability.js';
import { isTakenByHeads } from '../scheduling/claims.js';
import { overlaps, subtract } from '../scheduling/intervals.js';
import { addDays, dateOf, startOfDay, toWall } from '../scheduling/time.js';
import { DAY, MINUTE, type Instant, type Span } from '../scheduling/time.types.js';
import type { Plan, Zone } from '../scheduling/zones.types.js';
import { openWithin, spanView } from './open-hours.js';

const MAX_AVAILABILITY_DAYS = 62;

interface Reading {
  readonly centreId: number;
  readonly actor: Actor;
  readonly now: Instant;
}

/** When a zone is open, taken and free; needs no log-in and names nobody. */
@Injectable()
export class AvailabilityService {
  constructor(
    private readonly reader: Reader,
    private readonly plans: PlanCache,
    private readonly hours: HoursWorld,
    private readonly closures: ClosureReader,
  ) {}

  /** Open, busy and free times of one zone for so many heads; free is what a booking may really have. */
  async availability(
    zone: Zone,
    query: { from: string; to: string; heads?: number },
    reading: Reading,
  ): Promise<Record<string, unknown>> {
    const plan = await this.plans.get(reading.centreId);
    const hours = await this.hours.of(plan);
    const period = readPeriod(query, { timeZone: plan.timeZone, maxDays: MAX_AVAILABILITY_DAYS });
    const spans = (list: readonly Span[]): object[] => list.map((span) => spanView(plan, span));
    const open = openWithin(zone, { plan, hours, period });
    if (zone.mode === 'none') return { zone: zone.code, open: spans(open), busy: [], free: [] };
    const heads = query.heads ?? 1;
    const isShared = isTakenByHeads(zone);
    const cells = [
      ...zone.space.map((cell) => ({ cell: cell.id, units: cell.units, need: isShared ? heads : ('whole' as const) })),
      ...zone.limits.map((cell) => ({ cell: cell.id, units: cell.units, need: heads })),
    ];
    const wide = { start: (period.span.start - DAY) as Instant, end: (period.span.end + DAY) as Instant };
    const claims = await readClaims(this.reader, plan.centreId, {
      cells: cells.map(({ cell }) => cell),
      spans: [wide],
    });
    const closed = await this.closures.meeting(this.reader, {
      centreId: plan.centreId,
      plan,
      zone,
      spans: [period.span],
    });
    const tooMany = !isShared && zone.seats !== null && heads > zone.seats;
    const { busy, free } = availability({
      open: tooMany ? [] : subtract(open, closed),
      cells,
      claims,
      setupMinutes: zone.rules.setupMinutes,
      cleanupMinutes: zone.rules.cleanupMinutes,
      shortestMinutes: zone.rules.shortestMinutes,
      ...bookableWindow(zone, { plan, reading, period }),
    });
    const withUnits = free.map((span) => ({
      ...spanView(plan, span),
      ...(span.units === undefined ? {} : { units: span.units }),
    }));
    return {
      zone: zone.code,
      open: spans(open),
      busy: spans(busy.filter((span) => overlaps(span, period.span))),
      free: withUnits,
    };
  }
}

/** From when to when the caller may book: after the notice, within the horizon. */
function bookableWindow(
  zone: Zone,
  { plan, reading, period }: { plan: Plan; reading: Reading; period: Period },
): { notBefore: Instant; notAfter: Instant } {
  const booker = isStaff(reading.actor, plan.centreId) ? 'staff' : 'member';
  const minute = Math.ceil(reading.now / MINUTE) * MINUTE;
  const earliest = minute + zone.rules.noticeMinutes[booker] * MINUTE;
  const lastDate = addDays(dateOf(toWall(reading.now, plan.timeZone)), zone.rules.horizonDays[booker] + 1);
  return {
    notBefore: Math.max(earliest, period.span.start) as Instant,
    notAfter: Math.min(startOfDay(lastDate, plan.timeZone), period.span.end) as Instant,
  };
}
