import { Injectable } from '@nestjs/common';
import { Reader, type Queries } from '../platform/database/reader.js';
import { marks } from '../platform/database/sql.js';
import { overlaps } from '../scheduling/intervals.js';
import type { Instant, Span } from '../scheduling/time.types.js';
import type { Plan, Zone } from '../scheduling/zones.types.js';
import { zonesSharingCells } from './shared-cells.js';

/** One date of an active closure. `id` is the closure's, `kept` names the occurrences that may stay inside. */
export interface ClosureMet extends Span {
  readonly id: string;
  readonly date: string;
  readonly reason: string;
  /** Zone code. */
  readonly zone: string;
  readonly kept: readonly string[];
}

interface Row {
  closure_id: string;
  id: string;
  reason: string;
  zone_id: number;
  start_at: number;
  end_at: number;
  kept: string;
}

/** Which closures stand in the way; their holes count as closed too, since nothing new is taken there. */
@Injectable()
export class ClosureReader {
  private readonly upcomingOf = new WeakMap<Plan, readonly ClosureMet[]>();

  constructor(private readonly reader: Reader) {}

  /**
   * Dates of all active closures of the centre that end after `now`. Outside a transaction they are read once per version
   * of the rules, which every change of a closure moves on; `kept` may be older, since kept bookings come and go without.
   */
  async upcoming(queries: Queries, plan: Plan, now: Instant): Promise<readonly ClosureMet[]> {
    const isPlain = queries === this.reader;
    const known = isPlain ? this.upcomingOf.get(plan) : undefined;
    if (known) return known;
    const closures = await this.between(queries, {
      plan,
      span: { start: now, end: Number.MAX_SAFE_INTEGER as Instant },
    });
    if (isPlain) this.upcomingOf.set(plan, closures);
    return closures;
  }

  /** Dates of active closures of zones that share a space cell with the zone, where they overlap one of the spans. */
  async meeting(
    queries: Queries,
    asked: { centreId: number; plan: Plan; zone: Zone; spans: readonly Span[] },
  ): Promise<ClosureMet[]> {
    const { plan, zone, spans } = asked;
    if (spans.length === 0) return [];
    const start = Math.min(...spans.map((span) => span.start)) as Instant;
    const end = Math.max(...spans.map((span) => span.end)) as Instant;
    const met = await this.between(queries, { plan, zones: zonesSharingCells(plan, zone), span: { start, end } });
    return met.filter((closure) => spans.some((span) => overlaps(span, closure)));
  }

  /** Dates of active closures of just these zones (of all when left out) that overlap the span, ascending. */
  async between(queries: Queries, asked: { plan: Plan; zones?: readonly Zone[]; span: Span }): Promise<ClosureMet[]> {
    const { plan, zones, span } = asked;
    if (zones?.length === 0) return [];
    const rows = await queries.all<Row>(
      `SELECT d.closure_id, d.id, c.reason, c.zone_id, d.start_at, d.end_at, d.kept
       FROM closure_dates d JOIN closures c ON c.centre_id = d.centre_id AND c.id = d.closure_id
       WHERE d.centre_id = ? AND d.end_at > ? AND d.start_at < ? AND c.status = 'active'
         ${zones ? `AND c.zone_id IN (${marks(zones.length)})` : ''}
       ORDER BY d.start_at, d.id`,
      [plan.centreId, span.start, span.end, ...(zones ?? []).map((zone) => zone.id)],
    );
    return rows.map((row) => ({
      id: row.closure_id,
      date: row.id,
      reason: row.reason,
      zone: plan.byId.get(row.zone_id)?.code ?? '',
      start: row.start_at as Instant,
      end: row.end_at as Instant,
      kept: JSON.parse(row.kept) as string[],
    }));
  }
}
