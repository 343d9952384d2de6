import type { Queries } from '../platform/database/reader.js';
import { marks, rowMarks, textPerRows, type Engine, type SqlValue, type Tx } from '../platform/database/sql.js';
import { LedgerRefusal } from '../platform/database/unit-of-work.js';
import type { ClaimPiece } from '../scheduling/claims.js';
import { DAY, type Instant, type Span } from '../scheduling/time.types.js';

export type OwnerKind = 'occurrence' | 'closure' | 'hold';

/** A claim as it stands in the ledger. */
export interface Claim {
  readonly cell: number;
  readonly from: Instant;
  readonly until: Instant;
  readonly units: number | null;
  readonly owner: string;
  readonly ownerKind: OwnerKind;
}

export interface OwnedClaim extends ClaimPiece {
  readonly owner: string;
  readonly ownerKind: OwnerKind;
}

const COLUMNS = 8;
/** Rows of one INSERT: bound values stay below what both engines take in a statement. */
const ROWS_PER_STATEMENT = 3000;
const IDS_PER_STATEMENT = 900;

/**
 * Writes claims in a fixed number of statements; throws `LedgerRefusal` when the database finds a cell overtaken. They
 * are written in one order, so that two series that cross wait for each other instead of blocking each other. Where
 * PostgreSQL may leave a taken row out, it does: two rivals for an exclusive cell would else wait for each other too,
 * for a second, until one is told that it is a deadlock.
 */
export async function writeClaims(tx: Tx, centreId: number, claims: readonly OwnedClaim[]): Promise<void> {
  for (const { text, values, rows } of insertsOf(tx.engine, centreId, claims)) {
    if ((await tx.run(text, values)) < rows) throw taken();
  }
}

/** The same for claims that nothing in the same unit of work depends on: the refusal may come at its end. */
export async function postClaims(tx: Tx, centreId: number, claims: readonly OwnedClaim[]): Promise<void> {
  for (const { text, values, rows } of insertsOf(tx.engine, centreId, claims)) {
    await tx.post(text, values, { rows, orElse: taken });
  }
}

const taken = (): LedgerRefusal => new LedgerRefusal('occupied');

const insertText = (orElse: string): ((rows: number) => string) =>
  textPerRows(
    (rows) =>
      `INSERT INTO claims (centre_id, cell_id, from_at, until_at, owner_id, owner_kind, exclusive, units) VALUES ${rowMarks(rows, COLUMNS)} ${orElse}`,
  );

const INSERT: Readonly<Record<Engine, (rows: number) => string>> = {
  sqlite: insertText(''),
  postgres: insertText('ON CONFLICT DO NOTHING'),
};

function* insertsOf(
  engine: Engine,
  centreId: number,
  claims: readonly OwnedClaim[],
): Generator<{ text: string; values: SqlValue[]; rows: number }> {
  const sorted = [...claims].sort((a, b) => a.cell - b.cell || a.from - b.from);
  for (let i = 0; i < sorted.length; i += ROWS_PER_STATEMENT) {
    const some = sorted.slice(i, i + ROWS_PER_STATEMENT);
    yield {
      text: INSERT[engine](some.length),
      values: some.flatMap((c) => [
        centreId,
        c.cell,
        c.from,
        c.until,
        c.owner,
        c.ownerKind,
        c.exclusive ? 1 : 0,
        c.units,
      ]),
      rows: some.length,
    };
  }
}

/** Takes away all claims of these owners. */
export async function removeClaims(tx: Tx, centreId: number, owners: readonly string[]): Promise<void> {
  for (let i = 0; i < owners.length; i += IDS_PER_STATEMENT) {
    const ids = owners.slice(i, i + IDS_PER_STATEMENT);
    await tx.run(`DELETE FROM claims WHERE centre_id = ? AND owner_id IN (${marks(ids.length)})`, [centreId, ...ids]);
  }
}

export interface ClaimRow {
  cell_id: number;
  from_at: number;
  until_at: number;
  units: number | null;
  owner_id: string;
  owner_kind: OwnerKind;
}

/** Which claims are wanted: all on any of these cells that overlap any of these spans. */
export interface ClaimsWanted {
  readonly cells: readonly number[];
  readonly spans: readonly Span[];
}

/** A list of whole numbers, bound as text with commas. */
const integers = `string_to_array(?, ',')::bigint[]`;

export const CLAIM_COLUMNS = 'c.cell_id, c.from_at, c.until_at, c.units, c.owner_id, c.owner_kind';

/**
 * The part of a query after SELECT that finds the wanted claims `c`, in one query whatever the number of spans:
 * candidates go in as one list and are joined with the ledger's key, each looking back 24 hours at most. A claim that
 * meets two spans comes twice, so select DISTINCT. PostgreSQL is kept to the ledger's key: OFFSET 0 lets it look up each
 * pair of cell and time by itself; else it would, by statistics from when the table was small, read a centre's all.
 */
export const claimsSource = (engine: Engine): string =>
  engine === 'sqlite'
    ? `FROM (SELECT json_extract(value, '$[0]') AS s, json_extract(value, '$[1]') AS e FROM json_each(?)) w
       CROSS JOIN (SELECT value AS id FROM json_each(?)) k
       CROSS JOIN claims c ON c.centre_id = ? AND c.cell_id = k.id
         AND c.from_at > w.s - ${DAY} AND c.from_at < w.e AND c.until_at > w.s`
    : `FROM unnest(${integers}, ${integers}) AS w (s, e)
       CROSS JOIN unnest(${integers}) AS k (id)
       CROSS JOIN LATERAL (SELECT c.* FROM claims c WHERE c.centre_id = ? AND c.cell_id = k.id
         AND c.from_at > w.s - ${DAY} AND c.from_at < w.e AND c.until_at > w.s OFFSET 0) c`;

/** The values that `claimsSource` binds. */
export function claimsValues(engine: Engine, centreId: number, { cells, spans }: ClaimsWanted): SqlValue[] {
  const windows = mergeWindows(spans);
  if (engine === 'sqlite')
    return [JSON.stringify(windows.map((w) => [w.start, w.end])), JSON.stringify(cells), centreId];
  return [
    windows.map(({ start }) => start).join(','),
    windows.map(({ end }) => end).join(','),
    cells.join(','),
    centreId,
  ];
}

/** All claims on the given cells that overlap any of the given spans. */
export async function readClaims(queries: Queries, centreId: number, wanted: ClaimsWanted): Promise<Claim[]> {
  if (wanted.cells.length === 0 || wanted.spans.length === 0) return [];
  const text = `SELECT DISTINCT ${CLAIM_COLUMNS} ${claimsSource(queries.engine)}`;
  return (await queries.all<ClaimRow>(text, claimsValues(queries.engine, centreId, wanted))).map(claimOf);
}

export const claimOf = (row: ClaimRow): Claim => ({
  cell: row.cell_id,
  from: row.from_at as Instant,
  until: row.until_at as Instant,
  units: row.units,
  owner: row.owner_id,
  ownerKind: row.owner_kind,
});

/** Spans that touch become one, so that no claim is read twice. */
function mergeWindows(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  const merged: Span[] = [];
  for (const span of sorted) {
    const last = merged.at(-1);
    if (last && span.start <= last.end)
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) as Instant };
    else merged.push(span);
  }
  return merged;
}
