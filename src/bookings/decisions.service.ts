import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../accounts/actor.js';
import type { Tx } from '../platform/database/sql.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { KeptAnswer, Seal } from '../platform/http/idempotency.js';
import { badInput, Problem } from '../platform/problems/problem.js';
import { MINUTE, type Instant } from '../scheduling/time.types.js';
import { requireDecider, rereadBooking, wholeAnswer } from './booking.access.js';
import type { Occurrence, Status, WholeBooking } from './booking.types.js';
import type { Asking } from './bookings.service.js';
import { readBooking } from './bookings.store.js';
import { ChangeWriter } from './change.writer.js';
import { decideAgainWhenMoved, holdRules, RulesMoved } from './decide-again.js';
import type { DecideBody, DeclineBody } from './dto/decide.body.js';
import { Judging } from './judging.service.js';
import { judgeAgainstLedger } from './ledger-check.js';
import { holdersInTheWay } from './rivals.js';
import { BookingWorld, type Rules } from './world.service.js';

const WAITING: ReadonlySet<Status> = new Set(['pending', 'standby']);

/** So many requests expire in one transaction; the rest follow in the next run. */
const EXPIRE_AT_ONCE = 500;

/** The back office decides requests: whole, or date by date. */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly worlds: BookingWorld,
    private readonly judging: Judging,
    private readonly writer: ChangeWriter,
  ) {}

  /** Confirms waiting dates. A standby takes its place from the pending holder, who is declined in the same commit. */
  async approve(id: string, body: DecideBody, asking: Asking, seal: Seal): Promise<KeptAnswer> {
    return decideAgainWhenMoved(async () => {
      const rules = await this.worlds.rules(asking.centreId);
      return this.unitOfWork.run(async (tx) => {
        await holdRules(tx, rules.plan);
        const whole = await rereadBooking(tx, asking, id);
        requireDecider(asking.actor, asking.centreId);
        const before = waitingOf(whole, body.occurrences);
        if (before.some((occurrence) => occurrence.start <= asking.now))
          throw new Problem('conflict', 'It has started already; it can no longer be confirmed.');
        for (const standby of before.filter(({ status }) => status === 'standby'))
          await this.makeRoom(tx, { rules, asking, standby });
        const after = before.map((o): Occurrence => ({
          ...o,
          status: 'confirmed',
          reason: body.reason ?? null,
          changedAt: asking.now,
        }));
        await judgeAgainstLedger(tx, this.judging, {
          rules,
          asking,
          occurrences: after.filter((_, i) => before[i]?.status === 'standby'),
        });
        return this.finish(tx, {
          rules,
          asking,
          seal,
          id,
          action: 'booking.confirmed',
          before,
          after,
          reason: body.reason,
        });
      });
    });
  }

  /** Declines waiting dates with a reason; their claims go at once. */
  async decline(id: string, body: DeclineBody, asking: Asking, seal: Seal): Promise<KeptAnswer> {
    return decideAgainWhenMoved(async () => {
      const rules = await this.worlds.rules(asking.centreId);
      return this.unitOfWork.run(async (tx) => {
        await holdRules(tx, rules.plan);
        const whole = await rereadBooking(tx, asking, id);
        requireDecider(asking.actor, asking.centreId);
        const before = waitingOf(whole, body.occurrences);
        const after = before.map((o): Occurrence => ({
          ...o,
          status: 'declined',
          reason: body.reason,
          changedAt: asking.now,
        }));
        return this.finish(tx, {
          rules,
          asking,
          seal,
          id,
          action: 'booking.declined',
          before,
          after,
          reason: body.reason,
        });
      });
    });
  }

  /** Lets requests of a centre expire that nobody decided in time before their start; gives how many dates. */
  async expire(
    centreId: number,
    { now, pendingExpiryMinutes }: { now: Instant; pendingExpiryMinutes: number },
  ): Promise<number> {
    const latest = now + pendingExpiryMinutes * MINUTE;
    return decideAgainWhenMoved(async () => {
      const rules = await this.worlds.rules(centreId);
      return this.unitOfWork.run(async (tx) => {
        await holdRules(tx, rules.plan);
        const rows = await tx.all<{ booking_id: string }>(
          `SELECT booking_id FROM occurrences
           WHERE centre_id = ? AND status IN ('pending', 'standby') AND start_at <= ? ORDER BY start_at LIMIT ${EXPIRE_AT_ONCE}`,
          [centreId, latest],
        );
        let expired = 0;
        for (const bookingId of [...new Set(rows.map((row) => row.booking_id))].sort()) {
          const whole = await readBooking(tx, centreId, bookingId);
          const before = (whole?.occurrences ?? []).filter((o) => WAITING.has(o.status) && o.start <= latest);
          if (before.length === 0) continue;
          expired += before.length;
          const after = before.map((o): Occurrence => ({ ...o, status: 'expired', reason: null, changedAt: now }));
          const action = 'booking.expired';
          await this.writer.write(tx, { plan: rules.plan, actor: SYSTEM, at: now, action, bookingId, before, after });
        }
        return expired;
      });
    });
  }

  private async makeRoom(
    tx: Tx,
    { rules, asking, standby }: { rules: Rules; asking: Asking; standby: Occurrence },
  ): Promise<void> {
    const holders = await holdersInTheWay(tx, rules.plan, standby);
    for (const before of holders) {
      await this.holdStill(tx, rules.plan.centreId, before);
      const reason = 'Another request for this time was confirmed.';
      const after: Occurrence = { ...before, status: 'declined', reason, changedAt: asking.now };
      await this.writer.write(tx, {
        plan: rules.plan,
        actor: asking.actor,
        at: asking.now,
        action: 'booking.declined',
        bookingId: before.bookingId,
        before: [before],
        after: [after],
        reason,
      });
    }
  }

  /** Nobody else decides or moves a holder any more; when somebody just did, all is decided again. */
  private async holdStill(tx: Tx, centreId: number, holder: Occurrence): Promise<void> {
    const whole = await readBooking(tx, centreId, holder.bookingId);
    const still = whole?.occurrences.find(({ id }) => id === holder.id);
    const isMoved = still?.start !== holder.start || still.end !== holder.end || still.zoneId !== holder.zoneId;
    if (isMoved || still.status !== 'pending') throw new RulesMoved();
  }

  private async finish(tx: Tx, input: FinishInput): Promise<KeptAnswer> {
    const { rules, asking, seal, id, action, before, after, reason } = input;
    await this.writer.write(tx, {
      plan: rules.plan,
      actor: asking.actor,
      at: asking.now,
      action,
      bookingId: id,
      before,
      after,
      reason,
    });
    const answer = wholeAnswer(rules.plan, await rereadBooking(tx, asking, id));
    await seal(tx, answer);
    return answer;
  }
}

interface FinishInput {
  readonly rules: Rules;
  readonly asking: Asking;
  readonly seal: Seal;
  readonly id: string;
  readonly action: string;
  readonly before: readonly Occurrence[];
  readonly after: readonly Occurrence[];
  readonly reason: string | undefined;
}

/** The dates a decision is about: those named, or all that wait. Who comes second finds none, and is told. */
function waitingOf({ booking, occurrences }: WholeBooking, ids: readonly string[] | undefined): Occurrence[] {
  const unknown = (ids ?? []).filter((id) => !occurrences.some((occurrence) => occurrence.id === id));
  if (unknown.length > 0)
    throw badInput(
      unknown.map((id) => ({ pointer: '/occurrences', detail: `"${id}" is not an occurrence of this booking.` })),
    );
  const meant = ids
    ? occurrences.filter(({ id }) => ids.includes(id))
    : occurrences.filter(({ status }) => WAITING.has(status));
  const decided = meant.filter(({ status }) => !WAITING.has(status));
  if (meant.length === 0 || decided.length > 0) {
    const state = decided[0]?.status ?? booking.status;
    throw new Problem('conflict', `Nothing waits for a decision here: it is ${state} by now. Read it again.`);
  }
  return meant;
}
