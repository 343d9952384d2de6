import { Injectable } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import type { Standing } from '../operators/standing.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { marks, type SqlValue } from '../platform/database/sql.js';
import { grouped } from '../platform/grouped.js';
import { decodeCursor, encodeCursor } from '../platform/http/cursor.js';
import { dateOfBound, readPeriod } from '../platform/http/period.js';
import { badInput } from '../platform/problems/problem.js';
import { addDays } from '../scheduling/time.js';
import { DAY, type Span } from '../scheduling/time.types.js';
import type { Plan, Zone } from '../scheduling/zones.types.js';
import {
  BOOKING_COLUMNS,
  bookingOf,
  OCCURRENCE_COLUMNS,
  occurrenceOf,
  type BookingRow,
  type OccurrenceRow,
} from './bookings.rows.js';
import { MAX_OCCURRENCE_DAYS } from './request.js';
import type { BookingsQuery } from './dto/bookings.queries.js';
import { sightCondition, type Condition } from './sight.sql.js';
import { visibleWhole } from './sight.js';
import { bookingHead, occurrenceView } from './views.js';
import { BookingWorld, standingIn, type Rules } from './world.service.js';

const DEFAULT_LIMIT = 50;
/** Dates shown with each booking of a list; the booking itself has them all. */
const DATES_SHOWN = 20;
const MAX_PERIOD_DAYS = 800;
const DEFAULT_PERIOD_DAYS = 400;

/** Lists bookings, newest last, as far as the actor may know of them. */
@Injectable()
export class ReadingService {
  constructor(
    private readonly reader: Reader,
    private readonly worlds: BookingWorld,
    private readonly clock: Clock,
  ) {}

  async list(
    query: BookingsQuery,
    { centreId, actor }: { centreId: number; actor: Actor },
  ): Promise<Record<string, unknown>> {
    const rules = await this.worlds.rules(centreId);
    const { plan } = rules;
    const standing = standingIn(rules, { actor, now: this.clock.now() });
    const limit = query.limit ?? DEFAULT_LIMIT;
    const operatorId = operatorAsked(query.operator, { rules, standing });
    const period = periodOf(query, plan.timeZone);
    const where = this.conditions(query, { plan, standing, period, operatorId });
    const text = `SELECT ${BOOKING_COLUMNS} FROM bookings WHERE ${where.texts.join(' AND ')} ORDER BY id LIMIT ?`;
    const rows = await this.reader.all<BookingRow>(text, [...where.values, limit + 1]);
    const page = rows.slice(0, limit).map(bookingOf);
    const ids = page.map(({ id }) => id);
    const byBooking = grouped(await this.datesOf(ids, { plan, standing, period }), ({ bookingId }) => bookingId);
    const reaching = await this.reachingElsewhere(ids, { plan, standing });
    const items = page.flatMap((booking) => {
      const whole = { booking, occurrences: byBooking.get(booking.id) ?? [], refused: [] };
      const seen = visibleWhole(standing, whole, reaching.has(booking.id));
      if (!seen) return [];
      const shown = seen.whole.occurrences.map((occurrence) => occurrenceView(plan, occurrence, seen.sight));
      return [{ ...bookingHead(rules, booking, seen), occurrences: shown }];
    });
    const last = page.at(-1);
    return { items, ...(rows.length > limit && last ? { nextCursor: encodeCursor([last.id]) } : {}) };
  }

  private conditions(
    query: BookingsQuery,
    {
      plan,
      standing,
      period,
      operatorId,
    }: { plan: Plan; standing: Standing; period: Span | null; operatorId: string | undefined },
  ): { texts: string[]; values: SqlValue[] } {
    const texts = ['centre_id = ?'];
    const values: SqlValue[] = [plan.centreId];
    const add = (text: string, ...more: SqlValue[]): void => {
      texts.push(text);
      values.push(...more);
    };
    const zone = query.zone === undefined ? null : plan.byCode.get(query.zone);
    if (zone === undefined)
      throw badInput([{ pointer: '/zone', detail: `There is no zone "${query.zone}" in this centre.` }]);
    if (query.cursor !== undefined) add('id > ?', ...decodeCursor(query.cursor, ['string']));
    if (query.status !== undefined) add('status = ?', query.status);
    if (query.mine === true) add('created_by = ?', standing.actor.id);
    if (operatorId !== undefined) add('operator_id = ?', operatorId);
    const dates = datesAsked(zone, period);
    const sight = sightCondition(standing, dates);
    if (sight) add(sight.text, ...sight.values);
    if (period && dates) {
      add(
        `id IN (SELECT o.booking_id FROM occurrences o WHERE o.centre_id = ? AND ${dates.text})`,
        plan.centreId,
        ...dates.values,
      );
    } else if (zone) {
      add(
        '(zone_id = ? OR EXISTS (SELECT 1 FROM occurrences o WHERE o.centre_id = bookings.centre_id AND o.booking_id = bookings.id AND o.zone_id = ?))',
        zone.id,
        zone.id,
      );
    }
    return { texts, values };
  }

