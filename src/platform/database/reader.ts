import type { Engine, Sql, SqlValue } from './sql.js';

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
}

/** What can be asked, inside a transaction or outside one. */
export type Queries = Pick<Reader, 'engine' | 'all' | 'one'>;
