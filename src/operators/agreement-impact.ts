import { Injectable } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import type { Queries } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import type { AgreementFacts } from '../scheduling/agreements.types.js';
import type { Refusal } from '../scheduling/refusals.js';
import type { Instant } from '../scheduling/time.types.js';
import type { Plan } from '../scheduling/zones.types.js';
import type { OperatorsView } from './operators.world.js';

/** An agreement that covers less than before, or ends. */
export interface AgreementChange {
  readonly plan: Plan;
  readonly before: AgreementFacts;
  /** Null when it is taken away before it has begun. */
  readonly after: AgreementFacts | null;
  /** Operators and agreements as they are after the change. */
  readonly operators: OperatorsView;
  readonly actor: Actor;
  readonly at: Instant;
}

/** A booking with dates ahead that its operator has no agreement for any more. */
export interface AffectedBooking {
  readonly booking: string;
  readonly title: string;
  /** Codes of the zones in which those dates lie. */
  readonly zones: readonly string[];
  /** How many dates, the start of the first and the end of the last. */
  readonly dates: number;
  readonly first: Instant;
  readonly last: Instant;
  readonly status: 'pending' | 'confirmed' | 'standby';
  /** The booking's version. */
  readonly version: number;
}

/** What shall happen to one affected booking. */
export type AgreementChoice =
  | { readonly booking: string; readonly action: 'keep' }
  | { readonly booking: string; readonly action: 'cancel'; readonly reason: string }
  | {
      readonly booking: string;
      readonly action: 'hand-over';
      /** Code of the operator that takes it; null for the centre. */
      readonly operator: string | null;
      /** Why agreement and quotas of that operator are set aside. */
      readonly waiver?: string;
    };

export interface RefusedHandOver {
  readonly booking: string;
  readonly refusals: readonly Refusal[];
}

/** What only bookings can answer; they fill this port, since operators must not know who booked. */
export interface AgreementImpactHandler {
  /** Bookings of the operator with live dates ahead that the agreement carried before, and none carries after. */
  affected(queries: Queries, change: AgreementChange): Promise<AffectedBooking[]>;
  /**
   * Carries the choices out in the transaction of the change; what does not fit comes back and undoes all of it. Throws
   * `bad-input` for an operator that can't take a booking.
   */
  apply(
    tx: Tx,
    change: AgreementChange,
    choices: readonly AgreementChoice[],
  ): Promise<{ refused: readonly RefusedHandOver[] }>;
}

/** The port from operators to bookings. */
@Injectable()
export class AgreementImpact implements AgreementImpactHandler {
  private handler: AgreementImpactHandler | null = null;

  use(handler: AgreementImpactHandler): void {
    this.handler = handler;
  }

  affected(queries: Queries, change: AgreementChange): Promise<AffectedBooking[]> {
    return this.filled().affected(queries, change);
  }

  apply(
    tx: Tx,
    change: AgreementChange,
    choices: readonly AgreementChoice[],
  ): Promise<{ refused: readonly RefusedHandOver[] }> {
    return this.filled().apply(tx, change, choices);
  }

  /** An unfilled port would end agreements over the heads of bookings, so it is a fault of the program. */
  private filled(): AgreementImpactHandler {
    if (!this.handler) throw new Error('Nobody has filled the port from operators to bookings.');
    return this.handler;
  }
}
