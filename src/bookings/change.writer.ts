import { Injectable } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import { writeAudit } from '../audit/audit.js';
import { ClosureLedger } from '../hours/closure-ledger.js';
import { OperatorsWorld } from '../operators/operators.world.js';
import type { Tx } from '../platform/database/sql.js';
import { writeOutbox } from '../platform/outbox/outbox.js';
import { formatInstant } from '../scheduling/time.js';
import type { Instant } from '../scheduling/time.types.js';
import type { Plan } from '../scheduling/zones.types.js';
import { tellOfBooking } from './booking-notices.js';
import type { Booking, Occurrence } from './booking.types.js';
import { renewClaims, saveOccurrences, touchBooking, updateBooking } from './bookings.store.js';

export interface BookingChange {
  readonly plan: Plan;
  readonly actor: Pick<Actor, 'id' | 'name'>;
  readonly at: Instant;
  /** Such as `booking.cancelled`. */
  readonly action: string;
  readonly bookingId: string;
  /** The booking's own new state, when that changes too. */
  readonly booking?: { readonly before: Booking; readonly after: Booking };
  /** Occurrences as they were; new ones are not in it. */
  readonly before: readonly Occurrence[];
  readonly after: readonly Occurrence[];
  readonly reason?: string | undefined;
  /** What people are told it is about, when it changes no date. */
  readonly about?: readonly Occurrence[];
  /** It happens because a rule changed beneath the booking. */
  readonly byRules?: boolean;
}

/** Writes one change of a booking: rows, claims, closures' holes, derived status, audit, notices and outbox, in one transaction. */
@Injectable()
export class ChangeWriter {
  constructor(
    private readonly closures: ClosureLedger,
    private readonly operators: OperatorsWorld,
  ) {}

  async write(tx: Tx, change: BookingChange): Promise<void> {
    const { plan, at, bookingId, before, after } = change;
    const { centreId } = plan;
    if (change.booking) await updateBooking(tx, centreId, change.booking.after);
    await saveOccurrences(tx, centreId, after);
    await renewClaims(tx, plan, after);
    await this.closures.refill(
      tx,
      centreId,
      before.map(({ id }) => id),
    );
    const status = await touchBooking(tx, centreId, bookingId);
    await writeAudit(tx, {
      centreId,
      at,
      actor: change.actor,
      action: change.action,
      subjectKind: 'booking',
      subjectId: bookingId,
      ...(change.reason === undefined ? {} : { reason: change.reason }),
      before: picture(plan, change.booking?.before, before),
      after: picture(plan, change.booking?.after, after),
    });
    await tellOfBooking(tx, { ...change, operators: () => this.operators.of(plan) });
    await writeOutbox(tx, {
      centreId,
      at,
      kind: change.action,
      subjectId: bookingId,
      payload: { status, occurrences: after.length },
    });
  }
}

/** What the audit log keeps of a state: where and when each date lay and why it ended, and the booking's own fields when they changed. */
function picture(plan: Plan, booking: Booking | undefined, occurrences: readonly Occurrence[]): object {
  const dates = occurrences.map(({ id, zoneId, start, end, heads, status, reasonCode }) => ({
    id,
    zone: plan.byId.get(zoneId)?.code,
    start: formatInstant(start, plan.timeZone),
    end: formatInstant(end, plan.timeZone),
    heads,
    status,
    ...(reasonCode === null ? {} : { reasonCode }),
  }));
  if (!booking) return { occurrences: dates };
  const { title, note, visibility, needs, heads, segments, operatorId } = booking;
  return { title, note, visibility, needs, heads, segments, operatorId, occurrences: dates };
}
