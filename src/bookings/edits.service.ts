import { Injectable } from '@nestjs/common';
import { InjectSettings } from '../platform/config/settings.token.js';
import type { Settings } from '../platform/config/settings.js';
import { Reader } from '../platform/database/reader.js';
import type { Standing } from '../operators/standing.js';
import { todayOf } from '../operators/standings.js';
import type { Tx } from '../platform/database/sql.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { requireVersion } from '../platform/http/etag.js';
import type { KeptAnswer } from '../platform/http/idempotency.js';
import { Problem } from '../platform/problems/problem.js';
import type { RefusalCode } from '../scheduling/refusals.js';
import { meetsOnlyPending, type Verdict } from '../scheduling/verdict.js';
import { readWaiver, requireWaiverRight, waivedIn } from './acting.js';
import { decidersOn, type Asker } from './approval.js';
import { tellOfQuotas } from './booking-notices.js';
import { requireMayAdd, requireMayChange, rereadBooking, wholeAnswer } from './booking.access.js';
import type { WholeBooking } from './booking.types.js';
import type { Asking } from './bookings.service.js';
import { forgetRefused, saveRefused } from './bookings.store.js';
import { ChangeWriter } from './change.writer.js';
import { decideAgainWhenMoved, holdRules, RulesMoved } from './decide-again.js';
import type { EditBookingBody } from './dto/edit-booking.body.js';
import { changeOf } from './edit.change.js';
import { differenceView } from './edit.views.js';
import { planEdit } from './edit.plan.js';
import type { EditPlan, Move } from './edit.types.js';
import { Faults, type SeriesBounds } from './request.js';
import { Judging } from './judging.service.js';
import { verdictView, type JudgedDate } from './views.js';
import { refusedDate } from './new-booking.js';
import { Tenancies, type ToldQuota } from './tenancies.js';
import { BookingWorld, standingIn, type Rules, type WorldQuestion } from './world.service.js';

export interface Editing extends Asking {
  readonly ifMatch: number | null;
}

/** An edit that was judged: which moves and additions go through, and which stay as they were. */
export interface JudgedEdit {
  readonly rules: Rules;
  readonly standing: Standing;
  readonly waived: ReadonlySet<RefusalCode>;
  readonly whole: WholeBooking;
  readonly plan: EditPlan;
  readonly dates: readonly JudgedDate[];
  readonly moves: readonly (Move & { verdict: Verdict })[];
  readonly added: readonly Verdict[];
  readonly refused: readonly Verdict[];
  /** The operator's quotas in the periods of all that is moved or added. */
  readonly quotas: readonly ToldQuota[];
  readonly ok: boolean;
}

