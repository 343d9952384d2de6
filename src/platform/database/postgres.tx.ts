import { CommitUnknown, failureOf, GONE } from './postgres.errors.js';
import { merged, unmet, type Posted } from './postgres.merge.js';
import { PostgresSql, type Ask } from './postgres.sql.js';
import type { Expected, SqlValue, Tx } from './sql.js';

/** A statement takes 65,535 values at most; this leaves room for whatever is posted last. */
const MOST_VALUES = 30_000;

/**
 * The transaction of one unit of work. Each statement that is waited for costs a round trip, and so do BEGIN and COMMIT:
 * what is posted goes as one statement, and a unit of work that only posts is that one statement and nothing else.
 */
export class PostgresTx implements Tx {
  readonly engine = 'postgres';
  readonly inTransaction = true;
  private readonly sql: PostgresSql;
  private posted: Posted[] = [];
  private values = 0;
  private begun = false;

  constructor(private readonly ask: Ask) {
    this.sql = new PostgresSql(ask);
  }

  async all<Row>(text: string, values?: readonly SqlValue[]): Promise<Row[]> {
    await this.settle();
    return this.sql.all<Row>(text, values);
  }

  async one<Row>(text: string, values?: readonly SqlValue[]): Promise<Row | undefined> {
    await this.settle();
    return this.sql.one<Row>(text, values);
  }

  async run(text: string, values?: readonly SqlValue[]): Promise<number> {
    await this.settle();
    return this.sql.run(text, values);
  }

  async post(text: string, values: readonly SqlValue[], expected?: Expected): Promise<void> {
    this.posted.push({ text, values, expected });
    this.values += values.length;
    if (this.values > MOST_VALUES) await this.settle();
  }

  /** Makes it stand. Throws `CommitUnknown` when the connection broke over that. */
  async commit(): Promise<void> {
    if (this.begun) {
      await this.flush();
      if ((await sealing(this.ask({ text: 'COMMIT' }))).command === 'COMMIT') return;
      // So PostgreSQL answers, without an error, when a statement before it had failed.
      throw new Error('A failed statement was passed over inside a unit of work.');
    }
    await sealing(this.flush());
  }

  /** Undoes it; false when the connection is of no use any more. */
  async rolledBack(): Promise<boolean> {
    if (!this.begun) return true;
    try {
      await this.ask({ text: 'ROLLBACK' });
      return true;
    } catch {
      return false;
    }
  }

  private async settle(): Promise<void> {
    if (!this.begun) {
      this.begun = true;
      await this.ask({ text: 'BEGIN ISOLATION LEVEL READ COMMITTED' });
    }
    await this.flush();
  }

  private async flush(): Promise<void> {
    const { posted } = this;
    if (posted.length === 0) return;
    [this.posted, this.values] = [[], 0];
    const { text, values } = merged(posted);
    try {
      await this.sql.run(text, values);
    } catch (error) {
      throw unmet(error, posted) ?? error;
    }
  }
}

/** What makes a transaction stand may have done so before the connection broke. */
async function sealing<T>(statement: Promise<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    throw GONE.has(failureOf(error)) ? new CommitUnknown() : error;
  }
}
