import type { Queries } from '../platform/database/reader.js';
import { rowsOf, type Row } from './table-rows.js';
import type { TableShape } from './tables.js';

export interface Comparison {
  /** Rows that both have, equal in every value. */
  readonly same: number;
  /** Rows that only the source has. */
  readonly missing: number;
  /** Key of the first row in the target that the source has not, or has otherwise. */
  readonly foreign: string | null;
}

/**
 * Compares one table of two databases row by row, both along the key. `ignoring` a column, rows that differ only in it
 * count as the same.
 */
export async function compareTable(
  { source, target }: { source: Queries; target: Queries },
  shape: TableShape,
  { ignoring = null }: { ignoring?: string | null } = {},
): Promise<Comparison> {
  const masked = ignoring === null ? -1 : shape.columns.indexOf(ignoring);
  const textOf = (row: Row): string => JSON.stringify(masked < 0 ? row : row.with(masked, null));
  const wanted = singly(rowsOf(source, shape));
  let same = 0;
  let missing = 0;
  for await (const row of singly(rowsOf(target, shape))) {
    const text = textOf(row);
    let next = await wanted.next();
    while (!next.done && textOf(next.value) !== text) {
      missing++;
      next = await wanted.next();
    }
    if (next.done) return { same, missing, foreign: keyOf(row, shape) };
    same++;
  }
  for await (const _ of wanted) missing++;
  return { same, missing, foreign: null };
}

async function* singly(batches: AsyncIterable<Row[]>): AsyncGenerator<Row> {
  for await (const batch of batches) yield* batch;
}

const keyOf = (row: Row, { columns, key }: TableShape): string =>
  JSON.stringify(key.map((column) => row[columns.indexOf(column)]));
