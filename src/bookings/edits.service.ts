import { Injectable } from '@nestjs/common';
import { InjectSettings } from '../platform/config/settings.token.js';
import type { Settings } from '../platform/config/settings.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { requireVersion } from '../platform/http/etag.js';
import type { KeptAnswer } from '../platform/http/idempotency.js';
import { Problem } from '../platform/problems/problem.js';
import { meetsOnlyPending, type Verdict } from '../scheduling/verdict.js';
import { needsApproval } from './approval.js';
import { requireOwnOrStaff, rereadBooking, wholeAnswer } from './booking.access.js';
import type { Occurrence, RefusedDate, Status, WholeBooking } from './booking.types.js';
import { newOccurrence, type Asking } from './bookings.service.js';
import { saveRefused } from './bookings.store.js';
import { ChangeWriter } from './change.writer.js';
import { decideAgainWhenMoved, holdRules, RulesMoved } from './decide-again.js';
import type { EditBookingBody } from './dto/edit-booking.body.js';
import { differenceView } from './edit.views.js';
import { planEdit } from './edit.plan.js';
import type { EditPlan, Move } from './edit.types.js';
import { Faults, type SeriesBounds } from './request.js';
import { readWaiver, requireWaiverRight } from './request.service.js';
import { Judging } from './judging.service.js';
import { verdictView, type JudgedDate } from './views.js';
import { BookingWorld, type Rules, type WorldQuestion } from './world.service.js';

export interface Editing extends Asking {
  readonly ifMatch: number | null;
}

