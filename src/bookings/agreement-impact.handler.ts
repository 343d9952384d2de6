import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  AgreementImpact,
  type AffectedBooking,
  type AgreementChange,
  type AgreementChoice,
  type AgreementImpactHandler,
  type RefusedHandOver,
} from '../operators/agreement-impact.js';
import type { Queries } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { badInput, notFound, type Problem } from '../platform/problems/problem.js';
import { authorityFor } from '../scheduling/agreements.js';
import { QuotaBook, type HeldDate } from '../scheduling/quotas.js';
import type { Refusal } from '../scheduling/refusals.js';
import type { Instant } from '../scheduling/time.types.js';
import type { Candidate } from '../scheduling/verdict.js';
import { byBooking, lostDates } from './agreement-affected.js';
import { LIVE, type Booking, type Occurrence, type WholeBooking } from './booking.types.js';
import { readBooking } from './bookings.store.js';
import { ChangeWriter } from './change.writer.js';
import { asGranted } from './ledger-check.js';
import { Tenancies } from './tenancies.js';
import { BookingWorld } from './world.service.js';

/** What a waiver of a hand-over sets aside. */
const SET_ASIDE = ['no-agreement', 'quota-exceeded'];

type HandOver = Extract<AgreementChoice, { action: 'hand-over' }>;

interface Job {
  readonly change: AgreementChange;
  readonly whole: WholeBooking;
  /** Its dates that lose their agreement. */
  readonly lost: readonly Occurrence[];
}

/** Answers for bookings what the change of an agreement means, and carries out what was chosen. */
@Injectable()
export class BookingAgreementImpact implements AgreementImpactHandler, OnModuleInit {
  constructor(
    private readonly impact: AgreementImpact,
    private readonly worlds: BookingWorld,
    private readonly tenancies: Tenancies,
    private readonly writer: ChangeWriter,
  ) {}

  onModuleInit(): void {
    this.impact.use(this);
  }

  async affected(queries: Queries, change: AgreementChange): Promise<AffectedBooking[]> {
    return byBooking(change, await lostDates(queries, change));
  }

  async apply(
    tx: Tx,
    change: AgreementChange,
    choices: readonly AgreementChoice[],
  ): Promise<{ refused: readonly RefusedHandOver[] }> {
    const lost = await lostDates(tx, change);
    const receivers = choices.map((choice, index) => receiverOf(choice, { change, index }));
    const refused: RefusedHandOver[] = [];
    for (const [index, choice] of choices.entries()) {
      const whole = await readBooking(tx, change.plan.centreId, choice.booking);
      if (!whole) throw notFound('booking of that id');
      const own = lost.map(({ occurrence }) => occurrence).filter(({ bookingId }) => bookingId === choice.booking);
      const job = { change, whole, lost: own };
      const refusals = await this.carryOut(tx, job, { choice, receiver: receivers[index] ?? null });
      if (refusals.length > 0) refused.push({ booking: choice.booking, refusals });
    }
    return { refused };
  }

  private async carryOut(
    tx: Tx,
    job: Job,
    { choice, receiver }: { choice: AgreementChoice; receiver: string | null },
  ): Promise<readonly Refusal[]> {
    const { lost, change } = job;
    const changedAt = change.at;
    switch (choice.action) {
      case 'keep':
        await this.write(tx, job, {
          action: 'booking.kept',
          before: lost,
          after: lost.map((one) => ({ ...one, kept: true, changedAt })),
        });
        return [];
      case 'cancel':
        await this.write(tx, job, {
          action: 'booking.cancelled',
          before: lost,
          after: lost.map((one) => ({ ...one, status: 'cancelled', reason: choice.reason, changedAt })),
          reason: choice.reason,
        });
        return [];
      case 'hand-over':
        return this.handOver(tx, job, { choice, operatorId: receiver });
    }
  }

