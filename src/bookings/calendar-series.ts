import { Injectable } from '@nestjs/common';
import type { RuleChange, RuleChoices } from '../hours/rule-impact.js';
import { Standings } from '../operators/standings.js';
import { InjectSettings } from '../platform/config/settings.token.js';
import type { Settings } from '../platform/config/settings.js';
import type { Tx } from '../platform/database/sql.js';
import { addMinutes, resolveWall, wallMinutesBetween } from '../scheduling/time.js';
import type { Instant, WallTime } from '../scheduling/time.types.js';
import type { Candidate } from '../scheduling/verdict.js';
import { LIVE, type Booking, type Occurrence } from './booking.types.js';
import { readBooking, saveRefused } from './bookings.store.js';
import { ChangeWriter } from './change.writer.js';
import { Judging } from './judging.service.js';
import { newOccurrence, refusedDate } from './new-booking.js';
import type { SeriesBounds } from './request.js';
import { seriesDifferenceOf } from './series-difference.js';

/** Brings series in line with another statutory calendar. */
@Injectable()
export class CalendarSeries {
  private readonly bounds: SeriesBounds;

  constructor(
    private readonly judging: Judging,
    private readonly writer: ChangeWriter,
    private readonly standings: Standings,
    @InjectSettings() settings: Settings,
  ) {
    this.bounds = { maxOccurrences: settings.maxOccurrences, horizonYears: settings.horizonYears };
  }

  /** What the change adds to a series and takes from it; null when nothing. */
  differenceOf(booking: Booking, change: RuleChange, now: Instant): ReturnType<typeof seriesDifferenceOf> {
    return seriesDifferenceOf(booking, change, { now, bounds: this.bounds });
  }

  /** Dates that are holidays now go, make-up days come where they fit; what doesn't is kept with its reasons. */
  async apply(tx: Tx, bookingId: string, input: RuleChoices): Promise<void> {
    const { change, at, actor } = input;
    const whole = await readBooking(tx, change.centreId, bookingId);
    const difference = whole && this.differenceOf(whole.booking, change, at);
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
