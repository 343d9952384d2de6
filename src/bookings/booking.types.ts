import type { DaysRule } from '../scheduling/recurrence.types.js';
import type { Refusal } from '../scheduling/refusals.js';
import type { Instant, WallTime } from '../scheduling/time.types.js';

export const STATUSES = ['pending', 'confirmed', 'declined', 'expired', 'cancelled', 'standby'] as const;
export type Status = (typeof STATUSES)[number];

/** Statuses that hold claims. */
export const HOLDS_CLAIMS: ReadonlySet<Status> = new Set(['pending', 'confirmed']);
/** Statuses in which an occurrence is still ahead of somebody: it holds claims, or waits to. */
export const LIVE: ReadonlySet<Status> = new Set(['pending', 'confirmed', 'standby']);

export const VISIBILITIES = ['public', 'internal', 'private'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** Why the system itself ended a date: a newer rule left it out, another request took its
 * place, it became a holiday, or its place was given away while another one was proposed. */
export const REASON_CODES = ['series-changed', 'rival-confirmed', 'public-holiday', 'place-taken'] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** Whose a booking in no operator's name is: the centre's own, or a person's. */
export type Booker = 'staff' | 'member';

/** A recurrence as it was asked for. */
export interface Recurrence {
  readonly rrule: string;
  readonly exdates: readonly string[];
  readonly rdates: readonly string[];
  readonly days: DaysRule;
}

/** One stretch of a booking's rule history: from `from` on, dates came from this start, length, zone and rule. */
export interface Segment {
  readonly from: WallTime;
  readonly start: WallTime;
  readonly end: WallTime;
  readonly zone: string;
  readonly recurrence: Recurrence | null;
  /** Minutes by which all dates of the rule were moved since. */
  readonly shiftMinutes: number;
}

export interface Waiver {
  readonly reason: string;
  readonly codes: readonly string[];
}

/** A booking as it is stored; its occurrences are rows of their own. */
export interface Booking {
  readonly id: string;
  readonly zoneId: number;
  readonly title: string;
  readonly note: string | null;
  readonly heads: number | null;
  readonly visibility: Visibility;
  readonly status: Status;
  readonly needs: readonly string[];
  readonly behalfName: string | null;
  readonly behalfPhone: string | null;
  readonly segments: readonly Segment[];
  readonly waiver: Waiver | null;
  /** Whether the centre's own people or a member made it, for the rules of later edits; what the centre takes over is its own. */
  readonly booker: Booker;
  /** The operator in whose name it is; null when it is the centre's or a person's own. */
  readonly operatorId: string | null;
  /** Who took the request in at the front desk, and when; null while nobody did. Deciding is another matter. */
  readonly acceptedBy: string | null;
  readonly acceptedAt: Instant | null;
  readonly createdBy: string;
  readonly createdAt: Instant;
  readonly version: number;
}

/** `original` never changes; `series` is the wall start that the series gives it now. */
export interface Occurrence {
  readonly id: string;
  readonly bookingId: string;
  readonly zoneId: number;
  readonly original: WallTime;
  readonly series: WallTime;
  readonly startWall: WallTime;
  readonly endWall: WallTime;
  readonly start: Instant;
  readonly end: Instant;
  readonly setupMinutes: number;
  readonly cleanupMinutes: number;
  readonly heads: number;
  readonly status: Status;
  /** Changed by hand, apart from its series. */
  readonly edited: boolean;
  /** Kept by explicit choice although a rule changed beneath it. */
  readonly kept: boolean;
  /** What a person gave as the reason for its status. */
  readonly reason: string | null;
  /** What the system gave as the reason; never together with a person's. */
  readonly reasonCode: ReasonCode | null;
  readonly changedAt: Instant;
  /** What it was before it was cancelled, while that can be undone. */
  readonly undoStatus: Status | null;
  /** As its booking's. */
  readonly operatorId: string | null;
  /** Who decides next while it waits; null when nobody has to. */
  readonly stage: Stage | null;
  /** Who decided it last, and when. */
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  /** What a decider proposes instead: it lies there until that is answered or expires. */
  readonly proposal: Proposal | null;
}

/** Whose turn it is to decide: the operator that runs the zone, or the centre's back office. */
export type Stage = 'operator' | 'centre';

/** A counter-proposal. The occurrence lies at the proposed place; here is kept where it was asked for. */
export interface Proposal {
  readonly zoneId: number;
  readonly startWall: WallTime;
  readonly endWall: WallTime;
  readonly start: Instant;
  readonly end: Instant;
  readonly setupMinutes: number;
  readonly cleanupMinutes: number;
  readonly heads: number;
  readonly reason: string;
  readonly expiresAt: Instant;
  readonly proposedBy: string;
  /** Whose turn it was; it is so again when the proposal comes to nothing. */
  readonly stage: Stage | null;
}

export interface RefusedDate {
  readonly zoneId: number;
  readonly startWall: WallTime;
  readonly endWall: WallTime;
  readonly refusals: readonly Refusal[];
}

/** A booking with all its dates. */
export interface WholeBooking {
  readonly booking: Booking;
  readonly occurrences: readonly Occurrence[];
  readonly refused: readonly RefusedDate[];
}

/**
 * A booking's status is that of its occurrences: pending while any is pending, then standby, then confirmed; with none
 * live it is what the last ones came to.
 */
export function statusOf(statuses: readonly Status[]): Status {
  for (const status of ['pending', 'standby', 'confirmed', 'declined', 'expired'] as const) {
    if (statuses.includes(status)) return status;
  }
  return 'cancelled';
}
