import { Injectable } from '@nestjs/common';
import { isStaff, type Actor } from '../accounts/actor.js';
import { writeAudit } from '../audit/audit.js';
import type { Tx } from '../platform/database/sql.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { KeptAnswer, Seal } from '../platform/http/idempotency.js';
import { etagOf } from '../platform/http/etag.js';
import { newId } from '../platform/ids.js';
import { writeOutbox } from '../platform/outbox/outbox.js';
import { Problem } from '../platform/problems/problem.js';
import type { Warning } from '../scheduling/refusals.js';
import type { Instant } from '../scheduling/time.types.js';
import { meetsOnlyPending, type Verdict, type World } from '../scheduling/verdict.js';
import { needsApproval } from './approval.js';
import {
  statusOf,
  type Booking,
  type Occurrence,
  type RefusedDate,
  type Status,
  type WholeBooking,
} from './booking.types.js';
import { insertBooking, layClaims, saveOccurrences, saveRefused } from './bookings.store.js';
import { decideAgainWhenMoved, holdRules } from './decide-again.js';
import type { CreateBookingBody } from './dto/create-booking.body.js';
import { Judging } from './judging.service.js';
import { PersonElsewhere } from './person-elsewhere.js';
import { RequestReader, type BookingRequest } from './request.service.js';
import { bookingView, skippedView, verdictView } from './views.js';
import { BookingWorld, type Rules, type WorldQuestion } from './world.service.js';

export interface Asking {
  readonly centreId: number;
  readonly actor: Actor;
  /** The present, by which rules are decided. */
  readonly now: Instant;
  /** When it is recorded, if that is another time: services of an imported file count as booked before term. */
  readonly recordedAt?: Instant;
}

interface Decision {
  readonly rules: Rules;
  readonly request: BookingRequest;
  readonly verdicts: readonly Verdict[];
  readonly warnings: readonly Warning[];
  readonly question: WorldQuestion;
  readonly world: World;
  /** Whether it can be taken as asked: every date, or with `skip` at least one. */
  readonly ok: boolean;
}

/** Checks and creates bookings, with one decision for both. */
@Injectable()
export class BookingsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly worlds: BookingWorld,
    private readonly judging: Judging,
    private readonly requests: RequestReader,
    private readonly elsewhere: PersonElsewhere,
  ) {}

  /** What creating this would come to; writes nothing. */
  async check(body: CreateBookingBody, asking: Asking): Promise<Record<string, unknown>> {
    const decision = await this.decide(body, asking);
    return {
      ok: decision.ok,
      occurrences: await this.show(decision),
      warnings: decision.warnings,
      skipped: skippedView(decision.request.skipped),
    };
  }

  /** Takes the booking, or throws `refused` with every date's reasons and alternatives. */
  async create(body: CreateBookingBody, asking: Asking, seal: Seal): Promise<KeptAnswer> {
    return decideAgainWhenMoved(async () => {
      const decision = await this.decide(body, asking);
      if (!decision.ok) throw refused(decision, await this.show(decision));
      return this.unitOfWork.run(async (tx) => {
        await holdRules(tx, decision.rules.plan);
        const answer = await this.write(tx, { body, asking, decision });
        await seal(tx, answer);
        return answer;
      });
    });
  }

  private async decide(body: CreateBookingBody, asking: Asking): Promise<Decision> {
    const { centreId, actor, now } = asking;
    const rules = await this.worlds.rules(centreId);
    const request = this.requests.read(body, { rules, actor, now });
    const question = {
      rules,
      actor,
      now,
      candidates: request.candidates,
      needs: body.needs ?? [],
      waived: request.waived,
    };
    const judged = await this.judging.judge(question);
    const taken = judged.verdicts.filter((verdict) => isTaken(verdict, body));
    const personal = await this.elsewhere.warnings({
      body,
      asking,
      candidates: taken.map(({ candidate }) => candidate),
    });
    return {
      rules,
      request,
      question,
      ...judged,
      warnings: distinct([...judged.verdicts.flatMap(({ warnings }) => warnings), ...personal]),
      ok: body.onConflict === 'skip' ? taken.length > 0 : taken.length === judged.verdicts.length,
    };
  }

  /** The dates as the API shows them, those refused with alternatives. */
  private async show({ rules, question, world, verdicts }: Decision): Promise<Record<string, unknown>[]> {
    const dates = await this.judging.withAlternatives(question, { world, verdicts });
    return dates.map((date) => verdictView(rules.plan, date));
  }

  private async write(
    tx: Tx,
    { body, asking, decision }: { body: CreateBookingBody; asking: Asking; decision: Decision },
  ): Promise<KeptAnswer> {
    const { centreId, actor, now, recordedAt: at = now } = asking;
    const { plan } = decision.rules;
    const whole = newBooking(body, asking, decision);
    await insertBooking(tx, centreId, whole.booking);
    await saveOccurrences(tx, centreId, whole.occurrences);
    await saveRefused(tx, centreId, { bookingId: whole.booking.id, refused: whole.refused });
    await layClaims(tx, plan, whole.occurrences);
    const after = bookingView(plan, whole, 'full');
    const reason = whole.booking.waiver?.reason;
    await writeAudit(tx, {
      centreId,
      at,
      actor,
      action: 'booking.created',
      subjectKind: 'booking',
      subjectId: whole.booking.id,
      reason,
      after,
    });
    await writeOutbox(tx, {
      centreId,
      at,
      kind: 'booking.created',
      subjectId: whole.booking.id,
      payload: { status: whole.booking.status, zone: plan.byId.get(whole.booking.zoneId)?.code },
    });
    return createdAnswer(decision, whole.booking, after);
  }
}

