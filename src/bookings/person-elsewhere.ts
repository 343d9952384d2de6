import { Injectable } from '@nestjs/common';
import type { Standing } from '../operators/standing.js';
import { Reader } from '../platform/database/reader.js';
import { joinInOrder } from '../platform/database/sql.js';
import { overlaps } from '../scheduling/intervals.js';
import type { Warning } from '../scheduling/refusals.js';
import { DAY, type Instant, type Span } from '../scheduling/time.types.js';
import type { CreateBookingBody } from './dto/create-booking.body.js';
import type { Booker, Visibility } from './booking.types.js';
import type { Asking } from './bookings.service.js';
import { sightOf } from './sight.js';

/** So many live dates of one person are looked at; more than anybody has in a term. */
const MAX_DATES = 2000;

interface Row {
  booking_id: string;
  zone_id: number;
  start_at: number;
  end_at: number;
  visibility: Visibility;
  created_by: string;
  booker: Booker;
  operator_id: string | null;
}

/** That somebody is at the counselling room is not told at the desk, nor what a person made for an operator they have left. */
const isSeen = (standing: Standing, row: Row): boolean =>
  sightOf(standing, {
    visibility: row.visibility,
    createdBy: row.created_by,
    booker: row.booker,
    operatorId: row.operator_id,
    zoneId: row.zone_id,
  }) === 'full';

/**
 * Warns when the person a booking is for is booked elsewhere at the same time. A member's own bookings are told by
 * who made them; at the desk, where staff book for others, by the phone number.
 */
@Injectable()
export class PersonElsewhere {
  constructor(private readonly reader: Reader) {}

  async warnings({
    body,
    asking,
    standing,
    candidates,
  }: {
    body: CreateBookingBody;
    asking: Asking;
    standing: Standing;
    candidates: readonly Span[];
  }): Promise<Warning[]> {
    const { centreId, actor } = asking;
    const phone = body.onBehalfOf?.phone;
    if (candidates.length === 0 || (phone === undefined && standing.staff)) return [];
    const from = Math.min(...candidates.map(({ start }) => start)) - DAY;
    const to = Math.max(...candidates.map(({ end }) => end));
    const rows = await this.reader.all<Row>(
      `SELECT o.booking_id, o.zone_id, o.start_at, o.end_at, b.visibility, b.created_by, b.booker, b.operator_id FROM bookings b ${joinInOrder(this.reader.engine)} occurrences o ON o.centre_id = b.centre_id AND o.booking_id = b.id
       WHERE b.centre_id = ? AND ${phone === undefined ? 'b.created_by' : 'b.behalf_phone'} = ?
         AND o.start_at > ? AND o.start_at < ? AND o.status IN ('pending', 'confirmed') LIMIT ${MAX_DATES}`,
      [centreId, phone ?? actor.id, from, to],
    );
    const met = rows
      .filter((row) => isSeen(standing, row))
      .map((row) => ({ id: row.booking_id, start: row.start_at as Instant, end: row.end_at as Instant }))
      .filter((other) => candidates.some((candidate) => overlaps(other, candidate)));
    return [...new Set(met.map(({ id }) => id))]
      .slice(0, 10)
      .map((other) => ({ code: 'same-person-elsewhere', other }));
  }
}
