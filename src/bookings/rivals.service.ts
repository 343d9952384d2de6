import { Injectable } from '@nestjs/common';
import type { Standing } from '../operators/standing.js';
import { Reader } from '../platform/database/reader.js';
import { joinInOrder } from '../platform/database/sql.js';
import { claimedSpan } from '../scheduling/claims.js';
import { overlaps } from '../scheduling/intervals.js';
import { formatInstant } from '../scheduling/time.js';
import { DAY } from '../scheduling/time.types.js';
import type { Plan } from '../scheduling/zones.types.js';
import { OCCURRENCE_COLUMNS, occurrenceOf, type OccurrenceRow } from './bookings.rows.js';
import type { Booker, Occurrence, Status, Visibility, WholeBooking } from './booking.types.js';
import { MAX_OCCURRENCE_DAYS } from './request.js';
import { holdersInTheWay } from './rivals.js';
import { sightOf } from './sight.js';

/** Those who want the place of one occurrence, by its id. */
export type Rivals = ReadonlyMap<string, readonly Record<string, unknown>[]>;

interface Known {
  readonly title: string;
  readonly visibility: Visibility;
  readonly created_by: string;
  readonly booker: Booker;
}

interface Titled extends Known {
  readonly occurrence: Occurrence;
}

/** Tells a decider who else waits for the same time: standbys of a pending date, and the holders that a standby would displace. */
@Injectable()
export class RivalsService {
  constructor(private readonly reader: Reader) {}

  async of(plan: Plan, standing: Standing, { booking, occurrences }: WholeBooking): Promise<Rivals> {
    const rivals = new Map<string, Record<string, unknown>[]>();
    for (const waiting of occurrences.filter(({ status }) => status === 'pending' || status === 'standby')) {
      const other = waiting.status === 'pending' ? 'standby' : 'pending';
      const found: Titled[] = [];
      for (const near of await this.waitingNear(plan, waiting, other)) {
        if (near.occurrence.bookingId !== booking.id && (await this.compete(plan, waiting, near.occurrence)))
          found.push(near);
      }
      rivals.set(
        waiting.id,
        found.map((rival) => rivalView(plan, standing, rival)),
      );
    }
    return rivals;
  }

  /** They want the same space, or the standby could only come when the holder goes. */
  private async compete(plan: Plan, waiting: Occurrence, other: Occurrence): Promise<boolean> {
    if (!overlaps(claimedSpan(waiting), claimedSpan(other))) return false;
    const [holder, standby] = waiting.status === 'pending' ? [waiting, other] : [other, waiting];
    const wanted = new Set(plan.byId.get(standby.zoneId)?.space.map(({ id }) => id));
    if (plan.byId.get(holder.zoneId)?.space.some(({ id }) => wanted.has(id))) return true;
    return (await holdersInTheWay(this.reader, plan, standby)).some(({ id }) => id === holder.id);
  }

  private async waitingNear(plan: Plan, { start, end }: Occurrence, status: Status): Promise<Titled[]> {
    const columns = OCCURRENCE_COLUMNS.map((column) => `o.${column}`).join(', ');
    const rows = await this.reader.all<OccurrenceRow & Known>(
      `SELECT ${columns}, b.title, b.visibility, b.created_by, b.booker FROM occurrences o ${joinInOrder(this.reader.engine)} bookings b ON b.centre_id = o.centre_id AND b.id = o.booking_id
       WHERE o.centre_id = ? AND o.status = ? AND o.start_at > ? AND o.start_at < ? AND o.end_at > ? ORDER BY o.id`,
      [plan.centreId, status, start - (MAX_OCCURRENCE_DAYS + 1) * DAY, end + DAY, start - DAY],
    );
    return rows.map((row) => ({ ...row, occurrence: occurrenceOf(row) }));
  }
}

/** A rival as far as the decider may know of it: one under the same head-count limit may lie in a zone of others. */
function rivalView(plan: Plan, standing: Standing, rival: Titled): Record<string, unknown> {
  const { occurrence, title, visibility, created_by: createdBy, booker } = rival;
  const { operatorId, zoneId, status } = occurrence;
  const sight = sightOf(standing, { visibility, createdBy, booker, operatorId, zoneId });
  const place = {
    status,
    zone: plan.byId.get(zoneId)?.code ?? '',
    start: formatInstant(occurrence.start, plan.timeZone),
    end: formatInstant(occurrence.end, plan.timeZone),
  };
  if (sight === 'busy') return { ...place, busy: true };
  if (sight === 'counts') return { ...place, busy: true, heads: occurrence.heads };
  const named = { ...place, booking: occurrence.bookingId, occurrence: occurrence.id, title };
  return sight === 'full' ? { ...named, heads: occurrence.heads } : named;
}
