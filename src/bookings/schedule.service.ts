import { Injectable } from '@nestjs/common';
import { PlanCache } from '../centres/plan.js';
import { ClosureReader, type ClosureMet } from '../hours/closure-reader.js';
import { HoursWorld } from '../hours/world.js';
import type { Standing } from '../operators/standing.js';
import { Reader } from '../platform/database/reader.js';
import { joinInOrder, type Engine } from '../platform/database/sql.js';
import { readPeriod } from '../platform/http/period.js';
import { badInput } from '../platform/problems/problem.js';
import { formatInstant } from '../scheduling/time.js';
import { DAY, type Instant, type Span } from '../scheduling/time.types.js';
import type { Plan, Zone } from '../scheduling/zones.types.js';
import type { Booker, Status, Visibility } from './booking.types.js';
import { MAX_OCCURRENCE_DAYS } from './request.js';
import { sightOf } from './sight.js';
import { openWithin, spanView } from './open-hours.js';

const MAX_SCHEDULE_DAYS = 62;

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
  mine: number | boolean;
  booker: Booker;
  operator_id: string | null;
}

/** What is read of each date; of who made the booking only whether it is who asks. */
const COLUMNS = `o.id, o.booking_id, o.zone_id, o.start_at, o.end_at, o.setup_minutes, o.cleanup_minutes, o.heads, o.status,
  b.title, b.visibility, b.created_by = ? AS mine, b.booker, b.operator_id`;

/**
 * Live dates of some zones in a period, in no order. Those of up to 24 hours are found by zone and start with that much look-back;
 * the few longer ones through an index of their own, so that the others need not be looked for further back.
 */
const rowsText = (engine: Engine): string => {
  const join = joinInOrder(engine);
  const ids =
    engine === 'sqlite'
      ? 'SELECT value AS id FROM json_each(?)'
      : `SELECT unnest(string_to_array(translate(?, '[]', ''), ',')::bigint[]) AS id`;
  const booking = `${join} bookings b ON b.centre_id = o.centre_id AND b.id = o.booking_id`;
  return `
    SELECT ${COLUMNS} FROM (${ids}) z
    ${join} occurrences o ON o.centre_id = ? AND o.zone_id = z.id AND o.start_at >= ? AND o.start_at < ?
    ${booking}
    WHERE o.end_at > ? AND o.status IN ('pending', 'confirmed')
    UNION ALL
    SELECT ${COLUMNS} FROM occurrences o
    ${booking}
    WHERE o.centre_id = ? AND o.end_at - o.start_at > 86400000 AND o.start_at > ? AND o.start_at < ? AND o.end_at > ?
      AND o.status IN ('pending', 'confirmed')`;
};

const ROWS = { sqlite: rowsText('sqlite'), postgres: rowsText('postgres') };

/** What lies in which zone, for timelines and boards; titles only as far as the caller may see them. */
@Injectable()
export class ScheduleService {
  constructor(
    private readonly reader: Reader,
    private readonly plans: PlanCache,
    private readonly hours: HoursWorld,
    private readonly closures: ClosureReader,
  ) {}

  /**
   * All that a timeline of these zones needs: open spans, closures and what takes a part of each zone. Of who asks it
   * depends on their standing's `sightClassOf` alone, and not on the present.
   */
  async schedule(
    query: { from: string; to: string; zones?: string[] },
    standing: Standing,
  ): Promise<Record<string, unknown>> {
    const plan = await this.plans.get(standing.centreId);
    const hours = await this.hours.of(plan);
    const period = readPeriod(query, { timeZone: plan.timeZone, maxDays: MAX_SCHEDULE_DAYS });
    const zones = query.zones ? zonesNamed(query.zones, plan) : plan.zones;
    const competing = competingZones(plan);
    const wanted = new Set(zones.flatMap((zone) => competing.get(zone.id) ?? []));
    const rows = await this.rows(plan, { span: period.span, wanted, maker: standing.actor.id });
    const textOf = keptTexts((at) => formatInstant(at, plan.timeZone));
    const byZone = groupByZone(rows, (row) => scheduleView(row, { plan, standing, textOf }));
    const closed = await this.closures.between(this.reader, { plan, span: period.span });
    const items = zones.map((zone) => ({
      code: zone.code,
      name: zone.name,
      nameEn: zone.nameEn,
      seats: zone.seats,
      mode: zone.mode,
      open: openWithin(zone, { plan, hours, period }).map((span) => spanView(plan, span)),
      closures: closedIn(zone, closed, plan),
      occurrences: inOrder((competing.get(zone.id) ?? []).map((id) => byZone.get(id) ?? [])),
    }));
    return { ...spanView(plan, period.span), timeZone: plan.timeZone, zones: items };
  }