/** An edit that was judged: which moves and additions go through, and which stay as they were. */
export interface JudgedEdit {
  readonly rules: Rules;
  readonly whole: WholeBooking;
  readonly plan: EditPlan;
  readonly dates: readonly JudgedDate[];
  readonly moves: readonly (Move & { verdict: Verdict })[];
  readonly added: readonly Verdict[];
  readonly refused: readonly Verdict[];
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
        const now = await rereadBooking(tx, editing, id);
        if (now.booking.version !== edit.whole.booking.version) throw new RulesMoved();
        await this.write(tx, { edit, editing, body });
        const answer = wholeAnswer(edit.rules.plan, await rereadBooking(tx, editing, id));
        const warnings = edit.dates.flatMap(({ verdict }) => verdict.warnings);
        return { ...answer, body: { ...(answer.body as object), ...differenceView(edit), warnings } };
      });
    });
  }

  private async decide(id: string, body: EditBookingBody, editing: Editing): Promise<JudgedEdit> {
    const { centreId, actor, now, ifMatch } = editing;
    const rules = await this.worlds.rules(centreId);
    const whole = await rereadBooking(this.reader, editing, id);
    requireOwnOrStaff(actor, centreId, whole.booking);
    requireWaiverRight(actor, centreId, body.waiver);
    const faults = new Faults();
    const waived = readWaiver(body.waiver, faults);
    faults.throwIfAny();
    const plan = understood(() => planEdit({ whole, body, rules, now, bounds: this.bounds }), {
      beforeConflict: () => requireVersion(ifMatch, whole.booking.version),
    });
    const question = { rules, actor, now, needs: plan.booking.needs, waived };
    return this.judge({ rules, whole, plan, body, question });
  }

  /**
   * Judges moves and additions together, the moved occurrences' own claims left out. With `skip` a refused move stays
   * where it was, so it stands in the way again and the rest is judged once more, until nothing changes.
   */
  private async judge(input: {
    rules: Rules;
    whole: WholeBooking;
    plan: EditPlan;
    body: EditBookingBody;
    question: Omit<WorldQuestion, 'candidates'>;
  }): Promise<JudgedEdit> {
    const { rules, whole, plan, body } = input;
    const staying = new Map<string, Verdict>();
    for (;;) {
      const moves = plan.moves.filter(({ before }) => !staying.has(before.id));
      const candidates = [...moves.map(({ candidate }) => candidate), ...plan.added];
      const without = new Set([...moves.map(({ before }) => before.id), ...plan.dropped.map(({ id }) => id)]);
      const question = { ...input.question, candidates, without };
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
        whole,
        plan,
        dates: [...dates, ...[...staying.values()].map((verdict) => ({ verdict, alternatives: [] }))],
        moves: moves.flatMap((move, i) => (verdicts[i] ? [{ ...move, verdict: verdicts[i] }] : [])),
        added: added.filter(({ ok }) => ok),
        refused: [...staying.values(), ...refusedAdded],
        ok:
          taken &&
          (staying.size === 0 || staying.size < plan.moves.length || plan.added.length + plan.dropped.length > 0),
      };
    }
  }

  private async write(
    tx: Tx,
    { edit, editing, body }: { edit: JudgedEdit; editing: Editing; body: EditBookingBody },
  ): Promise<void> {
    const { plan, whole, rules } = edit;
    const { actor, now, centreId } = editing;
    const moved = edit.moves.map(({ before, verdict, edited }) =>
      movedOccurrence(before, { verdict, edited, editing }),
    );
    const cancelled = plan.dropped.map((o): Occurrence => ({
      ...o,
      status: 'cancelled',
      reason: 'The series was changed.',
      changedAt: now,
    }));
    const renamed = plan.renamed.map(({ before, series }): Occurrence => ({ ...before, series }));
    const added = edit.added.map((verdict) =>
      newOccurrence({
        bookingId: whole.booking.id,
        verdict,
        status: needsApproval(verdict.candidate.zone, actor, centreId) ? 'pending' : 'confirmed',
        edited: plan.replaced.has(verdict.candidate.series),
        now,
      }),
    );
    const waivedCodes = [
      ...new Set(
        edit.moves
          .flatMap(({ verdict }) => verdict.waived)
          .concat(edit.added.flatMap(({ waived }) => waived))
          .map(({ code }) => code),
      ),
    ];
    const waiver =
      body.waiver && waivedCodes.length > 0 ? { reason: body.waiver.reason, codes: waivedCodes } : plan.booking.waiver;
    await this.writer.write(tx, {
      plan: rules.plan,
      actor,
      at: now,
      action: 'booking.edited',
      bookingId: whole.booking.id,
      booking: { before: whole.booking, after: { ...plan.booking, waiver } },
      before: [...edit.moves.map(({ before }) => before), ...plan.dropped, ...plan.renamed.map(({ before }) => before)],
      after: [...moved, ...cancelled, ...renamed, ...added],
      reason: body.waiver?.reason,
    });
    const stored = edit.refused
      .filter(({ candidate }) => plan.added.includes(candidate))
      .map(({ candidate, refusals }): RefusedDate => ({
        zoneId: candidate.zone.id,
        startWall: candidate.series,
        endWall: candidate.endWall,
        refusals,
      }));
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

/** Growing or moving asks for approval again where the zone wants it; shortening never does. */
function movedOccurrence(
  before: Occurrence,
  { verdict, edited, editing }: { verdict: Verdict; edited: boolean; editing: Editing },
): Occurrence {
  const { candidate } = verdict;
  const keptByWaiver = verdict.waived.some(({ code }) => code === 'outside-opening-hours');
  return {
    ...before,
    zoneId: candidate.zone.id,
    series: candidate.series,
    startWall: candidate.startWall,
    endWall: candidate.endWall,
    start: candidate.start,
    end: candidate.end,
    setupMinutes: candidate.setupMinutes,
    cleanupMinutes: candidate.cleanupMinutes,
    heads: candidate.heads,
    edited: edited || (candidate.granted === true && before.edited),
    kept: keptByWaiver || (before.kept && candidate.granted === true),
    status: statusAfterMove(before, verdict, editing),
    changedAt: editing.now,
  };
}

function statusAfterMove(before: Occurrence, { candidate, ok }: Verdict, { actor, centreId }: Editing): Status {
  if (!ok) return 'standby';
  if (candidate.granted) return before.status;
  if (needsApproval(candidate.zone, actor, centreId)) return 'pending';
  return candidate.zone.rules.approval === 'none' || before.status === 'standby' ? 'confirmed' : before.status;
}

function refusedEdit(edit: JudgedEdit): Problem {
  const shown = edit.dates.map((date) => verdictView(edit.rules.plan, date));
  const count = edit.dates.filter(({ verdict }) => !verdict.ok).length;
  return new Problem('refused', `${count} dates cannot lie where the edit would put them; nothing was changed.`, {
    occurrences: shown,
    ...differenceView(edit),
  });
}