  /** The first dates of each booking within the period, in one statement for the page; those in the actor's zones first. */
  private async datesOf(
    ids: readonly string[],
    { plan, standing, period }: { plan: Plan; standing: Standing; period: Span | null },
  ): Promise<ReturnType<typeof occurrenceOf>[]> {
    if (ids.length === 0) return [];
    const columns = OCCURRENCE_COLUMNS.join(', ');
    const inside = period ? 'AND end_at > ? AND start_at < ?' : '';
    const zones = zonesOf(standing);
    const first = zones.length === 0 ? '' : `CASE WHEN zone_id IN (${marks(zones.length)}) THEN 0 ELSE 1 END, `;
    const rows = await this.reader.all<OccurrenceRow>(
      `SELECT ${columns} FROM (
         SELECT ${columns}, row_number() OVER (PARTITION BY booking_id ORDER BY ${first}start_at, id) AS place
         FROM occurrences WHERE centre_id = ? AND booking_id IN (${marks(ids.length)}) ${inside}
       ) AS dates WHERE place <= ${DATES_SHOWN} ORDER BY start_at, id`,
      [...zones, plan.centreId, ...ids, ...(period ? [period.start, period.end] : [])],
    );
    return rows.map(occurrenceOf);
  }

  /** Which of these bookings have dates outside the zones that the actor runs; asked only for who runs some. */
  private async reachingElsewhere(
    ids: readonly string[],
    { plan, standing }: { plan: Plan; standing: Standing },
  ): Promise<ReadonlySet<string>> {
    const zones = zonesOf(standing);
    if (ids.length === 0 || zones.length === 0) return new Set();
    const rows = await this.reader.all<{ booking_id: string }>(
      `SELECT DISTINCT booking_id FROM occurrences
       WHERE centre_id = ? AND booking_id IN (${marks(ids.length)}) AND zone_id NOT IN (${marks(zones.length)})`,
      [plan.centreId, ...ids, ...zones],
    );
    return new Set(rows.map(({ booking_id: id }) => id));
  }
}

/** Zones in which bookings may be the actor's business because of where they lie. */
const zonesOf = ({ decidesAll, decides, seesNames }: Standing): number[] =>
  decidesAll ? [] : [...new Set([...decides, ...seesNames])];

/** What is asked of a date `o`; null when nothing is. */
function datesAsked(zone: Zone | null, period: Span | null): Condition | null {
  const inZone = zone ? [{ text: 'o.zone_id = ?', values: [zone.id] }] : [];
  const inPeriod = period
    ? [
        {
          text: 'o.start_at > ? AND o.start_at < ? AND o.end_at > ?',
          values: [period.start - MAX_OCCURRENCE_DAYS * DAY, period.end, period.start],
        },
      ]
    : [];
  const asked = [...inPeriod, ...inZone];
  if (asked.length === 0) return null;
  return { text: asked.map(({ text }) => text).join(' AND '), values: asked.flatMap(({ values }) => values) };
}

/** The id of the operator named; throws `bad-input` for one that is unknown, or not the actor's to ask for. */
function operatorAsked(
  code: string | undefined,
  { rules, standing }: { rules: Rules; standing: Standing },
): string | undefined {
  if (code === undefined) return undefined;
  const known = rules.operators.byCode.get(code);
  if (known && (standing.staff || standing.operators.has(known.id))) return known.id;
  throw badInput([{ pointer: '/operator', detail: `There is no operator "${code}" in this centre; leave it out.` }]);
}

/** The period asked for; a bound left out lies a year from the other. Null when neither is given. */
function periodOf({ from, to }: BookingsQuery, timeZone: string): Span | null {
  const given = from ?? to;
  const date = given === undefined ? null : dateOfBound(given, timeZone);
  if (given === undefined || date === null) return null;
  const bounds = { from: from ?? addDays(date, -DEFAULT_PERIOD_DAYS), to: to ?? addDays(date, DEFAULT_PERIOD_DAYS) };
  return readPeriod(bounds, { timeZone, maxDays: MAX_PERIOD_DAYS }).span;
}