  private async rows({ centreId }: Plan, { span, wanted, maker }: RowsWanted): Promise<ScheduleRow[]> {
    const from = span.start - DAY;
    const rows = await this.reader.all<ScheduleRow>(ROWS[this.reader.engine], [
      maker,
      JSON.stringify([...wanted]),
      centreId,
      from,
      span.end,
      span.start,
      maker,
      centreId,
      span.start - MAX_OCCURRENCE_DAYS * DAY,
      from,
      span.start,
    ]);
    return rows.filter((row) => wanted.has(row.zone_id));
  }
}

function zonesNamed(codes: readonly string[], plan: Plan): Zone[] {
  return codes.map((code, i) => {
    const zone = plan.byCode.get(code);
    if (!zone) throw badInput([{ pointer: `/zones/${i}`, detail: `There is no zone "${code}" in this centre.` }]);
    return zone;
  });
}

const competingOfPlan = new WeakMap<Plan, ReadonlyMap<number, readonly number[]>>();

/** For each zone the ids of all that share a cell with it, itself included; worked out once per version of the rules. */
function competingZones(plan: Plan): ReadonlyMap<number, readonly number[]> {
  const known = competingOfPlan.get(plan);
  if (known) return known;
  const byCell = new Map<number, number[]>();
  for (const zone of plan.zones) {
    for (const { id } of zone.space) {
      const list = byCell.get(id);
      if (list) list.push(zone.id);
      else byCell.set(id, [zone.id]);
    }
  }
  const competing = new Map(
    plan.zones.map((zone) => [zone.id, [...new Set(zone.space.flatMap(({ id }) => byCell.get(id) ?? []))]]),
  );
  competingOfPlan.set(plan, competing);
  return competing;
}

interface RowsWanted {
  readonly span: Span;
  readonly wanted: ReadonlySet<number>;
  /** Whose bookings are told apart; empty for nobody's. */
  readonly maker: string;
}

type TextOf = (at: Instant) => string;

/** Dates of many zones begin and end at the same few hundred times. */
function keptTexts(textOf: TextOf): TextOf {
  const kept = new Map<number, string>();
  return (at) => {
    const known = kept.get(at);
    if (known !== undefined) return known;
    const text = textOf(at);
    kept.set(at, text);
    return text;
  };
}

/** One shown date, and what it is put in order by. */
interface Shown {
  readonly at: number;
  readonly id: string;
  readonly view: object;
}

const earlier = (a: Shown, b: Shown): number => a.at - b.at || (a.id < b.id ? -1 : 1);

function groupByZone(
  rows: readonly ScheduleRow[],
  view: (row: ScheduleRow) => object,
): ReadonlyMap<number, readonly Shown[]> {
  const groups = new Map<number, Shown[]>();
  for (const row of rows) {
    const shown = { at: row.start_at, id: row.id, view: view(row) };
    const group = groups.get(row.zone_id);
    if (group) group.push(shown);
    else groups.set(row.zone_id, [shown]);
  }
  return groups;
}

function inOrder(groups: readonly (readonly Shown[])[]): object[] {
  return groups
    .flat()
    .sort(earlier)
    .map(({ view }) => view);
}

function closedIn(zone: Zone, closed: readonly ClosureMet[], plan: Plan): object[] {
  if (closed.length === 0) return [];
  const cells = new Set(zone.space.map(({ id }) => id));
  return closed
    .filter((closure) => plan.byCode.get(closure.zone)?.space.some(({ id }) => cells.has(id)))
    .map((closure) => ({ id: closure.id, zone: closure.zone, reason: closure.reason, ...spanView(plan, closure) }));
}

interface Viewing {
  readonly plan: Plan;
  readonly standing: Standing;
  readonly textOf: TextOf;
}

function scheduleView(row: ScheduleRow, { plan, standing, textOf }: Viewing): object {
  const sight = sightOf(standing, {
    visibility: row.visibility,
    createdBy: row.mine ? standing.actor.id : '',
    booker: row.booker,
    operatorId: row.operator_id,
    zoneId: row.zone_id,
  });
  const start = textOf(row.start_at as Instant);
  const end = textOf(row.end_at as Instant);
  const zone = plan.byId.get(row.zone_id)?.code;
  const { status, setup_minutes: setupMinutes, cleanup_minutes: cleanupMinutes, heads } = row;
  // Written out for each sight: thousands of them make a week, and spreading one into the next takes longer than the rest.
  if (sight === 'busy') return { start, end, zone, status, setupMinutes, cleanupMinutes, busy: true };
  if (sight === 'counts') return { start, end, zone, status, setupMinutes, cleanupMinutes, busy: true, heads };
  const { id, booking_id: booking, title, visibility } = row;
  return sight === 'full'
    ? { start, end, zone, status, setupMinutes, cleanupMinutes, id, booking, title, heads, visibility }
    : { start, end, zone, status, setupMinutes, cleanupMinutes, id, booking, title };
}