/** A date is taken when nothing refuses it, or as a standby when only pending requests do. */
const isTaken = (verdict: Verdict, body: CreateBookingBody): boolean =>
  verdict.ok || (body.standby === true && meetsOnlyPending(verdict.refusals));

function refused({ request }: Decision, shown: Record<string, unknown>[]): Problem {
  const first = shown.find(({ ok }) => ok === false);
  const count = shown.filter(({ ok }) => ok === false).length;
  const detail = `${count} of ${shown.length} dates cannot be booked as asked, the first on ${String(first?.['start'])}.`;
  return new Problem('refused', detail, { occurrences: shown, skipped: skippedView(request.skipped) });
}

function createdAnswer({ rules, request, warnings }: Decision, { id, version }: Booking, view: object): KeptAnswer {
  return {
    status: 201,
    headers: { location: `/api/v1/centres/${rules.plan.slug}/bookings/${id}`, etag: etagOf(version) },
    body: { ...view, warnings, skipped: skippedView(request.skipped) },
  };
}

function newBooking(
  body: CreateBookingBody,
  { centreId, actor, now }: Asking,
  { request, verdicts, rules }: Decision,
): WholeBooking {
  const id = newId(now);
  const occurrences = verdicts
    .filter((verdict) => isTaken(verdict, body))
    .map((verdict): Occurrence => {
      const { candidate } = verdict;
      const status: Status = !verdict.ok
        ? 'standby'
        : needsApproval(candidate.zone, actor, centreId)
          ? 'pending'
          : 'confirmed';
      return newOccurrence({ bookingId: id, verdict, status, edited: request.replaced.has(candidate.series), now });
    });
  const refusedDates = verdicts
    .filter((verdict) => !isTaken(verdict, body))
    .map(({ candidate, refusals }): RefusedDate => ({
      zoneId: candidate.zone.id,
      startWall: candidate.series,
      endWall: candidate.endWall,
      refusals,
    }));
  const first = verdicts[0]?.candidate;
  const start = first?.series ?? occurrences[0]?.series;
  if (!start || !first) throw new Error('a booking without a date was to be written');
  const codes = [...new Set(verdicts.flatMap(({ waived }) => waived.map(({ code }) => code)))];
  const booking: Booking = {
    id,
    zoneId: request.zone.id,
    title: body.title,
    note: body.note ?? null,
    heads: body.heads ?? null,
    visibility: body.visibility ?? request.zone.rules.visibility,
    status: statusOf(occurrences.map(({ status }) => status)),
    needs: body.needs ?? [],
    behalfName: body.onBehalfOf?.name ?? null,
    behalfPhone: body.onBehalfOf?.phone ?? null,
    segments: [
      {
        from: start,
        start,
        end: first.endWall,
        zone: request.zone.code,
        recurrence: request.recurrence,
        shiftMinutes: 0,
      },
    ],
    waiver: body.waiver && codes.length > 0 ? { reason: body.waiver.reason, codes } : null,
    booker: isStaff(actor, rules.plan.centreId) ? 'staff' : 'member',
    createdBy: actor.id,
    createdAt: now,
    version: 1,
  };
  return { booking, occurrences, refused: refusedDates };
}

/** A fresh occurrence for a judged date. */
export function newOccurrence(input: {
  bookingId: string;
  verdict: Verdict;
  status: Status;
  edited: boolean;
  now: Instant;
}): Occurrence {
  const { candidate } = input.verdict;
  return {
    id: newId(input.now),
    bookingId: input.bookingId,
    zoneId: candidate.zone.id,
    original: candidate.series,
    series: candidate.series,
    startWall: candidate.startWall,
    endWall: candidate.endWall,
    start: candidate.start,
    end: candidate.end,
    setupMinutes: candidate.setupMinutes,
    cleanupMinutes: candidate.cleanupMinutes,
    heads: candidate.heads,
    status: input.status,
    edited: input.edited,
    // What was taken outside the hours by a waiver is an exception by choice, as one kept when hours change.
    kept: input.verdict.waived.some(({ code }) => code === 'outside-opening-hours'),
    reason: null,
    changedAt: input.now,
    undoStatus: null,
  };
}

function distinct(warnings: readonly Warning[]): Warning[] {
  return [...new Map(warnings.map((warning) => [JSON.stringify(warning), warning])).values()];
}
