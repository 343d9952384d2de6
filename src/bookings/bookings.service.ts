import { Injectable } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import { writeAudit } from '../audit/audit.js';
import type { Tx } from '../platform/database/sql.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { KeptAnswer, Seal } from '../platform/http/idempotency.js';
import { etagOf } from '../platform/http/etag.js';
import { writeOutbox } from '../platform/outbox/outbox.js';
import { Problem } from '../platform/problems/problem.js';
import type { Warning } from '../scheduling/refusals.js';
import type { Instant } from '../scheduling/time.types.js';
import type { Verdict, World } from '../scheduling/verdict.js';
import type { Standing } from '../operators/standing.js';
import type { QuotaBook, Tenancy } from '../scheduling/quotas.js';
import { withoutPerson } from './behalf.store.js';
import { tellOfBooking, tellOfQuotas } from './booking-notices.js';
import type { Booking } from './booking.types.js';
import { insertBooking, layClaims, saveOccurrences, saveRefused } from './bookings.store.js';
import { decideAgainWhenMoved, expectRules } from './decide-again.js';
import type { CreateBookingBody } from './dto/create-booking.body.js';
import { Judging } from './judging.service.js';
import { isTaken, newBooking } from './new-booking.js';
import { PersonElsewhere } from './person-elsewhere.js';
import { RequestReader, type BookingRequest } from './request.service.js';
import { Tenancies, type TenancyQuestion, type ToldQuota } from './tenancies.js';
import { bookingView, skippedView, verdictView } from './views.js';
import { BookingWorld, standingIn, type Rules, type WorldQuestion } from './world.service.js';

export interface Asking {
  readonly centreId: number;
  readonly actor: Actor;
  /** The present, by which rules are decided. */
  readonly now: Instant;
  /** When it is recorded, if that is another time: services of an imported file count as booked before term. */
  readonly recordedAt?: Instant;
}

/** What a request comes to under one version of the rules. */
export interface Decision {
  readonly rules: Rules;
  readonly standing: Standing;
  readonly request: BookingRequest;
  readonly verdicts: readonly Verdict[];
  readonly warnings: readonly Warning[];
  readonly question: WorldQuestion;
  readonly world: World;
  readonly tenancy: Tenancy | undefined;
  readonly quotas: QuotaBook | null;
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
    private readonly tenancies: Tenancies,
  ) {}

  /** What creating this would come to; writes nothing. */
  async check(body: CreateBookingBody, asking: Asking): Promise<Record<string, unknown>> {
    const decision = await this.decide(body, asking);
    return {
      ok: decision.ok,
      occurrences: await this.show(decision),
      warnings: decision.warnings,
      quotas: this.quotasOf(decision),
      skipped: skippedView(decision.request.skipped),
    };
  }

  /** Takes the booking, or throws `refused` with every date's reasons and alternatives. */
  async create(body: CreateBookingBody, asking: Asking, seal: Seal): Promise<KeptAnswer> {
    return decideAgainWhenMoved(async () => {
      const decision = await this.decide(body, asking);
      if (!decision.ok) throw refused(decision, await this.show(decision));
      return this.unitOfWork.run(async (tx) => {
        await expectRules(tx, decision.rules.plan);
        await this.tenancies.holdQuotas(tx, tenancyQuestion(decision), decision.request.waived);
        const answer = await this.write(tx, { body, asking, decision });
        await seal(tx, answer);
        return answer;
      });
    });
  }

  private async decide(body: CreateBookingBody, asking: Asking): Promise<Decision> {
    const { centreId, now } = asking;
    const rules = await this.worlds.rules(centreId);
    const standing = standingIn(rules, asking);
    const request = this.requests.read(body, { rules, standing, now });
    const { candidates, operatorId } = request;
    const tenancy = await this.tenancies.load({ rules, operatorId, candidates, now });
    const question = {
      rules,
      standing,
      now,
      candidates,
      needs: body.needs ?? [],
      waived: request.waived,
      tenancy,
    };
    const judged = await this.judging.judge(question);
    const taken = judged.verdicts.filter((verdict) => isTaken(verdict, body));
    const personal = await this.elsewhere.warnings({
      body,
      asking,
      standing,
      candidates: taken.map(({ candidate }) => candidate),
    });
    return {
      rules,
      standing,
      request,
      question,
      tenancy,
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

  private quotasOf({ tenancy, request, quotas }: Decision): ToldQuota[] {
    return this.tenancies.told(tenancy, { dates: request.candidates, after: quotas });
  }

  private async write(
    tx: Tx,
    { body, asking, decision }: { body: CreateBookingBody; asking: Asking; decision: Decision },
  ): Promise<KeptAnswer> {
    const { centreId, actor, now, recordedAt: at = now } = asking;
    const { rules } = decision;
    const { plan } = rules;
    const whole = newBooking(body, asking, decision);
    await insertBooking(tx, centreId, whole.booking);
    await saveOccurrences(tx, centreId, whole.occurrences);
    await saveRefused(tx, centreId, { bookingId: whole.booking.id, refused: whole.refused });
    await layClaims(tx, plan, whole.occurrences);
    const after = bookingView(rules, { whole, sight: 'full', zoneId: whole.booking.zoneId, partial: false });
    const reason = whole.booking.waiver?.reason;
    await writeAudit(tx, {
      centreId,
      at,
      actor,
      action: 'booking.created',
      subjectKind: 'booking',
      subjectId: whole.booking.id,
      reason,
      after: withoutPerson(after),
    });
    const quotas = this.quotasOf(decision);
    const news = { plan, at, actor, action: 'booking.created', bookingId: whole.booking.id };
    await tellOfBooking(tx, { ...news, operators: async () => rules.operators, before: [], after: whole.occurrences });
    await tellOfQuotas(tx, { centreId, at, actor, operatorId: whole.booking.operatorId, quotas });
    await writeOutbox(tx, {
      centreId,
      at,
      kind: 'booking.created',
      subjectId: whole.booking.id,
      payload: { status: whole.booking.status, zone: plan.byId.get(whole.booking.zoneId)?.code },
    });
    return createdAnswer(decision, whole.booking, { ...after, quotas });
  }
}

/** What the quotas are asked once more in the transaction: the dates that are to hold claims. */
const tenancyQuestion = ({ rules, request, question, verdicts }: Decision): TenancyQuestion => ({
  rules,
  operatorId: request.operatorId,
  candidates: verdicts.filter(({ ok }) => ok).map(({ candidate }) => candidate),
  now: question.now,
});

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

function distinct(warnings: readonly Warning[]): Warning[] {
  return [...new Map(warnings.map((warning) => [JSON.stringify(warning), warning])).values()];
}
