import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Database } from '../platform/database/database.js';
import type { Queries } from '../platform/database/reader.js';
import type { Instant } from '../scheduling/time.types.js';
import { CommandFault, type Say } from './command.js';
import { DUMP_FORMAT, readDump, type DumpedTable, type DumpHeader } from './dump-file.js';
import { RowHash, rowsOf, TableWriter } from './table-rows.js';
import { countRows, describeTables, lastNumber, schemaOf, setLastNumber, type TableShape } from './tables.js';

/**
 * Writes all rows of a snapshot into one file that either engine can load: compressed lines of JSON, a header first,
 * then each table's rows along its key and their number and hash. Gives the number of rows.
 */
export async function writeDump(
  snapshot: Queries,
  { file, now, progress }: { file: string; now: Instant; progress: Say },
): Promise<number> {
  const zip = createGzip();
  const done = pipeline(zip, createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }));
  done.catch(() => undefined);
  const put = async (lines: string): Promise<void> => {
    if (zip.destroyed) await done;
    if (!zip.write(lines)) await Promise.race([once(zip, 'drain'), done]);
  };
  const shapes = await describeTables(snapshot);
  const header = await headerOf(snapshot, { shapes, now });
  await put(`${JSON.stringify(header)}\n`);
  let total = 0;
  for (const shape of shapes) {
    const hash = new RowHash();
    for await (const rows of rowsOf(snapshot, shape)) {
      hash.add(rows);
      await put(`${rows.map((row) => JSON.stringify(row)).join('\n')}\n`);
    }
    total += hash.rows;
    progress(`${shape.name}: ${hash.rows} rows`);
    await put(`${JSON.stringify({ table: shape.name, rows: hash.rows, sha256: hash.digest() })}\n`);
  }
  zip.end(`${JSON.stringify({ end: true, rows: total })}\n`);
  await done;
  return total;
}

async function headerOf(
  snapshot: Queries,
  { shapes, now }: { shapes: readonly TableShape[]; now: Instant },
): Promise<DumpHeader> {
  const tables: DumpedTable[] = [];
  for (const shape of shapes) {
    tables.push({
      name: shape.name,
      columns: shape.columns,
      rows: await countRows(snapshot, shape),
      lastNumber: await lastNumber(snapshot, shape),
    });
  }
  return {
    format: DUMP_FORMAT,
    formatVersion: 1,
    schema: await schemaOf(snapshot),
    engine: snapshot.engine,
    madeAt: new Date(now).toISOString(),
    tables,
  };
}

/** Reads a whole dump without using it; throws `CommandFault` when anything is wrong with it. */
export async function checkDump(file: string): Promise<void> {
  for await (const part of readDump(file)) void part;
}

/**
 * Loads a dump into a migrated database and compares what is there afterwards with it, table by table. Rows that are
 * there already are left, so a load that was cut off can be run again.
 */
export async function loadDump(database: Database, file: string, progress: Say): Promise<void> {
  const writers = new Map<string, TableWriter>();
  const shapes = new Map((await describeTables(database.reader)).map((shape) => [shape.name, shape]));
  const ends = new Map<string, string>();
  let header: DumpHeader | undefined;
  for await (const part of readDump(file)) {
    switch (part.kind) {
      case 'header':
        header = part.header;
        await requireSameSchema(database.reader, { header, shapes });
        for (const { name, columns } of header.tables) {
          writers.set(name, new TableWriter(database.unitOfWork, { ...shapeOf(shapes, name), columns }));
        }
        break;
      case 'rows':
        await writers.get(part.table)?.write(part.rows);
        break;
      case 'end':
        ends.set(part.end.table, part.end.sha256);
        progress(`${part.end.table}: ${part.end.rows} rows`);
        break;
    }
  }
  for (const { name, lastNumber: last } of header?.tables ?? []) {
    await writers.get(name)?.finish();
    await setLastNumber(database.unitOfWork, shapeOf(shapes, name), last);
  }
  for (const [name, { shape }] of writers) await requireHash(database.reader, { shape, sha256: ends.get(name) });
}

async function requireHash(
  queries: Queries,
  { shape, sha256 }: { shape: TableShape; sha256: string | undefined },
): Promise<void> {
  const hash = new RowHash();
  for await (const rows of rowsOf(queries, shape)) hash.add(rows);
  if (hash.digest() !== sha256) throw new CommandFault(`${shape.name}: what was written is not what the file says.`);
}

async function requireSameSchema(
  queries: Queries,
  { header, shapes }: { header: DumpHeader; shapes: ReadonlyMap<string, TableShape> },
): Promise<void> {
  const own = await schemaOf(queries);
  if (header.schema > own) throw new CommandFault('The dump was made by a newer version of this application.');
  const sameTables =
    header.tables.length === shapes.size &&
    header.tables.every(({ name, columns }) => sorted(shapes.get(name)?.columns ?? []) === sorted(columns));
  if (header.schema < own || !sameTables) {
    throw new CommandFault(
      'The dump was made by another version of this application: load it with that version, then upgrade.',
    );
  }
}

const sorted = (names: readonly string[]): string => names.toSorted().join();

function shapeOf(shapes: ReadonlyMap<string, TableShape>, name: string): TableShape {
  const shape = shapes.get(name);
  if (!shape) throw new CommandFault(`This version of the application has no table ${name}.`);
  return shape;
}
