import type { WallDate } from './time.types.js';

/** 1 is Monday … 7 is Sunday (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** `"08:30"`–`"20:30"`; an end at or before its start (or `"24:00"`) runs past midnight and belongs to the day it starts. */
export interface ClockSpan {
  readonly start: string;
  readonly end: string;
}

/** Spans for each weekday that is named; a weekday left out is closed. Keys are ISO weekdays "1".."7". */
export type WeekPattern = Readonly<Partial<Record<'1' | '2' | '3' | '4' | '5' | '6' | '7', readonly ClockSpan[]>>>;

/** A season replaces the weekly pattern: `2026-07-01`–`2026-08-31`, or every year with `07-01`–`08-31` (may run over New Year). */
export interface Season {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly weekly: WeekPattern;
  /** Granted by the centre: goes beyond the hours of the zones above. */
  readonly beyond?: boolean;
}

/** Hours on statutory days. Left out means: no opinion, the zone above speaks. */
export interface StatutoryHours {
  /** Hours on a public holiday; an empty list is closed. */
  readonly holiday?: readonly ClockSpan[];
  /** A make-up working day follows this weekday's hours. `by-notice`: the weekday the calendar names, else Monday. */
  readonly makeUp?: Weekday | 'by-notice';
  /** Granted by the centre: the holiday hours go beyond those of the zones above. */
  readonly beyond?: boolean;
}

/** A dated exception opens or closes one date or a run of dates (both included). */
export interface HoursException {
  readonly from: WallDate;
  readonly to: WallDate;
  readonly spans: readonly ClockSpan[];
  readonly reason: string;
  /** Granted by the centre: goes beyond the hours of the zones above. */
  readonly beyond?: boolean;
}

/** What one centre or zone says of its opening; each part left out (`undefined`) means "as the zone above". */
export interface HoursDocument {
  readonly weekly?: WeekPattern;
  readonly seasons?: readonly Season[];
  readonly statutory?: StatutoryHours;
  readonly exceptions?: readonly HoursException[];
}

export type DayKind = 'working' | 'weekend' | 'holiday' | 'make-up' | 'unknown';

/** What the statutory calendar says of one date. `follows` is the weekday a make-up day stands in for, when the notice names it. */
export interface CalendarDay {
  readonly kind: DayKind;
  readonly name?: string;
  readonly nameEn?: string;
  readonly follows?: Weekday;
}

/**
 * The statutory calendar of a centre as data: years that are known, and their special days.
 * A date in a known year that is not listed is an ordinary working day or weekend; a date of any other year is unknown.
 */
export interface StatutoryCalendar {
  readonly knownYears: readonly number[];
  readonly days: Readonly<
    Record<string, { kind: 'holiday' | 'make-up'; name?: string; nameEn?: string; follows?: Weekday }>
  >;
}
