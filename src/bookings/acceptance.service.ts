import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { KeptAnswer, Seal } from '../platform/http/idempotency.js';
import { Problem } from '../platform/problems/problem.js';
import { formatInstant } from '../scheduling/time.js';
import { rereadBooking, wholeAnswer } from './booking.access.js';
import type { Asking } from './bookings.service.js';
import { ChangeWriter } from './change.writer.js';
import { decideAgainWhenMoved, holdRules } from './decide-again.js';
import { BookingWorld, standingIn } from './world.service.js';

/** The front desk takes requests in: it says that they are understood and complete, and decides nothing. */
@Injectable()
export class AcceptanceService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly worlds: BookingWorld,
    private readonly writer: ChangeWriter,
  ) {}

  async accept(id: string, asking: Asking, seal: Seal): Promise<KeptAnswer> {
    return decideAgainWhenMoved(async () => {
      const rules = await this.worlds.rules(asking.centreId);
      return this.unitOfWork.run(async (tx) => {
        await holdRules(tx, rules.plan);
        const standing = standingIn(rules, asking);
        const { booking } = (await rereadBooking(tx, standing, id)).whole;
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
        });
        const answer = wholeAnswer(rules, await rereadBooking(tx, standing, id));
        await seal(tx, answer);
        return answer;
      });
    });
  }
}
