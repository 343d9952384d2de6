import type { QueryRunner } from 'typeorm';
import { numberedPlaceholders, type Sql, type SqlValue, type Tx } from './sql.js';

const numbered = new Map<string, string>();

function translate(text: string): string {
  let result = numbered.get(text);
  if (result === undefined) {
    result = numberedPlaceholders(text);
    if (numbered.size > 1000) numbered.clear();
    numbered.set(text, result);
  }
  return result;
}

interface Answer<Row> {
  records: Row[];
  affected?: number;
}

/** The same statements over a pooled PostgreSQL connection. */
export class PostgresSql implements Tx, Sql {
  readonly engine = 'postgres';
  readonly inTransaction = true;

  constructor(private readonly runner: Pick<QueryRunner, 'query'>) {}

  async all<Row>(text: string, values: readonly SqlValue[] = []): Promise<Row[]> {
    return (await this.ask<Row>(text, values)).records;
  }

  async one<Row>(text: string, values: readonly SqlValue[] = []): Promise<Row | undefined> {
    return (await this.all<Row>(text, values))[0];
  }

  async run(text: string, values: readonly SqlValue[] = []): Promise<number> {
    const answer = await this.ask(text, values);
    return answer.affected ?? answer.records.length;
  }

  private async ask<Row>(text: string, values: readonly SqlValue[]): Promise<Answer<Row>> {
    const answer: unknown = await this.runner.query(translate(text), [...values], true);
    const { records, affected } = answer as { records?: Row[]; affected?: number };
    return { records: records ?? [], affected };
  }
}
