import { Injectable } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import type { Queries } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import type { Refusal } from '../scheduling/refusals.js';
import type { Instant, Span, WallTime } from '../scheduling/time.types.js';
import type { Plan, Zone } from '../scheduling/zones.types.js';
import type { HoursView } from './hours-view.js';

/** A live occurrence that a change of rules leaves outside them. */
export interface AffectedOccurrence {
  readonly occurrence: string;
  readonly booking: string;
  /** As far as the actor may see it. */
  readonly title: string;
  /** Zone code. */
  readonly zone: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly startWall: WallTime;
  readonly endWall: WallTime;
  readonly heads: number;
  readonly status: 'pending' | 'confirmed';
  /** A refusal's code, such as `outside-opening-hours` or `closed`. */
  readonly why: string;
  readonly alternatives: readonly { readonly zone: string; readonly start: Instant; readonly end: Instant }[];
  /** The booking's version. */
  readonly version: number;
}

/** What shall happen to one affected occurrence; `shorten` only where a closure starts while somebody is inside. */
export type Choice =
  | { readonly occurrence: string; readonly action: 'keep' }
  | { readonly occurrence: string; readonly action: 'cancel'; readonly reason: string }
  | {
      readonly occurrence: string;
      readonly action: 'move';
      readonly start: string;
      readonly end?: string;
      readonly zone?: string;
    }
  | { readonly occurrence: string; readonly action: 'shorten'; readonly end: string };

/** Dates that a series with a `days` rule gains and loses under another calendar: original wall starts. */
export interface SeriesDifference {
  readonly booking: string;
  readonly title: string;
  readonly add: readonly WallTime[];
  readonly drop: readonly WallTime[];
}

export interface SeriesChoice {
  readonly booking: string;
  readonly apply: boolean;
}

/** The rules before and after. A closure says when which zone is to be closed; its hours are the same before and after. */
export interface RuleChange {
  readonly centreId: number;
  readonly plan: Plan;
  readonly hoursBefore: HoursView;
  readonly hoursAfter: HoursView;
  readonly closure?: { readonly zone: Zone; readonly spans: readonly Span[] };
}

export interface RuleChoices {
  readonly change: RuleChange;
  readonly choices: readonly Choice[];
  readonly affected: readonly AffectedOccurrence[];
  /** Applied before the choices; only series that have a difference are named. */
  readonly series: readonly SeriesChoice[];
  readonly actor: Actor;
  readonly at: Instant;
}

export interface RefusedChoice {
  readonly occurrence: string;
  readonly refusals: readonly Refusal[];
}

/** What only bookings can answer; they fill this port, since hours must not know who booked. */
export interface RuleImpactHandler {
  /**
   * Live occurrences not yet ended that were inside the hours before and are outside after. With a closure: those whose
   * claimed time (set-up and clean-up too) meets its spans in a cell of its zone, also those kept outside the hours.
   */
  affected(queries: Queries, change: RuleChange, actor: Actor): Promise<AffectedOccurrence[]>;
  /** Carries the choices out in the transaction of the change; what does not fit comes back and undoes all of it. */
  apply(tx: Tx, choices: RuleChoices): Promise<{ refused: readonly RefusedChoice[] }>;
  /** What another calendar would change in each series that skips holidays or keeps to working days. */
  seriesDifference(queries: Queries, change: RuleChange, actor: Actor): Promise<SeriesDifference[]>;
}

/** The port from hours to bookings. */
@Injectable()
export class RuleImpact implements RuleImpactHandler {
  private handler: RuleImpactHandler | null = null;

  use(handler: RuleImpactHandler): void {
    this.handler = handler;
  }

  affected(queries: Queries, change: RuleChange, actor: Actor): Promise<AffectedOccurrence[]> {
    return this.filled().affected(queries, change, actor);
  }

  apply(tx: Tx, choices: RuleChoices): Promise<{ refused: readonly RefusedChoice[] }> {
    return this.filled().apply(tx, choices);
  }

  seriesDifference(queries: Queries, change: RuleChange, actor: Actor): Promise<SeriesDifference[]> {
    return this.filled().seriesDifference(queries, change, actor);
  }

  /** An unfilled port would change rules over the heads of bookings, so it is a fault of the program. */
  private filled(): RuleImpactHandler {
    if (!this.handler) throw new Error('Nobody has filled the port from hours to bookings.');
    return this.handler;
  }
}
