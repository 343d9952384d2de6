import { createHash } from 'node:crypto';
import type { QueryConfig, QueryResult } from 'pg';
import { numberedPlaceholders, type Sql, type SqlValue } from './sql.js';

/** So many texts are prepared on each connection; the first ones asked are the ones asked most. */
const MAX_PREPARED = 500;
/** Longer texts are written for one number of rows and seldom come again. */
const LONGEST_PREPARED = 4000;

const statements = new Map<string, QueryConfig>();

/** The text in PostgreSQL's form, under a name when it is worth being prepared. */
function statementOf(text: string): QueryConfig {
  const known = statements.get(text);
  if (known) return known;
  const statement: QueryConfig = { text: numberedPlaceholders(text) };
  if (text.length <= LONGEST_PREPARED && statements.size < MAX_PREPARED) {
    statement.name = createHash('sha256').update(text).digest('base64url');
    statements.set(text, statement);
  }
  return statement;
}

/** Runs one statement: on the connection of a transaction, or on any of the pool's. */
export type Ask = (statement: QueryConfig) => Promise<QueryResult>;

/** Speaks to the driver beneath TypeORM: no hydration, each statement prepared once a connection. */
export class PostgresSql implements Sql {
  readonly engine = 'postgres';

  constructor(private readonly ask: Ask) {}

  async all<Row>(text: string, values: readonly SqlValue[] = []): Promise<Row[]> {
    return (await this.ask({ ...statementOf(text), values: [...values] })).rows as Row[];
  }

  async one<Row>(text: string, values: readonly SqlValue[] = []): Promise<Row | undefined> {
    return (await this.all<Row>(text, values))[0];
  }

  async run(text: string, values: readonly SqlValue[] = []): Promise<number> {
    return (await this.ask({ ...statementOf(text), values: [...values] })).rowCount ?? 0;
  }
}
