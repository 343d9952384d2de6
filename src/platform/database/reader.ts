import type { Engine, Sql, SqlValue } from './sql.js';

/** What changes with every commit of anybody: SQLite counts those of other connections, PostgreSQL names all that are visible. */
const STATE: Readonly<Record<Engine, string>> = {
  sqlite: 'PRAGMA data_version',
  postgres: 'SELECT pg_current_snapshot()::text AS data_version',
};

/** Single statements over a connection of its own that does not write: a reader never waits for the writer. */
export class Reader {
  constructor(private readonly sql: Sql) {}

  get engine(): Engine {
    return this.sql.engine;
  }

  all<Row>(text: string, values?: readonly SqlValue[]): Promise<Row[]> {
    return this.sql.all<Row>(text, values);
  }

  one<Row>(text: string, values?: readonly SqlValue[]): Promise<Row | undefined> {
    return this.sql.one<Row>(text, values);
  }

  /**
   * Names the state the database is in. When two calls in one process give the same, nothing was committed in between, so
   * what was read in between is what would be read now.
   */
  async state(): Promise<string> {
    const row = await this.one<{ data_version: string | number }>(STATE[this.engine]);
    return String(row?.data_version);
  }
}

/** What can be asked, inside a transaction or outside one. */
export type Queries = Pick<Reader, 'engine' | 'all' | 'one'>;
