import { Injectable } from '@nestjs/common';
import type { Standing } from '../operators/standing.js';
import type { Tx } from '../platform/database/sql.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Asking } from './bookings.service.js';
import { decideAgainWhenMoved, holdRules } from './decide-again.js';
import { BookingWorld, standingIn, type Rules } from './world.service.js';

/** The rules as they stand until the transaction ends, and where the actor stands under them. */
export interface Held {
  readonly rules: Rules;
  readonly standing: Standing;
}

/** How a standing booking is changed: in one transaction that holds the rules, decided again when they moved on. */
@Injectable()
export class Changing {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly worlds: BookingWorld,
  ) {}

  run<T>(asking: Asking, work: (tx: Tx, held: Held) => Promise<T>): Promise<T> {
    return decideAgainWhenMoved(async () => {
      const rules = await this.worlds.rules(asking.centreId);
      return this.unitOfWork.run(async (tx) => {
        await holdRules(tx, rules.plan);
        return work(tx, { rules, standing: standingIn(rules, asking) });
      });
    });
  }
}
