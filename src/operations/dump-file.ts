import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { SqlValue } from '../platform/database/sql.js';
import { CommandFault } from './command.js';
import { RowHash, type Row } from './table-rows.js';

export const DUMP_FORMAT = 'dukou-dump';

/** The first line of a dump. */
export interface DumpHeader {
  readonly format: typeof DUMP_FORMAT;
  readonly formatVersion: 1;
  /** When the newest migration of the dumped database was written, milliseconds. */
  readonly schema: number;
  readonly engine: string;
  readonly madeAt: string;
  readonly tables: readonly DumpedTable[];
}

export interface DumpedTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
  /** Highest number the database gave out by itself; 0 when the table is not numbered. */
  readonly lastNumber: number;
}

/** After the rows of a table: how many there were, and the SHA-256 of their lines. */
export interface DumpedEnd {
  readonly table: string;
  readonly rows: number;
  readonly sha256: string;
}

export type DumpPart =
  | { readonly kind: 'header'; readonly header: DumpHeader }
  | { readonly kind: 'rows'; readonly table: string; readonly rows: readonly Row[] }
  | { readonly kind: 'end'; readonly end: DumpedEnd };

const BATCH = 500;

/**
 * Reads a dump from its beginning to its end, in the order of its tables. Throws `CommandFault` when it is not a dump,
 * ends too early, or its rows are not those that were written; what was given before that must not be trusted.
 */
export async function* readDump(file: string): AsyncGenerator<DumpPart> {
  const lines = linesOf(file);
  const header = asHeader((await lines.next()).value, file);
  yield { kind: 'header', header };
  for (const table of header.tables) yield* readTable(lines, { table, file });
  const last: unknown = (await lines.next()).value;
  if (!isObject(last) || last['end'] !== true) throw broken(file, 'it has no end');
}

async function* readTable(
  lines: AsyncGenerator<unknown>,
  { table, file }: { table: DumpedTable; file: string },
): AsyncGenerator<DumpPart> {
  const hash = new RowHash();
  let rows: Row[] = [];
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    const line: unknown = next.value;
    if (isRow(line, table.columns.length)) rows.push(line);
    if (rows.length === BATCH || (rows.length > 0 && !Array.isArray(line))) {
      hash.add(rows);
      yield { kind: 'rows', table: table.name, rows };
      rows = [];
    }
    if (isObject(line)) {
      const end = { table: table.name, rows: hash.rows, sha256: hash.digest() };
      const matches = line['table'] === end.table && line['rows'] === end.rows && line['sha256'] === end.sha256;
      if (!matches || end.rows !== table.rows) throw broken(file, `the rows of ${table.name} were changed`);
      yield { kind: 'end', end };
      return;
    }
    if (!isRow(line, table.columns.length)) throw broken(file, `a row of ${table.name} is none`);
  }
  throw broken(file, 'it ends too early');
}

/** Parsed lines. A line may hold any character but the line feed, which JSON writes as `\n`. */
async function* linesOf(file: string): AsyncGenerator<unknown> {
  let rest = '';
  const text = createGunzip().setEncoding('utf8');
  pipeline(createReadStream(file), text, () => undefined);
  try {
    for await (const piece of text as AsyncIterable<string>) {
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line);
    }
  } catch (error) {
    throw broken(file, error instanceof Error ? error.message : String(error));
  }
  if (rest !== '') throw broken(file, 'it ends in the middle of a line');
}

function asHeader(line: unknown, file: string): DumpHeader {
  if (!isObject(line) || line['format'] !== DUMP_FORMAT) throw broken(file, 'it is not a dump of this application');
  if (line['formatVersion'] !== 1) throw broken(file, 'it was written by a newer version of this application');
  const tables: unknown = line['tables'];
  if (!Array.isArray(tables) || !tables.every(isDumpedTable)) throw broken(file, 'its first line is damaged');
  return line as unknown as DumpHeader;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isDumpedTable = (value: unknown): value is DumpedTable =>
  isObject(value) &&
  typeof value['name'] === 'string' &&
  typeof value['rows'] === 'number' &&
  typeof value['lastNumber'] === 'number' &&
  Array.isArray(value['columns']) &&
  value['columns'].every((column) => typeof column === 'string');

const isRow = (line: unknown, columns: number): line is SqlValue[] =>
  Array.isArray(line) &&
  line.length === columns &&
  line.every((value) => value === null || typeof value === 'string' || typeof value === 'number');

const broken = (file: string, reason: string): CommandFault => new CommandFault(`${file} cannot be used: ${reason}.`);
