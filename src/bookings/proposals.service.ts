import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../accounts/actor.js';
import type { Standing } from '../operators/standing.js';
import type { Tx } from '../platform/database/sql.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { KeptAnswer, Seal } from '../platform/http/idempotency.js';
import { Problem } from '../platform/problems/problem.js';
import type { Instant } from '../scheduling/time.types.js';
import type { Zone } from '../scheduling/zones.types.js';
import { stageAfterOperator } from './approval.js';
import { requireMayAdd, requireMayChange, rereadBooking, wholeAnswer } from './booking.access.js';
import type { Occurrence, WholeBooking } from './booking.types.js';
import type { Asking } from './bookings.service.js';
import { readBooking } from './bookings.store.js';
import { ChangeWriter } from './change.writer.js';
import { Changing } from './changing.js';
import { decideAgainWhenMoved, holdRules } from './decide-again.js';
import { waitingOf } from './decisions.service.js';
import type { AnswerProposalBody, CounterBody } from './dto/proposal.body.js';
import { Judging } from './judging.service.js';
import { backWhereAsked, proposedAt } from './proposal.places.js';
import { readProposals } from './proposal.request.js';
import { Tenancies } from './tenancies.js';
import { verdictView } from './views.js';
import { BookingWorld, standingIn, type Rules } from './world.service.js';

/**
 * Counter-proposals: who decides a request moves its claims to another place and asks whether that will do. The asker
 * takes it in one call; when they decline it, or time runs out, the date goes back to where it was asked for, if that is
 * still free.
 */
@Injectable()
export class ProposalsService {
  constructor(
    private readonly changing: Changing,
    private readonly unitOfWork: UnitOfWork,
    private readonly worlds: BookingWorld,
    private readonly judging: Judging,
    private readonly writer: ChangeWriter,
    private readonly tenancies: Tenancies,
  ) {}

  /** Proposes other places for waiting dates. Throws `refused` with every date's reasons when one does not fit. */
  async counter(id: string, body: CounterBody, asking: Asking, seal: Seal): Promise<KeptAnswer> {
    return this.changing.run(asking, async (tx, { rules, standing }) => {
      const { whole } = await rereadBooking(tx, standing, id);
      const ids = [...new Set(body.proposals.map(({ occurrence }) => occurrence))];
      const before = waitingOf(whole, { ids, standing });
      const wishes = readProposals(body, { rules, before, now: asking.now });
      wishes.forEach(({ candidate }) => requireMayPropose(standing, candidate.zone));
      await this.requirePlaces(tx, {
        rules,
        standing,
        asking,
        whole,
        candidates: wishes.map((one) => one.candidate),
      });
      const after = wishes.map((wish) => proposedAt(wish, { reason: body.reason, asking, standing }));
      const change = { action: 'booking.countered', before, after, reason: body.reason };
      return this.finish(tx, { rules, standing, asking, seal, id, ...change });
    });
  }

  /** The asker takes what is proposed: the dates are confirmed where they lie, or go on to the centre. */
  async accept(id: string, body: AnswerProposalBody, asking: Asking, seal: Seal): Promise<KeptAnswer> {
    return this.answer(id, { body, asking, seal }, async (_, { rules, before }) => ({
      action: 'booking.proposal-accepted',
      after: before.map((occurrence) => accepted(occurrence, { rules, asking })),
    }));
  }

  /** The asker does not: the dates go back where they were asked for, or are declined when that is taken by now. */
  async decline(id: string, body: AnswerProposalBody, asking: Asking, seal: Seal): Promise<KeptAnswer> {
    return this.answer(id, { body, asking, seal }, async (tx, { rules, standing, before }) => ({
      action: 'booking.proposal-declined',
      after: await backWhereAsked(tx, this.judging, { rules, standing, now: asking.now, before, lost: 'declined' }),
    }));
  }

  /** Proposals of a centre that nobody answered in time come to nothing; gives how many dates. */
  async expire(centreId: number, now: Instant): Promise<number> {
    return decideAgainWhenMoved(async () => {
      const rules = await this.worlds.rules(centreId);
      const standing = standingIn(rules, { actor: SYSTEM, now });
      return this.unitOfWork.run(async (tx) => {
        await holdRules(tx, rules.plan);
        const rows = await tx.all<{ booking_id: string }>(
          `SELECT DISTINCT booking_id FROM occurrences
           WHERE centre_id = ? AND status = 'pending' AND proposal IS NOT NULL ORDER BY booking_id`,
          [centreId],
        );
        let expired = 0;
        for (const { booking_id: bookingId } of rows) {
          const whole = await readBooking(tx, centreId, bookingId);
          const before = (whole?.occurrences ?? []).filter(({ status, proposal }) => {
            return status === 'pending' && proposal !== null && proposal.expiresAt <= now;
          });
          if (before.length === 0) continue;
          expired += before.length;
          const after = await backWhereAsked(tx, this.judging, { rules, standing, now, before, lost: 'expired' });
          const change = { plan: rules.plan, actor: SYSTEM, at: now, action: 'booking.proposal-expired' };
          await this.writer.write(tx, { ...change, bookingId, before, after });
        }
        return expired;
      });
    });
  }

