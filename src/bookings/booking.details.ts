import { Injectable } from '@nestjs/common';
import { Reader } from '../platform/database/reader.js';
import { marks } from '../platform/database/sql.js';
import type { Asking } from './bookings.service.js';
import type { Booking, Occurrence } from './booking.types.js';
import { asGranted } from './ledger-check.js';
import { RivalsService } from './rivals.service.js';
import { decidesNow, mayDecide, type SeenWhole } from './sight.js';
import { Tenancies } from './tenancies.js';
import { bookingView } from './views.js';
import { BookingWorld, standingIn, type Rules } from './world.service.js';

/** One booking as its page shows it: with the names of who had a hand in it, and for a decider rivals, quotas and who cancelled. */
@Injectable()
export class BookingDetails {
  constructor(
    private readonly reader: Reader,
    private readonly worlds: BookingWorld,
    private readonly rivals: RivalsService,
    private readonly tenancies: Tenancies,
  ) {}

  async of(seen: SeenWhole, asking: Asking): Promise<Record<string, unknown>> {
    const rules = await this.worlds.rules(asking.centreId);
    if (seen.sight !== 'full') return bookingView(rules, seen);
    const { booking, occurrences } = seen.whole;
    const standing = standingIn(rules, asking);
    const deciding = occurrences.filter(
      (one) => (one.status === 'pending' || one.status === 'standby') && decidesNow(standing, one),
    );
    const rivals = await this.rivals.of(rules.plan, standing, { ...seen.whole, occurrences: deciding });
    const cancelledBy = await this.cancelledBy(
      { centreId: asking.centreId, id: booking.id },
      occurrences.filter((one) => one.status === 'cancelled' && mayDecide(standing, one)),
    );
    return {
      ...bookingView(rules, seen, { rivals, cancelledBy }),
      people: await this.people(booking, [...occurrences.map(({ decidedBy }) => decidedBy), ...cancelledBy.values()]),
      ...(deciding.length === 0 ? {} : { quotas: await this.quotas(rules, { booking, deciding, asking }) }),
    };
  }

  /** Who cancelled which of these dates: the log knows it by the moment; what an edit of the series dropped is no cancel. */
  private async cancelledBy(
    { centreId, id }: { readonly centreId: number; readonly id: string },
    cancelled: readonly Occurrence[],
  ): Promise<ReadonlyMap<string, string>> {
    if (cancelled.length === 0) return new Map();
    const rows = await this.reader.all<{ at: number; actor_id: string }>(
      `SELECT at, actor_id FROM audit_log WHERE centre_id = ? AND subject_id = ? AND action = 'booking.cancelled'`,
      [centreId, id],
    );
    const byTime = new Map(rows.map(({ at, actor_id: by }) => [Number(at), by]));
    return new Map(
      cancelled.flatMap((one) => {
        const by = byTime.get(one.changedAt);
        return by === undefined ? [] : [[one.id, by] as const];
      }),
    );
  }

  /** The names of who made it, took it in, decided it or cancelled it. */
  private people(booking: Booking, others: readonly (string | null)[]): Promise<{ id: string; name: string }[]> {
    const ids = [booking.createdBy, booking.acceptedBy, ...others];
    const known = [...new Set(ids.filter((id) => id !== null))];
    return this.reader.all(`SELECT id, name FROM users WHERE id IN (${marks(known.length)}) ORDER BY id`, known);
  }

  private quotas(
    rules: Rules,
    { booking, deciding, asking }: { booking: Booking; deciding: readonly Occurrence[]; asking: Asking },
  ): Promise<object[]> {
    const candidates = deciding.map((one) => asGranted(rules.plan, one)).filter((one) => one !== null);
    return this.tenancies.states({ rules, operatorId: booking.operatorId, candidates, now: asking.now });
  }
}
