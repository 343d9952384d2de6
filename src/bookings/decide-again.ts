import { postRules, requireRules } from '../centres/rules.js';
import type { Tx } from '../platform/database/sql.js';
import { LedgerRefusal } from '../platform/database/unit-of-work.js';
import { Problem } from '../platform/problems/problem.js';
import type { Plan } from '../scheduling/zones.types.js';

/** Thrown inside a transaction when the rules, or what it is about, moved on since the decision was made. */
export class RulesMoved extends Error {}

/** Holds the rules until the transaction ends; throws `RulesMoved` when they are not those of this plan any more. */
export async function holdRules(tx: Tx, { centreId, rulesVersion }: Plan): Promise<void> {
  if (!(await requireRules(tx, centreId, rulesVersion))) throw new RulesMoved();
}

/** The same without waiting for it: `RulesMoved` may come as late as at the end of the unit of work. */
export const expectRules = (tx: Tx, plan: Plan): Promise<void> => postRules(tx, plan, () => new RulesMoved());

const MAX_DECISIONS = 20;

/**
 * Decides and writes. When the rules moved in between, or the database refused a claim that was free when it was
 * looked at, the whole is decided again against the world as it is now; so the loser of a race gets the same
 * explained refusal as one who came late.
 */
export async function decideAgainWhenMoved<T>(decideAndWrite: () => Promise<T>): Promise<T> {
  let ledger: LedgerRefusal | null = null;
  for (let tries = 0; tries < MAX_DECISIONS; tries++) {
    try {
      return await decideAndWrite();
    } catch (error) {
      if (error instanceof LedgerRefusal) ledger = error;
      else if (!(error instanceof RulesMoved)) throw error;
    }
  }
  if (ledger)
    throw new Problem('refused', `The place is taken (${ledger.code}); look again at what is free.`, {
      occurrences: [],
    });
  throw new Problem('busy', 'The rules or the place kept changing while this was decided; try again.', {
    retryAfterSeconds: 1,
  });
}
