import { TABLE_NAMES } from '../platform/database/migrations/tables.js';
import type { Queries } from '../platform/database/reader.js';
import type { UnitOfWork } from '../platform/database/unit-of-work.js';

/** What has to be known of a table to carry its rows from one database into another, of either engine. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly string[];
  /** Columns of the primary key, in its order; rows are read along it. */
  readonly key: readonly string[];
  /** Column that the database numbers by itself. */
  readonly identity: string | null;
  /** Column whose values are put in when the rows of all tables are there. */
  readonly late: string | null;
}

/**
 * A zone may stand before its parent. A cell's units may have been lowered since, while old claims were within the
 * units of their time: it takes its claims first and is told its units then, which are checked from `units_since_at` on.
 */
const LATE: Readonly<Record<string, string>> = { zones: 'parent_id', cells: 'units' };

const SQLITE = {
  columns: 'SELECT name FROM pragma_table_info(?) ORDER BY cid',
  key: 'SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk',
  identity: `SELECT i.name FROM sqlite_master m JOIN pragma_table_info(m.name) i ON i.pk = 1
    WHERE m.type = 'table' AND m.name = ? AND m.sql LIKE '%AUTOINCREMENT%'`,
};

const POSTGRES = {
  columns: `SELECT column_name AS name FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = ? AND is_generated = 'NEVER' ORDER BY ordinal_position`,
  key: `SELECT a.attname AS name FROM pg_index i
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
    WHERE i.indrelid = to_regclass(?) AND i.indisprimary ORDER BY array_position(i.indkey::smallint[], a.attnum)`,
  identity: `SELECT column_name AS name FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = ? AND is_identity = 'YES'`,
};

/** All tables of the application, each after those it refers to. */
export async function describeTables(queries: Queries): Promise<TableShape[]> {
  const shapes: TableShape[] = [];
  for (const name of TABLE_NAMES) shapes.push(await describeTable(queries, name));
  return shapes;
}

async function describeTable(queries: Queries, name: string): Promise<TableShape> {
  const ask = queries.engine === 'sqlite' ? SQLITE : POSTGRES;
  const names = async (text: string): Promise<string[]> =>
    (await queries.all<{ name: string }>(text, [name])).map((row) => row.name);
  const [identity = null] = await names(ask.identity);
  return { name, columns: await names(ask.columns), key: await names(ask.key), identity, late: LATE[name] ?? null };
}

/** When the newest migration was written, milliseconds: the same number on both engines means the same tables. */
export async function schemaOf(queries: Queries): Promise<number> {
  const row = await queries.one<{ newest: number | null }>('SELECT max(timestamp) AS newest FROM migrations');
  return row?.newest ?? 0;
}

export async function countRows(queries: Queries, { name }: TableShape): Promise<number> {
  return (await queries.one<{ rows: number }>(`SELECT count(*) AS rows FROM ${name}`))?.rows ?? 0;
}

/** The highest number the database has given out by itself in this table; 0 when none. */
export async function lastNumber(queries: Queries, { name, identity }: TableShape): Promise<number> {
  if (identity === null) return 0;
  const row =
    queries.engine === 'sqlite'
      ? await queries.one<{ last: number }>('SELECT seq AS last FROM sqlite_sequence WHERE name = ?', [name])
      : await queries.one<{ last: number | null }>(
          'SELECT pg_sequence_last_value(pg_get_serial_sequence(?, ?)::regclass) AS last',
          [name, identity],
        );
  return row?.last ?? 0;
}

/** Lets the database go on numbering after `last`, so that no number is given out twice, not even a deleted one's. */
export async function setLastNumber(
  unitOfWork: UnitOfWork,
  { name, identity }: TableShape,
  last: number,
): Promise<void> {
  if (identity === null || last === 0) return;
  await unitOfWork.run(async (tx) => {
    if (tx.engine === 'postgres') {
      await tx.all('SELECT setval(pg_get_serial_sequence(?, ?), ?)', [name, identity, last]);
      return;
    }
    await tx.run('DELETE FROM sqlite_sequence WHERE name = ?', [name]);
    await tx.run('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)', [name, last]);
  });
}
