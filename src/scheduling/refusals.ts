import type { Instant, WallTime } from './time.types.js';

/** Who may set a rule aside: the back office with a reason, or nobody (claims are never set aside). */
export type Waiver = 'office' | 'nobody';

interface RefusalBase {
  /** The zone whose rule or claim it is. */
  readonly zone?: string;
  readonly waivableBy: Waiver;
}

/** One other booking or closure that stands in the way, as far as the actor may see it. */
export interface Met {
  readonly kind: 'booking' | 'closure' | 'hold';
  readonly start: Instant;
  readonly end: Instant;
  readonly zone?: string;
  readonly id?: string;
  readonly title?: string;
  readonly pending: boolean;
}

/** One reason why an occurrence can't be, as data. */
export type Refusal =
  | (RefusalBase & { readonly code: 'occupied'; readonly pending: boolean; readonly met: readonly Met[] })
  | (RefusalBase & {
      readonly code: 'over-capacity';
      /** `seats` of a shared zone, a head-count `limit`, or the `zone` itself when the party is larger than the room. */
      readonly of: 'seats' | 'limit' | 'zone';
      readonly units: number;
      readonly claimed: number;
      readonly asked: number;
      /** True when only pending requests stand in the way. */
      readonly pending: boolean;
    })
  | (RefusalBase & {
      readonly code: 'outside-opening-hours';
      readonly open: readonly { start: WallTime; end: WallTime }[];
      readonly reason?: string;
      readonly reasonEn?: string;
    })
  | (RefusalBase & {
      readonly code: 'closed';
      readonly closure: string;
      readonly reason: string;
      readonly start: Instant;
      readonly end: Instant;
    })
  | (RefusalBase & { readonly code: 'in-the-past'; readonly now: Instant })
  | (RefusalBase & { readonly code: 'too-soon'; readonly noticeMinutes: number; readonly earliest: Instant })
  | (RefusalBase & { readonly code: 'too-far-ahead'; readonly horizonDays: number; readonly latest: Instant })
  | (RefusalBase & { readonly code: 'too-short'; readonly minutes: number; readonly shortestMinutes: number })
  | (RefusalBase & { readonly code: 'too-long'; readonly minutes: number; readonly longestMinutes: number })
  | (RefusalBase & { readonly code: 'off-grid'; readonly gridMinutes: number; readonly nearest: readonly WallTime[] })
  | (RefusalBase & { readonly code: 'not-bookable'; readonly why: 'zone' | 'who' })
  | (RefusalBase & {
      readonly code: 'quota-exceeded';
      /** Id of the agreement, and the key of its quota. */
      readonly agreement: string;
      readonly quota: string;
      readonly unit: 'minutes' | 'bookings';
      readonly per: 'week' | 'month' | 'season' | 'open';
      readonly period: string;
      readonly limit: number;
      readonly used: number;
      readonly held: number;
      readonly asked: number;
    })
  | (RefusalBase & {
      readonly code: 'no-agreement';
      readonly operator: string;
      /** No agreement covers the zone on that date, or only at other times of the week. */
      readonly why: 'zone' | 'window';
    })
  | (RefusalBase & { readonly code: 'series-overlaps-itself'; readonly with: WallTime })
  | (RefusalBase & { readonly code: 'lacks-equipment'; readonly missing: readonly string[] });

export type RefusalCode = Refusal['code'];

/** Codes of rules that the office may set aside with a reason; the others are claims or plain facts. */
export const WAIVABLE: ReadonlySet<RefusalCode> = new Set([
  'outside-opening-hours',
  'too-soon',
  'too-far-ahead',
  'too-short',
  'too-long',
  'off-grid',
  'quota-exceeded',
  'no-agreement',
  'lacks-equipment',
]);

export interface Warning {
  readonly code: 'calendar-unknown' | 'beyond-agreement' | 'same-person-elsewhere';
  readonly year?: number;
  readonly other?: string;
  /** Of `beyond-agreement`: the agreement's id and its last day. */
  readonly agreement?: string;
  readonly until?: string;
}
