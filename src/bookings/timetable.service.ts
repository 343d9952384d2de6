import { Injectable } from '@nestjs/common';
import { isStaff, type Actor } from '../accounts/actor.js';
import { readClaims } from '../centres/ledger.js';
import { PlanCache } from '../centres/plan.js';
import { ClosureReader } from '../hours/closure-reader.js';
import { HoursWorld } from '../hours/world.js';
import type { HoursView } from '../hours/hours-view.js';
import { Reader } from '../platform/database/reader.js';
import { readPeriod, type Period } from '../platform/http/period.js';
import { badInput } from '../platform/problems/problem.js';
import { availability } from '../scheduling/availability.js';
import { isTakenByHeads } from '../scheduling/claims.js';
import { openSpans } from '../scheduling/hours.js';
import { overlaps, subtract } from '../scheduling/intervals.js';
import { addDays, dateOf, formatInstant, startOfDay, toWall } from '../scheduling/time.js';
import { DAY, MINUTE, type Instant, type Span } from '../scheduling/time.types.js';
import type { Plan, Zone } from '../scheduling/zones.types.js';
import { MAX_OCCURRENCE_DAYS } from './request.js';
import { sightOf } from './sight.js';
import type { Status, Visibility } from './booking.types.js';

const MAX_AVAILABILITY_DAYS = 62;
const MAX_SCHEDULE_DAYS = 62;

interface Reading {
  readonly centreId: number;
  readonly actor: Actor;
  readonly now: Instant;
}

interface ScheduleRow {
  id: string;
  booking_id: string;
  zone_id: number;
  start_at: number;
  end_at: number;
  setup_minutes: number;
  cleanup_minutes: number;
  heads: number;
  status: Status;
  title: string;
  visibility: Visibility;
  created_by: string;
}

/** What is open, taken and free; needs no log-in, and shows titles only as far as the caller may see them. */
@Injectable()
export class TimetableService {
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
    const open = openOf(zone, { plan, hours, period });
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

  /** All that a timeline of these zones needs: open spans, closures and what lies in each zone. */
  async schedule(
    query: { from: string; to: string; zones?: string[] },
    reading: Reading,
  ): Promise<Record<string, unknown>> {
    const plan = await this.plans.get(reading.centreId);
    const hours = await this.hours.of(plan);
    const period = readPeriod(query, { timeZone: plan.timeZone, maxDays: MAX_SCHEDULE_DAYS });
    const zones = query.zones ? zonesNamed(query.zones, plan) : plan.zones;
    const rows = await this.occurrencesIn(plan, period.span);
    const touching = zonesByCell(plan);
    const shown = new Map(rows.map((row) => [row.id, scheduleView(plan, row, reading)]));
    const closed = await this.closures.between(this.reader, { plan, zones: plan.zones, span: period.span });
    const items = zones.map((zone) => ({
      code: zone.code,
      name: zone.name,
      nameEn: zone.nameEn,
      seats: zone.seats,
      mode: zone.mode,
      open: openOf(zone, { plan, hours, period }).map((span) => spanView(plan, span)),
      closures: closed
        .filter((closure) => touching(zone).has(plan.byCode.get(closure.zone)?.id ?? 0))
        .map((closure) => ({ id: closure.id, zone: closure.zone, reason: closure.reason, ...spanView(plan, closure) })),
      occurrences: rows.filter((row) => touching(zone).has(row.zone_id)).map((row) => shown.get(row.id)),
    }));
    return { ...spanView(plan, period.span), timeZone: plan.timeZone, zones: items };
  }

  private occurrencesIn(plan: Plan, period: Span): Promise<ScheduleRow[]> {
    return this.reader.all<ScheduleRow>(
      `SELECT o.id, o.booking_id, o.zone_id, o.start_at, o.end_at, o.setup_minutes, o.cleanup_minutes, o.heads, o.status, b.title, b.visibility, b.created_by
       FROM occurrences o JOIN bookings b ON b.centre_id = o.centre_id AND b.id = o.booking_id
       WHERE o.centre_id = ? AND o.start_at > ? AND o.start_at < ? AND o.end_at > ? AND o.status IN ('pending', 'confirmed')
       ORDER BY o.start_at, o.id`,
      [plan.centreId, period.start - MAX_OCCURRENCE_DAYS * DAY, period.end, period.start],
    );
  }
}

const spanView = (plan: Plan, { start, end }: Span): { start: string; end: string } => ({
  start: formatInstant(start, plan.timeZone),
  end: formatInstant(end, plan.timeZone),
});

function openOf(zone: Zone, { plan, hours, period }: { plan: Plan; hours: HoursView; period: Period }): Span[] {
  const open = openSpans({
    from: addDays(period.from, -1),
    to: period.to,
    layers: hours.layersOf(zone),
    calendar: hours.calendar,
    timeZone: plan.timeZone,
  });
  return open
    .map(({ start, end }) => ({
      start: Math.max(start, period.span.start) as Instant,
      end: Math.min(end, period.span.end) as Instant,
    }))
    .filter(({ start, end }) => start < end);
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

function zonesNamed(codes: readonly string[], plan: Plan): Zone[] {
  return codes.map((code, i) => {
    const zone = plan.byCode.get(code);
    if (!zone) throw badInput([{ pointer: `/zones/${i}`, detail: `There is no zone "${code}" in this centre.` }]);
    return zone;
  });
}

/** For each zone the ids of all zones that compete with it for a cell, worked out once per call. */
function zonesByCell(plan: Plan): (zone: Zone) => ReadonlySet<number> {
  const byCell = new Map<number, number[]>();
  for (const zone of plan.zones) {
    for (const { id } of zone.space) byCell.set(id, [...(byCell.get(id) ?? []), zone.id]);
  }
  const known = new Map<number, ReadonlySet<number>>();
  return (zone) => {
    let set = known.get(zone.id);
    if (!set) known.set(zone.id, (set = new Set(zone.space.flatMap(({ id }) => byCell.get(id) ?? []))));
    return set;
  };
}

function scheduleView(plan: Plan, row: ScheduleRow, { actor }: Reading): Record<string, unknown> {
  const sight = sightOf(actor, plan.centreId, { visibility: row.visibility, createdBy: row.created_by });
  const base = {
    ...spanView(plan, { start: row.start_at as Instant, end: row.end_at as Instant }),
    zone: plan.byId.get(row.zone_id)?.code,
    status: row.status,
  };
  const buffers = { setupMinutes: row.setup_minutes, cleanupMinutes: row.cleanup_minutes };
  if (sight === 'busy') return { ...base, ...buffers, busy: true };
  const named = { ...base, ...buffers, id: row.id, booking: row.booking_id, title: row.title };
  return sight === 'full' ? { ...named, heads: row.heads, visibility: row.visibility } : named;
}
