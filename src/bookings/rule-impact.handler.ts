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
import { InjectSettings } from '../platform/config/settings.token.js';
import type { Settings } from '../platform/config/settings.js';
import { Standings } from '../operators/standings.js';
import type { Queries } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import type { Refusal } from '../scheduling/refusals.js';
import { addMinutes, resolveWall, wallMinutesBetween } from '../scheduling/time.js';
import type { WallTime } from '../scheduling/time.types.js';
import type { Candidate } from '../scheduling/verdict.js';
import { affectedBy, closingOf } from './affected.js';
import { LIVE, type Booking, type Occurrence } from './booking.types.js';
import { BOOKING_COLUMNS, bookingOf, type BookingRow } from './bookings.rows.js';
import { newOccurrence, refusedDate } from './new-booking.js';
import { readBooking, readOccurrences, saveRefused } from './bookings.store.js';
import { ChangeWriter } from './change.writer.js';
import { Judging } from './judging.service.js';
import { Faults, readTime, type SeriesBounds } from './request.js';
import { seriesDifferenceOf } from './series-difference.js';
import { sightOf } from './sight.js';

const ORDER: Readonly<Record<Choice['action'], number>> = { cancel: 0, shorten: 1, keep: 2, move: 3 };

/** Answers for bookings what a change of hours, calendar or closures means, and carries out what was chosen. */
@Injectable()
export class BookingRuleImpact implements RuleImpactHandler, OnModuleInit {
  private readonly bounds: SeriesBounds;

