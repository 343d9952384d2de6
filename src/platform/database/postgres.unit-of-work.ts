import type { Pool } from 'pg';
import type { Settings } from '../config/settings.js';
import { Problem } from '../problems/problem.js';
import { codeOf, failureOf, GONE, type Failure } from './postgres.errors.js';
import { retrying } from './postgres.retry.js';
import { PostgresTx } from './postgres.tx.js';
import type { Tx } from './sql.js';
import { UnitOfWork } from './unit-of-work.js';

const BROKEN: ReadonlySet<Failure> = new Set([...GONE, 'unknown']);
const FAULTS: ReadonlySet<Failure> = new Set([...BROKEN, 'storage']);
const AGAIN: ReadonlySet<Failure> = new Set(['again', 'lost']);

/**
 * Real transactions on pooled connections, under READ COMMITTED, which the ledger's guard needs to see what others
 * have written. What the database undid for reasons of its own (a deadlock, a cut connection before the commit) is run
 * again after a short, random pause.
 */
export class PostgresUnitOfWork extends UnitOfWork {
  private running = 0;
  private readonly most: number;

  constructor(
    private readonly pool: Pool,
    { databasePool, writeQueue }: Pick<Settings, 'databasePool' | 'writeQueue'>,
  ) {
    super();
    this.most = databasePool + writeQueue;
  }

  override async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.running >= this.most) {
      throw new Problem('busy', 'Too many writes are waiting.', { retryAfterSeconds: 1 });
    }
    this.running++;
    try {
      const value = await retrying(() => this.attempt(work), { again: AGAIN, failed: this.noteFault });
      this.fault = null;
      return value;
    } finally {
      this.running--;
    }
  }

  private readonly noteFault = (error: unknown, failure: Failure): void => {
    if (FAULTS.has(failure)) this.fault = codeOf(error);
  };

  private async attempt<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    const tx = new PostgresTx((statement) => client.query(statement));
    let broken = false;
    try {
      const value = await work(tx);
      await tx.commit();
      return value;
    } catch (error) {
      broken = BROKEN.has(failureOf(error)) || !(await tx.rolledBack());
      throw error;
    } finally {
      client.release(broken);
    }
  }
}
