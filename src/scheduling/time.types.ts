/**
 * Wall time and instants are two types that cannot be mixed.
 * An `Instant` is a number of milliseconds since 1970-01-01T00:00Z, always a whole minute in what we store.
 * A `WallTime` (`2026-12-01T14:00`) and a `WallDate` (`2026-12-01`) are what a clock and a calendar on the centre's wall show;
 * both sort as text.
 */
declare const instantBrand: unique symbol;
declare const wallTimeBrand: unique symbol;
declare const wallDateBrand: unique symbol;

export type Instant = number & { readonly [instantBrand]: true };
export type WallTime = string & { readonly [wallTimeBrand]: true };
export type WallDate = string & { readonly [wallDateBrand]: true };

/** Half-open: `start` belongs to it, `end` does not. */
export interface Span {
  readonly start: Instant;
  readonly end: Instant;
}

/** Minutes of a day, half-open; `end` may pass 1440 when the span runs past midnight and may then reach 2880. */
export interface MinuteSpan {
  readonly start: number;
  readonly end: number;
}

export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;
