import type { Queries } from '../platform/database/reader.js';
import { marks, rowMarks, type SqlValue, type Tx } from '../platform/database/sql.js';
import type { Instant, Span } from '../scheduling/time.types.js';

/** One date of a closure as it is stored; `kept` names the occurrences that stay inside by choice. */
export interface ClosureDate extends Span {
  readonly id: string;
  readonly closureId: string;
  readonly zoneId: number;
  readonly kept: readonly string[];
}

interface Row {
  id: string;
  closure_id: string;
  zone_id: number;
  start_at: number;
  end_at: number;
  kept: string;
}

const SELECT = `
  SELECT d.id, d.closure_id, c.zone_id, d.start_at, d.end_at, d.kept
  FROM closure_dates d JOIN closures c ON c.centre_id = d.centre_id AND c.id = d.closure_id`;

/** All dates of one closure, ascending. */
export async function datesOfClosure(queries: Queries, centreId: number, closureId: string): Promise<ClosureDate[]> {
  const where = 'WHERE d.centre_id = ? AND d.closure_id = ? ORDER BY d.start_at';
  return read(queries, where, [centreId, closureId]);
}

/** Dates of active closures that have not ended at that instant. */
export async function standingDates(queries: Queries, centreId: number, at: Instant): Promise<ClosureDate[]> {
  const where = `WHERE d.centre_id = ? AND d.end_at > ? AND c.status = 'active' ORDER BY d.start_at`;
  return read(queries, where, [centreId, at]);
}

/** Dates of active closures, not ended at that instant, that keep somebody inside. */
export async function datesKeepingSomebody(queries: Queries, centreId: number, at: Instant): Promise<ClosureDate[]> {
  const where = `WHERE d.centre_id = ? AND d.end_at > ? AND d.kept <> '[]' AND c.status = 'active' ORDER BY d.start_at`;
  return read(queries, where, [centreId, at]);
}

const COLUMNS = 6;
const ROWS_PER_STATEMENT = 1000;

export async function insertDates(tx: Tx, centreId: number, dates: readonly ClosureDate[]): Promise<void> {
  for (let i = 0; i < dates.length; i += ROWS_PER_STATEMENT) {
    const rows = dates.slice(i, i + ROWS_PER_STATEMENT);
    await tx.run(
      `INSERT INTO closure_dates (centre_id, id, closure_id, start_at, end_at, kept) VALUES ${rowMarks(rows.length, COLUMNS)}`,
      rows.flatMap((d) => [centreId, d.id, d.closureId, d.start, d.end, JSON.stringify(d.kept)]),
    );
  }
}

export async function updateDate(tx: Tx, centreId: number, date: ClosureDate): Promise<void> {
  await tx.run('UPDATE closure_dates SET start_at = ?, end_at = ?, kept = ? WHERE centre_id = ? AND id = ?', [
    date.start,
    date.end,
    JSON.stringify(date.kept),
    centreId,
    date.id,
  ]);
}

export async function deleteDates(tx: Tx, centreId: number, dates: readonly ClosureDate[]): Promise<void> {
  for (let i = 0; i < dates.length; i += ROWS_PER_STATEMENT) {
    const ids = dates.slice(i, i + ROWS_PER_STATEMENT).map(({ id }) => id);
    await tx.run(`DELETE FROM closure_dates WHERE centre_id = ? AND id IN (${marks(ids.length)})`, [centreId, ...ids]);
  }
}

async function read(queries: Queries, where: string, values: readonly SqlValue[]): Promise<ClosureDate[]> {
  const rows = await queries.all<Row>(`${SELECT} ${where}`, values);
  return rows.map((row) => ({
    id: row.id,
    closureId: row.closure_id,
    zoneId: row.zone_id,
    start: row.start_at as Instant,
    end: row.end_at as Instant,
    kept: JSON.parse(row.kept) as string[],
  }));
}
