import { createHash } from 'node:crypto';
import type { Queries } from '../platform/database/reader.js';
import { marks, rowMarks, type SqlValue } from '../platform/database/sql.js';
import type { UnitOfWork } from '../platform/database/unit-of-work.js';
import { CommandFault } from './command.js';
import type { TableShape } from './tables.js';

/** Values of one row in the order of its table's columns; from either engine the same. */
export type Row = readonly SqlValue[];

/** So many rows are read by one statement, and written by one transaction. */
const BATCH = 500;

/** All rows of a table along its primary key, a batch at a time. */
export async function* rowsOf(queries: Queries, { name, columns, key }: TableShape): AsyncGenerator<Row[]> {
  const select = `SELECT ${columns.join(', ')} FROM ${name} ${await alongKey(queries, name)}`;
  const rest = `ORDER BY ${key.join(', ')} LIMIT ${BATCH}`;
  let batch = await queries.all<Record<string, SqlValue>>(`${select} ${rest}`);
  while (batch.length > 0) {
    yield batch.map((row) => columns.map((column) => row[column] ?? null));
    const last = batch.at(-1);
    if (batch.length < BATCH || !last) return;
    batch = await queries.all<Record<string, SqlValue>>(
      `${select} WHERE (${key.join(', ')}) > (${marks(key.length)}) ${rest}`,
      key.map((column) => last[column] ?? null),
    );
  }
}

/** Along another index, SQLite would sort the rest of the table for each batch. */
async function alongKey(queries: Queries, name: string): Promise<string> {
  if (queries.engine !== 'sqlite') return '';
  const text = `SELECT name FROM pragma_index_list(?) WHERE origin = 'pk'`;
  const index = await queries.one<{ name: string }>(text, [name]);
  return index ? `INDEXED BY ${index.name}` : '';
}

/** Number and SHA-256 of rows in their order, each row as a line of JSON. */
export class RowHash {
  rows = 0;
  private readonly hash = createHash('sha256');

  add(rows: readonly Row[]): void {
    for (const row of rows) this.hash.update(`${JSON.stringify(row)}\n`);
    this.rows += rows.length;
  }

  /** In hexadecimal; nothing can be added afterwards. */
  digest(): string {
    return this.hash.digest('hex');
  }
}

/** Stands for the units of a cell until its claims are there. */
const UNITS_MEANWHILE = 1_000_000_000;

/**
 * Writes rows of one table; those whose key is there already are left as they are. `finish`, when all tables have been
 * written, puts in what had to wait.
 */
export class TableWriter {
  private readonly late: { readonly id: SqlValue; readonly value: SqlValue }[] = [];

  constructor(
    private readonly unitOfWork: UnitOfWork,
    readonly shape: TableShape,
  ) {}

  async write(rows: readonly Row[]): Promise<void> {
    const { name, columns, key } = this.shape;
    for (let at = 0; at < rows.length; at += BATCH) {
      const batch = rows.slice(at, at + BATCH).map((row) => this.withoutLate(row));
      const text = `INSERT INTO ${name} (${columns.join(', ')}) VALUES ${rowMarks(batch.length, columns.length)}
        ON CONFLICT (${key.join(', ')}) DO NOTHING`;
      try {
        await this.unitOfWork.run((tx) => tx.run(text, batch.flat()));
      } catch (error) {
        throw this.faultOf(error, batch[0]);
      }
    }
  }

  async finish(): Promise<void> {
    const { name, late } = this.shape;
    const text = `UPDATE ${name} SET ${late} = ? WHERE id = ? AND ${late} IS DISTINCT FROM ?`;
    for (let at = 0; at < this.late.length; at += BATCH) {
      const batch = this.late.slice(at, at + BATCH);
      try {
        await this.unitOfWork.run(async (tx) => {
          for (const { id, value } of batch) await tx.run(text, [value, id, value]);
        });
      } catch (error) {
        throw this.faultOf(error, [batch[0]?.id ?? null]);
      }
    }
  }

  private withoutLate(row: Row): Row {
    const { columns, late } = this.shape;
    if (late === null) return row;
    const at = columns.indexOf(late);
    this.late.push({ id: row[columns.indexOf('id')] ?? null, value: row[at] ?? null });
    if (late !== 'units') return row.with(at, null);
    return row[columns.indexOf('exclusive')] === 1 ? row : row.with(at, UNITS_MEANWHILE);
  }

  private faultOf(error: unknown, first: Row | undefined): CommandFault {
    const reason = error instanceof Error ? error.message : String(error);
    return new CommandFault(`${this.shape.name}: rows from ${JSON.stringify(first)} on cannot be written: ${reason}`);
  }
}
