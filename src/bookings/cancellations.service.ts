import { Injectable } from '@nestjs/common';
import { InjectSettings } from '../platform/config/settings.token.js';
import type { Settings } from '../platform/config/settings.js';
import type { Standing } from '../operators/standing.js';
import type { Tx } from '../platform/database/sql.js';
import type { KeptAnswer, Seal } from '../platform/http/idempotency.js';
import { Problem } from '../platform/problems/problem.js';
import { MINUTE } from '../scheduling/time.types.js';
import { LIVE, type Occurrence, type WholeBooking } from './booking.types.js';
import type { Asking } from './bookings.service.js';
import { ChangeWriter } from './change.writer.js';
import { Changing } from './changing.js';
import type { CancelBookingBody } from './dto/edit-booking.body.js';
import { requireMayAdd, requireMayChange, rereadBooking, wholeAnswer } from './booking.access.js';
import { Faults } from './request.js';
import { judgeAgainstLedger } from './ledger-check.js';
import { Judging } from './judging.service.js';
import { resolveScope } from './scope.js';
import { Tenancies } from './tenancies.js';
import type { Rules } from './world.service.js';

/** Cancels dates that have not started, and takes a cancel back for a while. */
@Injectable()
export class CancellationsService {
  private readonly undoMinutes: number;

  constructor(
    private readonly changing: Changing,
    private readonly judging: Judging,
    private readonly writer: ChangeWriter,
    private readonly tenancies: Tenancies,
    @InjectSettings() settings: Settings,
  ) {
    this.undoMinutes = settings.undoMinutes;
  }

  /** Cancels one date, those from one on, or all that are still ahead. */
  async cancel(id: string, body: CancelBookingBody, asking: Asking, seal: Seal): Promise<KeptAnswer> {
    return this.changing.run(asking, async (tx, { rules, standing }) => {
      const { whole } = await rereadBooking(tx, standing, id);
      requireMayChange(standing, whole.booking);
      const faults = new Faults();
      const reach = resolveScope(whole, body, faults);
      faults.throwIfAny();
      const before = reach.filter((occurrence) => LIVE.has(occurrence.status) && occurrence.start > asking.now);
      if (before.length === 0) throw nothingAhead(reach, asking);
      const after = before.map((o): Occurrence => ({
        ...o,
        status: 'cancelled',
        undoStatus: o.status,
        reason: body.reason ?? null,
        changedAt: asking.now,
      }));
      await this.writer.write(tx, {
        plan: rules.plan,
        actor: asking.actor,
        at: asking.now,
        action: 'booking.cancelled',
        bookingId: id,
        before,
        after,
        reason: body.reason,
      });
      return this.seal(tx, { id, standing, seal, rules });
    });
  }

  /** Brings back what the last cancel took, when that is not long ago and every place is still free. */
  async undo(id: string, asking: Asking, seal: Seal): Promise<KeptAnswer> {
    return this.changing.run(asking, async (tx, { rules, standing }) => {
      const { whole } = await rereadBooking(tx, standing, id);
      requireMayChange(standing, whole.booking);
      requireMayAdd(standing, whole.booking.operatorId);
      const before = lastCancelled(whole, asking, this.undoMinutes);
      const after = before.map((o): Occurrence => ({
        ...o,
        status: o.undoStatus ?? 'confirmed',
        undoStatus: null,
        reason: null,
        changedAt: asking.now,
      }));
      const holding = after.filter(({ status }) => status !== 'standby');
      await judgeAgainstLedger(tx, this.judging, {
        rules,
        standing,
        now: asking.now,
        occurrences: holding,
      });
      await this.tenancies.requireRoom(tx, { rules, booking: whole.booking, occurrences: holding, now: asking.now });
      await this.writer.write(tx, {
        plan: rules.plan,
        actor: asking.actor,
        at: asking.now,
        action: 'booking.cancel-undone',
        bookingId: id,
        before,
        after,
      });
      return this.seal(tx, { id, standing, seal, rules });
    });
  }

  private async seal(
    tx: Tx,
    { id, standing, seal, rules }: { id: string; standing: Standing; seal: Seal; rules: Rules },
  ): Promise<KeptAnswer> {
    const answer = wholeAnswer(rules, await rereadBooking(tx, standing, id));
    await seal(tx, answer);
    return answer;
  }
}

function nothingAhead(reach: readonly Occurrence[], { now }: Pick<Asking, 'now'>): Problem {
  const running = reach.some((o) => LIVE.has(o.status) && o.start <= now && o.end > now);
  return new Problem(
    'conflict',
    running ? 'It has started; shorten it instead of cancelling.' : 'There is nothing ahead that could be cancelled.',
  );
}

function lastCancelled({ occurrences }: WholeBooking, { now }: Asking, undoMinutes: number): Occurrence[] {
  const undoable = occurrences.filter(
    (o) =>
      o.status === 'cancelled' && o.undoStatus !== null && o.start > now && now - o.changedAt <= undoMinutes * MINUTE,
  );
  const last = Math.max(...undoable.map(({ changedAt }) => changedAt));
  if (undoable.length === 0)
    throw new Problem('conflict', `Nothing was cancelled in the last ${undoMinutes} minutes that still lies ahead.`);
  return undoable.filter(({ changedAt }) => changedAt === last);
}
