import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import {
  RuleImpact,
  type AffectedOccurrence,
  type Choice,
  type RefusedChoice,
  type RuleChange,
  type RuleChoices,
  type RuleImpactHandler,
  type SeriesDifference,
} from '../hours/rule-impact.js';
import { Clock } from '../platform/clock.js';
import { Standings } from '../operators/standings.js';
import type { Queries } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { affectedBy, titleSeen } from './affected.js';
import { LIVE } from './booking.types.js';
import { CalendarSeries } from './calendar-series.js';
import { BOOKING_COLUMNS, bookingOf, type BookingRow } from './bookings.rows.js';
import { readOccurrences } from './bookings.store.js';
import { Judging } from './judging.service.js';
import { RuleChoiceWriter } from './rule-choices.js';

const ORDER: Readonly<Record<Choice['action'], number>> = { cancel: 0, shorten: 1, keep: 2, move: 3 };

/** Answers for bookings what a change of hours, calendar or closures means, and carries out what was chosen. */
@Injectable()
export class BookingRuleImpact implements RuleImpactHandler, OnModuleInit {
  constructor(
    private readonly impact: RuleImpact,
    private readonly judging: Judging,
    private readonly choices: RuleChoiceWriter,
    private readonly series: CalendarSeries,
    private readonly clock: Clock,
    private readonly standings: Standings,
  ) {}

  onModuleInit(): void {
    this.impact.use(this);
  }

  async affected(queries: Queries, change: RuleChange, actor: Actor): Promise<AffectedOccurrence[]> {
    const standing = await this.standings.in(actor, change.plan);
    return affectedBy(queries, { change, standing, now: this.clock.now(), judging: this.judging });
  }

  async seriesDifference(queries: Queries, change: RuleChange, actor: Actor): Promise<SeriesDifference[]> {
    const now = this.clock.now();
    const standing = await this.standings.in(actor, change.plan);
    const rows = await queries.all<BookingRow>(
      `SELECT ${BOOKING_COLUMNS} FROM bookings WHERE centre_id = ? AND status IN ('pending', 'confirmed', 'standby')
       AND id IN (SELECT booking_id FROM occurrences WHERE centre_id = ? AND start_at > ?) ORDER BY id`,
      [change.centreId, change.centreId, now],
    );
    return rows
      .map(bookingOf)
      .map((booking) => {
        const difference = this.series.differenceOf(booking, change, now);
        return difference && { ...difference, title: titleSeen(standing, booking) };
      })
      .filter((difference) => difference !== null);
  }

  async apply(tx: Tx, input: RuleChoices): Promise<{ refused: readonly RefusedChoice[] }> {
    for (const { booking } of input.series.filter(({ apply }) => apply)) await this.series.apply(tx, booking, input);
    const refused: RefusedChoice[] = [];
    for (const choice of input.choices.toSorted((a, b) => ORDER[a.action] - ORDER[b.action])) {
      const [occurrence] = await readOccurrences(tx, input.change.centreId, [choice.occurrence]);
      if (!occurrence || !LIVE.has(occurrence.status)) continue;
      const refusals = await this.choices.carryOut(tx, { choice, occurrence, input });
      if (refusals.length > 0) refused.push({ occurrence: choice.occurrence, refusals });
    }
    return { refused };
  }
}
