import type { Database } from '../platform/database/database.js';
import type { Queries } from '../platform/database/reader.js';
import { CommandFault, type Say } from './command.js';
import { compareTable } from './table-compare.js';
import { rowsOf, TableWriter } from './table-rows.js';
import { countRows, describeTables, lastNumber, schemaOf, setLastNumber, type TableShape } from './tables.js';

/** Rows between two lines of progress. */
const ROWS_A_LINE = 50_000;

/**
 * Moves all data of one database into another, of either engine, and compares both row by row at the end. What is there
 * already is left, so a copy that was cut off can be run again. Throws `CommandFault` when the target holds anything
 * else, or anything differs at the end. Gives the number of rows.
 */
export async function copyAll(source: Queries, target: Database, progress: Say): Promise<number> {
  const shapes = await commonShapes(source, target.reader);
  const both = { source, target: target.reader };
  for (const shape of shapes) await requireOnlyOurs(both, shape);
  const writers: TableWriter[] = [];
  for (const shape of shapes) writers.push(await copyTable(source, { target, shape, progress }));
  for (const writer of writers) {
    await writer.finish();
    await setLastNumber(target.unitOfWork, writer.shape, await lastNumber(source, writer.shape));
  }
  let total = 0;
  for (const shape of shapes) total += await requireSame(both, shape, progress);
  return total;
}

async function copyTable(
  source: Queries,
  { target, shape, progress }: { target: Database; shape: TableShape; progress: Say },
): Promise<TableWriter> {
  const writer = new TableWriter(target.unitOfWork, shape);
  const rows = await countRows(source, shape);
  if (shape.late === null && rows === (await countRows(target.reader, shape))) {
    progress(`${shape.name}: ${rows} rows are there`);
    return writer;
  }
  let done = 0;
  for await (const batch of rowsOf(source, shape)) {
    await writer.write(batch);
    done += batch.length;
    if (done % ROWS_A_LINE === 0) progress(`${shape.name}: ${done} of ${rows} rows`);
  }
  progress(`${shape.name}: ${done} rows`);
  return writer;
}

/** Its own rows from an earlier copy may be there; what must wait for the end may still be missing in them. */
async function requireOnlyOurs(both: { source: Queries; target: Queries }, shape: TableShape): Promise<void> {
  if ((await countRows(both.target, shape)) === 0) return;
  const { foreign } = await compareTable(both, shape, { ignoring: shape.late });
  if (foreign === null) return;
  throw new CommandFault(
    `The target holds data that the source has not, or has otherwise (${shape.name} ${foreign}). Nothing was written; give an empty database.`,
  );
}

async function requireSame(
  both: { source: Queries; target: Queries },
  shape: TableShape,
  progress: Say,
): Promise<number> {
  const { same, missing, foreign } = await compareTable(both, shape);
  if (missing > 0 || foreign !== null) {
    const detail = foreign === null ? `${missing} rows are missing` : `${foreign} differs`;
    throw new CommandFault(`${shape.name}: the copy is not like its source, ${detail}.`);
  }
  progress(`${shape.name}: ${same} rows are the same in both`);
  return same;
}

async function commonShapes(source: Queries, target: Queries): Promise<TableShape[]> {
  const shapes = await describeTables(source);
  const targets = await describeTables(target);
  const same =
    (await schemaOf(source)) === (await schemaOf(target)) &&
    shapes.every((shape, at) => shape.columns.toSorted().join() === targets[at]?.columns.toSorted().join());
  if (!same) throw new CommandFault('Source and target are of different versions of this application.');
  return shapes.map((shape, at) => ({ ...shape, identity: targets[at]?.identity ?? null }));
}