  constructor(
    private readonly impact: RuleImpact,
    private readonly judging: Judging,
    private readonly writer: ChangeWriter,
    private readonly clock: Clock,
    private readonly standings: Standings,
    @InjectSettings() settings: Settings,
  ) {
    this.bounds = { maxOccurrences: settings.maxOccurrences, horizonYears: settings.horizonYears };
  }

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
        const difference = seriesDifferenceOf(booking, change, { now, bounds: this.bounds });
        const hidden = sightOf(standing, booking) === 'busy';
        return difference && hidden ? { ...difference, title: '' } : difference;
      })
      .filter((difference) => difference !== null);
  }

  async apply(tx: Tx, input: RuleChoices): Promise<{ refused: readonly RefusedChoice[] }> {
    for (const { booking } of input.series.filter(({ apply }) => apply)) await this.applySeries(tx, booking, input);
    const refused: RefusedChoice[] = [];
    for (const choice of input.choices.toSorted((a, b) => ORDER[a.action] - ORDER[b.action])) {
      const [occurrence] = await readOccurrences(tx, input.change.centreId, [choice.occurrence]);
      if (!occurrence || !LIVE.has(occurrence.status)) continue;
      const refusals = await this.carryOut(tx, { choice, occurrence, input });
      if (refusals.length > 0) refused.push({ occurrence: choice.occurrence, refusals });
    }
    return { refused };
  }

  private async carryOut(
    tx: Tx,
    { choice, occurrence, input }: { choice: Choice; occurrence: Occurrence; input: RuleChoices },
  ): Promise<readonly Refusal[]> {
    const { at, change } = input;
    switch (choice.action) {
      case 'keep':
        // A closure keeps its own list of who stays inside; only outside the hours the occurrence itself becomes an exception.
        await this.save(tx, {
          input,
          before: occurrence,
          after: { ...occurrence, kept: occurrence.kept || !change.closure, changedAt: at },
          action: 'booking.kept',
        });
        return [];
      case 'cancel':
        await this.save(tx, {
          input,
          before: occurrence,
          action: 'booking.cancelled',
          reason: choice.reason,
          after: { ...occurrence, status: 'cancelled', reason: choice.reason, changedAt: at },
        });
        return [];
      case 'shorten': {
        const end = this.timeOf(choice.end, input);
        const after = { ...occurrence, endWall: end.wall, end: end.instant, edited: true, changedAt: at };
        if (after.end <= after.start || after.end >= occurrence.end)
          throw faultAt('/choices', `The end "${choice.end}" does not shorten that date.`);
        await this.save(tx, { input, before: occurrence, after, action: 'booking.edited' });
        return [];
      }
      case 'move':
        return this.move(tx, { choice, occurrence, input });
    }
  }

  private async move(
    tx: Tx,
    {
      choice,
      occurrence,
      input,
    }: { choice: Extract<Choice, { action: 'move' }>; occurrence: Occurrence; input: RuleChoices },
  ): Promise<readonly Refusal[]> {
    const { change, actor, at } = input;
    const zone =
      choice.zone === undefined ? change.plan.byId.get(occurrence.zoneId) : change.plan.byCode.get(choice.zone);
    if (!zone) throw faultAt('/choices', `There is no zone "${choice.zone}" in this centre.`);
    const start = this.timeOf(choice.start, input);
    const end = this.timeOf(
      choice.end ?? addMinutes(start.wall, wallMinutesBetween(occurrence.startWall, occurrence.endWall)),
      input,
    );
    if (end.instant <= start.instant)
      throw faultAt('/choices', `The end "${choice.end}" is not after the start "${choice.start}".`);
    const buffers = { setupMinutes: zone.rules.setupMinutes, cleanupMinutes: zone.rules.cleanupMinutes };
    const candidate: Candidate = {
      ...occurrence,
      zone,
      startWall: start.wall,
      endWall: end.wall,
      start: start.instant,
      end: end.instant,
      ...buffers,
    };
    const { verdicts } = await this.judging.judge(
      {
        rules: { plan: change.plan, hours: change.hoursAfter },
        standing: await this.standings.in(actor, change.plan),
        now: at,
        candidates: [candidate],
        needs: [],
        waived: new Set(),
        without: new Set([occurrence.id]),
        closing: closingOf(change),
      },
      tx,
    );
    const refusals = verdicts[0]?.refusals ?? [];
    if (refusals.length > 0) return refusals;
    const after: Occurrence = {
      ...occurrence,
      zoneId: zone.id,
      startWall: start.wall,
      endWall: end.wall,
      start: start.instant,
      end: end.instant,
      ...buffers,
      edited: true,
      kept: false,
      changedAt: at,
    };
    await this.save(tx, { input, before: occurrence, after, action: 'booking.edited' });
    return [];
  }

  /** Brings one series in line with another calendar: dates that are holidays now go, make-up days come where they fit. */
  private async applySeries(tx: Tx, bookingId: string, input: RuleChoices): Promise<void> {
    const { change, at, actor } = input;
    const whole = await readBooking(tx, change.centreId, bookingId);
    const difference = whole && seriesDifferenceOf(whole.booking, change, { now: at, bounds: this.bounds });
    if (!whole || !difference) return;
    const dropped = whole.occurrences.filter(
      (o) => difference.drop.includes(o.series) && LIVE.has(o.status) && !o.edited && o.start > at,
    );
    const present = new Set(whole.occurrences.map(({ series }) => series));
    const candidates = difference.add
      .filter((wall) => !present.has(wall))
      .map((wall) => candidateOf(whole.booking, wall, change))
      .filter((c) => c !== null);
    const { verdicts } = await this.judging.judge(
      {
        rules: { plan: change.plan, hours: change.hoursAfter },
        standing: await this.standings.in(actor, change.plan),
        now: at,
        candidates,
        needs: whole.booking.needs,
        waived: new Set(),
        without: new Set(dropped.map(({ id }) => id)),
      },
      tx,
    );
    const added = verdicts
      .filter(({ ok }) => ok)
      .map((verdict) =>
        newOccurrence({
          booking: { id: bookingId, operatorId: whole.booking.operatorId },
          verdict,
          status: 'confirmed',
          stage: null,
          edited: false,
          now: at,
        }),
      );
    const refused = verdicts.filter(({ ok }) => !ok).map(refusedDate);
    const cancelled = dropped.map((o): Occurrence => ({
      ...o,
      status: 'cancelled',
      reason: null,
      reasonCode: 'public-holiday',
      changedAt: at,
    }));
    await this.writer.write(tx, {
      byRules: true,
      plan: change.plan,
      actor,
      at,
      action: 'booking.calendar-applied',
      bookingId,
      before: dropped,
      after: [...cancelled, ...added],
    });
    await saveRefused(tx, change.centreId, { bookingId, refused });
  }

  private async save(
    tx: Tx,
    {
      input,
      before,
      after,
      action,
      reason,
    }: { input: RuleChoices; before: Occurrence; after: Occurrence; action: string; reason?: string },
  ): Promise<void> {
    const { change, actor, at } = input;
    await this.writer.write(tx, {
      byRules: true,
      plan: change.plan,
      actor,
      at,
      action,
      bookingId: before.bookingId,
      before: [before],
      after: [after],
      reason,
    });
  }

  private timeOf(text: string, { change }: RuleChoices): { wall: WallTime; instant: Occurrence['start'] } {
    const time = readTime(text, change.plan.timeZone);
    if ('fault' in time) throw faultAt('/choices', time.fault);
    return time;
  }
}

function faultAt(pointer: string, detail: string): Error {
  const faults = new Faults();
  faults.add(pointer, detail);
  return faults.asProblem();
}

function candidateOf(booking: Booking, wall: WallTime, { plan }: RuleChange): Candidate | null {
  const segment = booking.segments.at(-1);
  const zone = segment && plan.byCode.get(segment.zone);
  if (!zone) return null;
  const endWall = addMinutes(wall, wallMinutesBetween(segment.start, segment.end));
  const start = resolveWall(wall, plan.timeZone);
  const end = resolveWall(endWall, plan.timeZone);
  if (start.kind === 'gap' || end.kind === 'gap') return null;
  const { setupMinutes, cleanupMinutes } = zone.rules;
  return {
    series: wall,
    zone,
    startWall: wall,
    endWall,
    start: start.instant,
    end: end.instant,
    heads: booking.heads ?? zone.seats ?? 1,
    setupMinutes,
    cleanupMinutes,
  };
}
