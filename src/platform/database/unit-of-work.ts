import type { Tx } from './sql.js';

/**
 * Runs writes in transactions. `work` may only await statements of its `tx` (hashing, reading files or waiting for
 * other things belongs before it), and may be run again when the database asks for that, so it has no other effects.
 * Throws whatever `work` throws, with everything it wrote undone.
 */
export abstract class UnitOfWork {
  protected fault: string | null = null;

  /** Why the last write could not be stored, such as a full disk; null once a write is stored again. */
  get storageFault(): string | null {
    return this.fault;
  }

  abstract run<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** The database's own refusal of a claim, said by a trigger or a constraint. */
export class LedgerRefusal extends Error {
  constructor(readonly code: 'occupied' | 'over-capacity') {
    super(`The database refused a claim: ${code}`);
  }
}
