import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../accounts/actor.js';
import type { Standing } from '../operators/standing.js';
import type { Tx } from '../platform/database/sql.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { KeptAnswer, Seal } from '../platform/http/idempotency.js';
import { badInput, Problem } from '../platform/problems/problem.js';
import { MINUTE, type Instant } from '../scheduling/time.types.js';
import { stageAfterOperator } from './approval.js';
import { rereadBooking, wholeAnswer } from './booking.access.js';
import type { Occurrence, Status, WholeBooking } from './booking.types.js';
import type { Asking } from './bookings.service.js';
import { readBooking } from './bookings.store.js';
import { ChangeWriter } from './change.writer.js';
import { Changing } from './changing.js';
import { decideAgainWhenMoved, holdRules, RulesMoved } from './decide-again.js';
import type { DecideBody, DeclineBody } from './dto/decide.body.js';
import { Judging } from './judging.service.js';
import { judgeAgainstLedger } from './ledger-check.js';
import { holdersInTheWay } from './rivals.js';
import { decidesNow } from './sight.js';
import { Tenancies } from './tenancies.js';
import { BookingWorld, type Rules } from './world.service.js';

const WAITING: ReadonlySet<Status> = new Set(['pending', 'standby']);

/** So many requests expire in one transaction; the rest follow in the next run. */
const EXPIRE_AT_ONCE = 500;

/** Requests are decided whole, or date by date: by the back office, or by the operator of the zone when it is its turn. */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly changing: Changing,
    private readonly unitOfWork: UnitOfWork,
    private readonly worlds: BookingWorld,
    private readonly judging: Judging,
    private readonly writer: ChangeWriter,
    private readonly tenancies: Tenancies,
  ) {}

  /** Confirms waiting dates. A standby takes its place from the pending holder, who is declined in the same commit. */
  async approve(id: string, body: DecideBody, asking: Asking, seal: Seal): Promise<KeptAnswer> {
    return this.changing.run(asking, async (tx, { rules, standing }) => {
      const { whole } = await rereadBooking(tx, standing, id);
      const before = waitingOf(whole, { ids: body.occurrences, standing });
      if (before.some((occurrence) => occurrence.start <= asking.now))
        throw new Problem('conflict', 'It has started already; it can no longer be confirmed.');
      if (before.some(({ proposal }) => proposal !== null))
        throw new Problem('conflict', 'A counter-proposal waits for an answer here; decline it, or wait.');
      const after = before.map((o) => approved(o, { rules, standing, asking, reason: body.reason }));
      const entering = before.filter((o, i) => o.status === 'standby' && after[i]?.status === 'confirmed');
      for (const standby of entering) await this.makeRoom(tx, { rules, standing, asking, standby });
      await judgeAgainstLedger(tx, this.judging, {
        rules,
        standing,
        now: asking.now,
        occurrences: entering,
      });
      await this.tenancies.requireRoom(tx, {
        rules,
        booking: whole.booking,
        occurrences: entering,
        now: asking.now,
      });
      return this.finish(tx, {
        rules,
        standing,
        asking,
        seal,
        id,
        action: after.some(({ status }) => status === 'confirmed') ? 'booking.confirmed' : 'booking.forwarded',
        before,
        after,
        reason: body.reason,
      });
    });
  }

  /** Declines waiting dates with a reason; their claims go at once. */
  async decline(id: string, body: DeclineBody, asking: Asking, seal: Seal): Promise<KeptAnswer> {
    return this.changing.run(asking, async (tx, { rules, standing }) => {
      const { whole } = await rereadBooking(tx, standing, id);
      const before = waitingOf(whole, { ids: body.occurrences, standing });
      const after = before.map((o): Occurrence => ({
        ...o,
        ...decidedBy(asking),
        status: 'declined',
        stage: null,
        proposal: null,
        reason: body.reason,
      }));
      return this.finish(tx, {
        rules,
        standing,
        asking,
        seal,
        id,
        action: 'booking.declined',
        before,
        after,
        reason: body.reason,
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
    { rules, standing, asking, standby }: { rules: Rules; standing: Standing; asking: Asking; standby: Occurrence },
  ): Promise<void> {
    const holders = await holdersInTheWay(tx, rules.plan, standby);
    if (!holders.every((holder) => decidesNow(standing, holder)))
      throw new Problem('forbidden', 'It would take the place of a request that the back office decides; ask them.');
    for (const before of holders) {
      await this.holdStill(tx, rules.plan.centreId, before);
      const why = { reason: null, reasonCode: 'rival-confirmed' } as const;
      const decided = { ...decidedBy(asking), status: 'declined', stage: null, proposal: null } as const;
      const after: Occurrence = { ...before, ...why, ...decided };
      await this.writer.write(tx, {
        plan: rules.plan,
        actor: asking.actor,
        at: asking.now,
        action: 'booking.declined',
        bookingId: before.bookingId,
        before: [before],
        after: [after],
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
    const { rules, standing, asking, seal, id, action, before, after, reason } = input;
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
    const answer = wholeAnswer(rules, await rereadBooking(tx, standing, id));
    await seal(tx, answer);
    return answer;
  }
}

interface FinishInput {
  readonly rules: Rules;
  readonly standing: Standing;
  readonly asking: Asking;
  readonly seal: Seal;
  readonly id: string;
  readonly action: string;
  readonly before: readonly Occurrence[];
  readonly after: readonly Occurrence[];
  readonly reason: string | undefined;
}

const decidedBy = ({ actor, now }: Asking) => ({ decidedBy: actor.id, decidedAt: now, changedAt: now });

/** Confirmed, or passed on to the centre where the zone's operator does not have the last word. */
function approved(
  before: Occurrence,
  { rules, standing, asking, reason }: { rules: Rules; standing: Standing; asking: Asking; reason: string | undefined },
): Occurrence {
  const zone = rules.plan.byId.get(before.zoneId);
  const next = zone && !standing.decidesAll ? stageAfterOperator(zone) : null;
  const decided = { ...before, ...decidedBy(asking), reason: reason ?? null, stage: next };
  return next === null ? { ...decided, status: 'confirmed' } : decided;
}

/**
 * The dates a decision is about: those named, or all that wait for this actor. Who comes second finds none, and is told;
 * who is not to decide them is told as well.
 */
export function waitingOf(
  { booking, occurrences }: WholeBooking,
  { ids, standing }: { ids: readonly string[] | undefined; standing: Standing },
): Occurrence[] {
  if (!standing.decidesAll && occurrences.every(({ zoneId }) => !standing.decides.has(zoneId)))
    throw new Problem('forbidden', 'Only the back office and who runs the zone decide requests.');
  const unknown = (ids ?? []).filter((id) => !occurrences.some((occurrence) => occurrence.id === id));
  if (unknown.length > 0)
    throw badInput(
      unknown.map((id) => ({ pointer: '/occurrences', detail: `"${id}" is not an occurrence of this booking.` })),
    );
  const named = ids ? occurrences.filter(({ id }) => ids.includes(id)) : occurrences;
  const waiting = named.filter(({ status }) => WAITING.has(status));
  const mine = waiting.filter((occurrence) => decidesNow(standing, occurrence));
  const decided = ids ? named.find(({ status }) => !WAITING.has(status)) : undefined;
  if (waiting.length === 0 || decided) {
    const state = decided?.status ?? booking.status;
    throw new Problem('conflict', `Nothing waits for a decision here: it is ${state} by now. Read it again.`);
  }
  if (mine.length === 0 || (ids && mine.length < waiting.length))
    throw new Problem('forbidden', "It is not your turn: this waits for the centre's back office.");
  return mine;
}
