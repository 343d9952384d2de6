import type { WeekPattern } from './hours.types.js';
import type { RefusalCode } from './refusals.js';
import type { WallDate } from './time.types.js';

/** `operate`: runs the zones; `use`: books in them. */
export const AGREEMENT_KINDS = ['operate', 'use'] as const;
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];

/** What an operator may do in the zones of an agreement of kind `operate`. */
export interface Rights {
  /** Decides requests for these zones. */
  readonly decide: boolean;
  /** Sets their opening hours inside the centre's. */
  readonly setHours: boolean;
  /** Sets their policy inside the centre's bounds. */
  readonly setPolicy: boolean;
  /** Rules it may set aside there. */
  readonly waive: readonly RefusalCode[];
  /** Whether it sees who books there, or only when and how many. */
  readonly sees: 'names' | 'counts';
}

export interface QuotaSeason {
  readonly name: string;
  /** `MM-DD`, both days included; may run over New Year. */
  readonly from: string;
  readonly to: string;
}

/** Minutes that all members of the operator may hold together in each week (from Monday), month or season. */
export interface MinutesQuota {
  readonly key: string;
  readonly kind: 'minutes';
  readonly per: 'week' | 'month' | 'season';
  readonly limit: number;
  /** Needed with `season`; a date outside all of them is not counted. */
  readonly seasons?: readonly QuotaSeason[];
}

/** Bookings with a date still ahead that the operator may hold at once; a series counts once. */
export interface OpenBookingsQuota {
  readonly key: string;
  readonly kind: 'open-bookings';
  readonly limit: number;
}

export type Quota = MinutesQuota | OpenBookingsQuota;

/** Units of a shared zone that are the operator's all the time, such as its desks; no booking is needed for them. */
export interface StandingUnits {
  readonly zone: string;
  readonly units: number;
}

/** Minutes of public dates that the operator owes each month in the zones of the agreement. */
export interface Duty {
  readonly key: string;
  readonly name: string;
  readonly nameEn: string;
  readonly minutesPerMonth: number;
}

export interface Terms {
  readonly rights: Rights;
  /** Wall-clock times of the week in which it holds; null for always. */
  readonly windows: WeekPattern | null;
  readonly quotas: readonly Quota[];
  readonly standing: readonly StandingUnits[];
  readonly duties: readonly Duty[];
}

/** An agreement as verdicts need it. */
export interface AgreementFacts {
  readonly id: string;
  readonly operatorId: string;
  readonly kind: AgreementKind;
  /** Both days included. */
  readonly from: WallDate;
  readonly until: WallDate;
  /** All zones that it covers: those it names, all below them, and combinations made of nothing else. */
  readonly zones: ReadonlySet<number>;
  readonly terms: Terms;
}