  /**
   * The whole booking changes hands, with all its live dates ahead; what is past stays in the old operator's name. What
   * the centre takes over is its own from then on: who made it for the operator holds it no longer.
   */
  private async handOver(
    tx: Tx,
    job: Job,
    { choice, operatorId }: { choice: HandOver; operatorId: string | null },
  ): Promise<readonly Refusal[]> {
    const { change, whole } = job;
    const before = whole.occurrences.filter(({ status, start }) => LIVE.has(status) && start > change.at);
    const refusals = choice.waiver === undefined ? await this.refusals(tx, job, { operatorId, dates: before }) : [];
    if (refusals.length > 0) return refusals;
    const { booking } = whole;
    const booker = operatorId === null ? 'staff' : booking.booker;
    const after: Booking = { ...booking, operatorId, booker, waiver: waiverOf(booking, choice.waiver) };
    await this.write(tx, job, {
      action: 'booking.handed-over',
      before,
      after: before.map((one) => ({ ...one, operatorId, changedAt: change.at })),
      booking: { before: booking, after },
      ...(choice.waiver === undefined ? {} : { reason: choice.waiver }),
    });
    return [];
  }

  /** Why the receiving operator can't hold these dates: no agreement for them, or no room in its quotas. */
  private async refusals(
    tx: Tx,
    { change, whole }: Job,
    { operatorId, dates }: { operatorId: string | null; dates: readonly Occurrence[] },
  ): Promise<Refusal[]> {
    const { plan, operators, at: now } = change;
    const rules = { ...(await this.worlds.rules(plan.centreId)), operators };
    const held = dates.filter(({ status }) => status !== 'standby');
    const candidates = held.map((one) => asGranted(plan, one)).filter((one) => one !== null);
    const question = { rules, operatorId, candidates, now, without: new Set(dates.map(({ id }) => id)) };
    const tenancy = await this.tenancies.load(question, tx);
    if (!tenancy) return [];
    const book = new QuotaBook(tenancy);
    return candidates.flatMap((candidate): Refusal[] => {
      const zone = candidate.zone.code;
      const authority = authorityFor(candidate, tenancy);
      if (!authority.agreement) {
        const { why } = authority;
        return [{ code: 'no-agreement', zone, operator: tenancy.operator, why, waivableBy: 'office' }];
      }
      const date = heldBy(candidate, { booking: whole.booking.id, now });
      const refusals = book.refusalsFor(date);
      if (refusals.length === 0) book.take(date);
      return refusals;
    });
  }

  private write(
    tx: Tx,
    { change, whole }: Job,
    written: Pick<Parameters<ChangeWriter['write']>[1], 'action' | 'before' | 'after' | 'booking' | 'reason'>,
  ): Promise<void> {
    const { plan, actor, at } = change;
    return this.writer.write(tx, { plan, actor, at, bookingId: whole.booking.id, ...written });
  }
}

const heldBy = (candidate: Candidate, { booking, now }: { booking: string; now: Instant }): HeldDate => ({
  ...candidate,
  booking,
  status: 'confirmed',
  ahead: candidate.end > now,
});

/** Id of the operator that takes a booking; null for the centre, and for choices that hand nothing over. */
function receiverOf(
  choice: AgreementChoice,
  { change, index }: { change: AgreementChange; index: number },
): string | null {
  if (choice.action !== 'hand-over' || choice.operator === null) return null;
  const operator = change.operators.byCode.get(choice.operator);
  const at = `/choices/${index}/operator`;
  if (!operator) throw fault(at, `there is no operator ${choice.operator} in this centre`);
  if (operator.id === change.before.operatorId) throw fault(at, `${choice.operator} holds it already`);
  if (operator.status !== 'active') throw fault(at, `${choice.operator} is ${operator.status} and can't take anything`);
  return operator.id;
}

const fault = (pointer: string, detail: string): Problem => badInput([{ pointer, detail }]);

function waiverOf({ waiver }: Booking, reason: string | undefined): Booking['waiver'] {
  if (reason === undefined) return waiver;
  return { reason, codes: [...new Set([...(waiver?.codes ?? []), ...SET_ASIDE])] };
}
