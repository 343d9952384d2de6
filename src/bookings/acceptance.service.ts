import { Injectable } from '@nestjs/common';
import type { KeptAnswer, Seal } from '../platform/http/idempotency.js';
import { Problem } from '../platform/problems/problem.js';
import { formatInstant } from '../scheduling/time.js';
import { rereadBooking, wholeAnswer } from './booking.access.js';
import { isWaiting } from './booking-notices.js';
import type { Asking } from './bookings.service.js';
import { ChangeWriter } from './change.writer.js';
import { Changing } from './changing.js';

/** The front desk takes requests in: it says that they are understood and complete, and decides nothing. */
@Injectable()
export class AcceptanceService {
  constructor(
    private readonly changing: Changing,
    private readonly writer: ChangeWriter,
  ) {}

  async accept(id: string, asking: Asking, seal: Seal): Promise<KeptAnswer> {
    return this.changing.run(asking, async (tx, { rules, standing }) => {
      const { booking, occurrences } = (await rereadBooking(tx, standing, id)).whole;
      if (booking.acceptedAt !== null) {
        const since = formatInstant(booking.acceptedAt, rules.plan.timeZone);
        throw new Problem('conflict', `It was taken in already, at ${since}.`);
      }
      if (booking.status !== 'pending' && booking.status !== 'standby')
        throw new Problem('conflict', `Nothing waits here: it is ${booking.status} by now.`);
      const after = { ...booking, acceptedBy: asking.actor.id, acceptedAt: asking.now };
      await this.writer.write(tx, {
        plan: rules.plan,
        actor: asking.actor,
        at: asking.now,
        action: 'booking.accepted',
        bookingId: id,
        booking: { before: booking, after },
        before: [],
        after: [],
        about: occurrences.filter(isWaiting),
      });
      const answer = wholeAnswer(rules, await rereadBooking(tx, standing, id));
      await seal(tx, answer);
      return answer;
    });
  }
}
