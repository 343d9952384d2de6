import { Injectable } from '@nestjs/common';
import { Reader } from '../platform/database/reader.js';
import { marks } from '../platform/database/sql.js';
import type { Asking } from './bookings.service.js';
import type { Booking, Occurrence } from './booking.types.js';
import { asGranted } from './ledger-check.js';
import { RivalsService, type Rivals } from './rivals.service.js';
import { decidesNow, type SeenWhole } from './sight.js';
import { Tenancies } from './tenancies.js';
import { bookingView } from './views.js';
import { BookingWorld, standingIn, type Rules } from './world.service.js';

/** One booking as its page shows it: with the names of who had a hand in it, and for a decider rivals and quotas. */
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
    const rivals: Rivals = await this.rivals.of(rules.plan, standing, { ...seen.whole, occurrences: deciding });
    return {
      ...bookingView(rules, seen, rivals),
      people: await this.people(booking, occurrences),
      ...(deciding.length === 0 ? {} : { quotas: await this.quotas(rules, { booking, deciding, asking }) }),
    };
  }

  /** Who made it, took it in and decided it. */
  private people(booking: Booking, occurrences: readonly Occurrence[]): Promise<{ id: string; name: string }[]> {
    const ids = [booking.createdBy, booking.acceptedBy, ...occurrences.map(({ decidedBy }) => decidedBy)];
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