  private async answer(
    id: string,
    { body, asking, seal }: { body: AnswerProposalBody; asking: Asking; seal: Seal },
    outcome: (
      tx: Tx,
      state: { rules: Rules; standing: Standing; before: Occurrence[] },
    ) => Promise<{ action: string; after: Occurrence[] }>,
  ): Promise<KeptAnswer> {
    return this.changing.run(asking, async (tx, { rules, standing }) => {
      const { whole } = await rereadBooking(tx, standing, id);
      requireMayChange(standing, whole.booking);
      requireMayAdd(standing, whole.booking.operatorId);
      const before = proposedOf(whole, body.occurrences);
      const change = await outcome(tx, { rules, standing, before });
      return this.finish(tx, { rules, standing, asking, seal, id, before, ...change });
    });
  }

  private async requirePlaces(tx: Tx, input: PlacesInput): Promise<void> {
    const { rules, standing, asking, whole, candidates } = input;
    const { operatorId, id: booking, booker, needs } = whole.booking;
    const without = new Set(whole.occurrences.filter(isAmong(candidates)).map((occurrence) => occurrence.id));
    const { now } = asking;
    const tenancy = await this.tenancies.load({ rules, operatorId, candidates, now, without, booking }, tx);
    const question = { rules, standing, now, candidates, needs, waived: NOTHING, without, tenancy };
    const judged = await this.judging.judge({ ...question, booker: standing.staff ? 'staff' : booker }, tx);
    if (judged.verdicts.every(({ ok }) => ok)) {
      await this.tenancies.holdQuotas(tx, { rules, operatorId, candidates, now, without, booking }, NOTHING);
      return;
    }
    const dates = await this.judging.withAlternatives(question, judged, tx);
    const occurrences = dates.map((date) => verdictView(rules.plan, date));
    throw new Problem('refused', 'The dates cannot lie where you propose; nothing was changed.', { occurrences });
  }

  private async finish(tx: Tx, input: FinishInput): Promise<KeptAnswer> {
    const { rules, standing, asking, seal, id, action, before, after, reason } = input;
    const change = {
      plan: rules.plan,
      actor: asking.actor,
      at: asking.now,
      action,
      bookingId: id,
      before,
      after,
      reason,
    };
    await this.writer.write(tx, change);
    const answer = wholeAnswer(rules, await rereadBooking(tx, standing, id));
    await seal(tx, answer);
    return answer;
  }
}

const NOTHING: ReadonlySet<never> = new Set();

interface PlacesInput {
  readonly rules: Rules;
  readonly standing: Standing;
  readonly asking: Asking;
  readonly whole: WholeBooking;
  readonly candidates: ReturnType<typeof readProposals>[number]['candidate'][];
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
  readonly reason?: string;
}

/** An operator proposes only what it decides: neither does it give away what is others', nor lose sight of the request. */
function requireMayPropose(standing: Standing, zone: Zone): void {
  if (standing.decidesAll || standing.decides.has(zone.id)) return;
  throw new Problem('forbidden', `Requests for ${zone.code} are not yours to decide; propose a zone that is.`);
}

const isAmong = (candidates: PlacesInput['candidates']) => {
  const places = new Set(candidates.map(({ series }) => series));
  return ({ series }: Occurrence): boolean => places.has(series);
};

/** The dates that wait for an answer to a proposal: those named, or all. */
function proposedOf({ occurrences, booking }: WholeBooking, ids: readonly string[] | undefined): Occurrence[] {
  const meant = occurrences.filter(
    (occurrence) =>
      occurrence.proposal !== null && occurrence.status === 'pending' && (ids?.includes(occurrence.id) ?? true),
  );
  if (meant.length > 0 && (!ids || meant.length === new Set(ids).size)) return meant;
  throw new Problem(
    'conflict',
    `No proposal waits for your answer there: it is ${booking.status} by now. Read it again.`,
  );
}

function accepted(before: Occurrence, { rules, asking }: { rules: Rules; asking: Asking }): Occurrence {
  const zone = rules.plan.byId.get(before.zoneId);
  const next = zone && before.stage === 'operator' ? stageAfterOperator(zone) : null;
  const decided = { decidedBy: before.proposal?.proposedBy ?? null, decidedAt: asking.now, changedAt: asking.now };
  return {
    ...before,
    ...decided,
    status: next === null ? 'confirmed' : 'pending',
    stage: next,
    proposal: null,
    edited: true,
  };
}
