import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/sql.js';
import type { Instant } from '../scheduling/time.types.js';
import type { Plan } from '../scheduling/zones.types.js';

/** A change of zones inside its transaction: the new zones and cells are written, the old cells are retired. */
export interface ZoneChange {
  readonly before: Plan;
  readonly after: Plan;
  readonly at: Instant;
  /** Owners of claims that do not fit into cells whose units are lowered; each must be among the misfits. */
  readonly overtaken: readonly string[];
}

/**
 * `over-capacity`: too many people for a lowered number; `not-bookable`: the zone takes no such booking any more;
 * `occupied`: somebody else has what it would now take; `standing-units`: units of an agreement are no longer there.
 */
export const MISFIT_REASONS = ['over-capacity', 'not-bookable', 'occupied', 'standing-units'] as const;

/** Something standing that the changed zones cannot hold; the whole change is refused with all of them. */
export interface Misfit {
  /** Id of the occurrence or closure date. */
  readonly id: string;
  readonly kind: 'occurrence' | 'closure' | 'hold';
  readonly zone?: string;
  readonly start: string;
  readonly end: string;
  readonly title?: string;
  readonly booking?: string;
  readonly heads?: number;
  readonly reason: (typeof MISFIT_REASONS)[number];
}

/**
 * Moves what it has in the ledger from the old cells to the new ones, for everything live that ends after `at`, and
 * gives what does not fit. It may leave claims in any state when it gives misfits: the transaction is then undone.
 */
export interface ZoneImpactHandler {
  rederive(tx: Tx, centreId: number, change: ZoneChange): Promise<Misfit[]>;
}

/** Where the modules that hold claims say what a change of zones means for them. Handlers run in the order they came. */
@Injectable()
export class ZoneImpact {
  private readonly handlers: ZoneImpactHandler[] = [];

  use(handler: ZoneImpactHandler): void {
    this.handlers.push(handler);
  }

  async rederive(tx: Tx, centreId: number, change: ZoneChange): Promise<Misfit[]> {
    const misfits: Misfit[] = [];
    for (const handler of this.handlers) misfits.push(...(await handler.rederive(tx, centreId, change)));
    return misfits;
  }
}
