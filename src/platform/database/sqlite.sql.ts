import type BetterSqlite3 from 'better-sqlite3';
import type { Expected, Sql, SqlValue, Tx } from './sql.js';

/** Statements are prepared once per connection; more than this many different texts means somebody builds SQL from data. */
const MAX_PREPARED = 500;

/** Speaks to better-sqlite3 directly: no hydration, each statement prepared once. */
export class SqliteSql implements Tx, Sql {
  readonly engine = 'sqlite';
  readonly inTransaction = true;
  private readonly prepared = new Map<string, BetterSqlite3.Statement>();

  constructor(readonly db: BetterSqlite3.Database) {}

  async all<Row>(text: string, values: readonly SqlValue[] = []): Promise<Row[]> {
    return this.statement(text).all(...values) as Row[];
  }

  async one<Row>(text: string, values: readonly SqlValue[] = []): Promise<Row | undefined> {
    return this.statement(text).get(...values) as Row | undefined;
  }

  async run(text: string, values: readonly SqlValue[] = []): Promise<number> {
    return this.statement(text).run(...values).changes;
  }

  async post(text: string, values: readonly SqlValue[], expected?: Expected): Promise<void> {
    const { changes } = this.statement(text).run(...values);
    if (expected && changes !== expected.rows) throw expected.orElse();
  }

  private statement(text: string): BetterSqlite3.Statement {
    let statement = this.prepared.get(text);
    if (!statement) {
      if (this.prepared.size >= MAX_PREPARED) this.prepared.delete(this.prepared.keys().next().value ?? '');
      statement = this.db.prepare(text);
      this.prepared.set(text, statement);
    }
    return statement;
  }
}