/** Changes a booking: one date, those from one on, or all, as a difference first or for good. */
@Injectable()
export class EditsService {
  private readonly bounds: SeriesBounds;

  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly worlds: BookingWorld,
    private readonly judging: Judging,
    private readonly writer: ChangeWriter,
    private readonly tenancies: Tenancies,
    @InjectSettings() settings: Settings,
  ) {
    this.bounds = { maxOccurrences: settings.maxOccurrences, horizonYears: settings.horizonYears };
  }

  /** What the edit would come to; writes nothing. */
  async preview(id: string, body: EditBookingBody, editing: Editing): Promise<Record<string, unknown>> {
    const edit = await this.decide(id, body, editing);
    return differenceView(edit);
  }

  /** Makes the edit, or throws `refused` with every date's reasons and alternatives. */
  async edit(id: string, body: EditBookingBody, editing: Editing): Promise<KeptAnswer> {
    return decideAgainWhenMoved(async () => {
      const edit = await this.decide(id, body, editing);
      if (!edit.ok) throw refusedEdit(edit);
      return this.unitOfWork.run(async (tx) => {
        await holdRules(tx, edit.rules.plan);
        const { whole } = await rereadBooking(tx, edit.standing, id);
        if (whole.booking.version !== edit.whole.booking.version) throw new RulesMoved();
        await this.holdQuotas(tx, edit, editing);
        await this.write(tx, { edit, editing, body });
        const { operatorId } = whole.booking;
        const { actor, centreId, now: at } = editing;
        await tellOfQuotas(tx, { centreId, at, actor, operatorId, quotas: edit.quotas });
        const answer = wholeAnswer(edit.rules, await rereadBooking(tx, edit.standing, id));
        const warnings = edit.dates.flatMap(({ verdict }) => verdict.warnings);
        return { ...answer, body: { ...(answer.body as object), ...differenceView(edit), warnings } };
      });
    });
  }

  private async decide(id: string, body: EditBookingBody, editing: Editing): Promise<JudgedEdit> {
    const { centreId, actor, now, ifMatch } = editing;
    const rules = await this.worlds.rules(centreId);
    const standing = standingIn(rules, editing);
    const { whole } = await rereadBooking(this.reader, standing, id);
    requireMayChange(standing, whole.booking);
    requireMayAdd(standing, whole.booking.operatorId);
    requireWaiverRight(actor, standing, body.waiver);
    const faults = new Faults();
    const wished = readWaiver(body.waiver, faults);
    faults.throwIfAny();
    const plan = understood(() => planEdit({ whole, body, rules, now, bounds: this.bounds }), {
      beforeConflict: () => requireVersion(ifMatch, whole.booking.version),
    });
    const zones = [
      ...new Set([...plan.moves.map(({ candidate }) => candidate), ...plan.added].map(({ zone }) => zone)),
    ];
    const waived = waivedIn(wished, { standing, zones, waiver: body.waiver });
    requireNoOpenProposal(plan);
    const question = { rules, standing, now, needs: plan.booking.needs, waived };
    return this.judge({ rules, standing, waived, whole, plan, body, question });
  }

  /**
   * Judges moves and additions together, the moved occurrences' own claims left out. With `skip` a refused move stays
   * where it was, so it stands in the way again and the rest is judged once more, until nothing changes.
   */
  private async judge(input: {
    rules: Rules;
    standing: Standing;
    waived: ReadonlySet<RefusalCode>;
    whole: WholeBooking;
    plan: EditPlan;
    body: EditBookingBody;
    question: Omit<WorldQuestion, 'candidates'>;
  }): Promise<JudgedEdit> {
    const { rules, standing, waived, whole, plan, body } = input;
    const { operatorId, id: booking } = whole.booking;
    const staying = new Map<string, Verdict>();
    for (;;) {
      const moves = plan.moves.filter(({ before }) => !staying.has(before.id));
      const candidates = [...moves.map(({ candidate }) => candidate), ...plan.added];
      const without = new Set([...moves.map(({ before }) => before.id), ...plan.dropped.map(({ id }) => id)]);
      const tenancy = await this.tenancies.load({
        ...{ rules, operatorId, candidates, without, booking },
        now: input.question.now,
      });
      const question = { ...input.question, candidates, without, tenancy };
      const judged = await this.judging.judge(question);
      const verdicts = judged.verdicts;
      const isStandby = (i: number): boolean =>
        moves[i]?.before.status === 'standby' && meetsOnlyPending(verdicts[i]?.refusals ?? []);
      const refusedMoves = moves
        .map((move, i) => ({ move, verdict: verdicts[i] }))
        .filter(({ verdict }, i) => verdict && !verdict.ok && !isStandby(i));
      if (body.onConflict === 'skip' && refusedMoves.length > 0) {
        for (const { move, verdict } of refusedMoves) if (verdict) staying.set(move.before.id, verdict);
        continue;
      }
      const dates = await this.judging.withAlternatives(question, judged);
      const added = verdicts.slice(moves.length);
      const refusedAdded = added.filter(({ ok }) => !ok);
      const taken = body.onConflict === 'skip' ? true : refusedMoves.length === 0 && refusedAdded.length === 0;
      return {
        rules,
        standing,
        waived,
        whole,
        plan,
        dates: [...dates, ...[...staying.values()].map((verdict) => ({ verdict, alternatives: [] }))],
        moves: moves.flatMap((move, i) => (verdicts[i] ? [{ ...move, verdict: verdicts[i] }] : [])),
        added: added.filter(({ ok }) => ok),
        refused: [...staying.values(), ...refusedAdded],
        quotas: this.tenancies.told(tenancy, { dates: candidates, after: judged.quotas }),
        ok:
          taken &&
          (staying.size === 0 || staying.size < plan.moves.length || plan.added.length + plan.dropped.length > 0),
      };
    }
  }

  private holdQuotas(tx: Tx, edit: JudgedEdit, { now }: Editing): Promise<void> {
    const { rules, whole, plan, waived } = edit;
    const { operatorId, id: booking } = whole.booking;
    const judged = [...edit.moves.map(({ verdict }) => verdict), ...edit.added].filter(({ ok }) => ok);
    const candidates = judged.map(({ candidate }) => candidate);
    const without = new Set([...edit.moves.map(({ before }) => before.id), ...plan.dropped.map(({ id }) => id)]);
    return this.tenancies.holdQuotas(tx, { rules, operatorId, candidates, now, without, booking }, waived);
  }

  private async write(
    tx: Tx,
    { edit, editing, body }: { edit: JudgedEdit; editing: Editing; body: EditBookingBody },
  ): Promise<void> {
    const { plan, whole, rules } = edit;
    const { actor, now, centreId } = editing;
    await this.writer.write(tx, {
      plan: rules.plan,
      actor,
      at: now,
      action: 'booking.edited',
      bookingId: whole.booking.id,
      ...changeOf(edit, { asker: askerOf(edit, editing), now, asked: body.waiver }),
      reason: body.waiver?.reason,
    });
    const stored = edit.refused.filter(({ candidate }) => plan.added.includes(candidate)).map(refusedDate);
    if (plan.ruleFrom !== null) await forgetRefused(tx, centreId, { bookingId: whole.booking.id, from: plan.ruleFrom });
    await saveRefused(tx, centreId, { bookingId: whole.booking.id, refused: stored });
  }
}

/** Bad input is told before a stale version, and that before a conflict with the booking's state. */
function understood<T>(read: () => T, { beforeConflict }: { beforeConflict: () => void }): T {
  try {
    const value = read();
    beforeConflict();
    return value;
  } catch (error) {
    if (error instanceof Problem && error.code === 'conflict') beforeConflict();
    throw error;
  }
}

const askerOf = ({ rules, standing, whole }: JudgedEdit, { now }: Editing): Asker => ({
  standing,
  operatorId: whole.booking.operatorId,
  deciders: decidersOn(rules.operators, todayOf(now, rules.plan)),
});

/** A date that is proposed elsewhere can't be moved by somebody else before that is answered. */
function requireNoOpenProposal({ moves }: EditPlan): void {
  if (moves.every(({ before }) => before.proposal === null)) return;
  throw new Problem('conflict', 'A counter-proposal for one of these dates waits for an answer; answer it first.');
}

function refusedEdit(edit: JudgedEdit): Problem {
  const shown = edit.dates.map((date) => verdictView(edit.rules.plan, date));
  const count = edit.dates.filter(({ verdict }) => !verdict.ok).length;
  return new Problem('refused', `${count} dates cannot lie where the edit would put them; nothing was changed.`, {
    occurrences: shown,
    ...differenceView(edit),
  });
}
