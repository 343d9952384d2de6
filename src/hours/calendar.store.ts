import type { Queries } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import type { CalendarYearDay } from './calendar-years.js';

/** One year as a centre has loaded it; `days` is null when it went back to the base calendar. Version 0: never loaded. */
export interface StoredYear {
  readonly days: readonly CalendarYearDay[] | null;
  readonly source: string;
  readonly version: number;
}

export async function readYear(queries: Queries, centreId: number, year: number): Promise<StoredYear> {
  const row = await queries.one<{ days: string; source: string; version: number }>(
    'SELECT days, source, version FROM calendar_years WHERE centre_id = ? AND year = ?',
    [centreId, year],
  );
  return row
    ? { ...row, days: JSON.parse(row.days) as CalendarYearDay[] | null }
    : { days: null, source: '', version: 0 };
}

/** A year that goes back to the base keeps its row, so that its version never starts again and no old ETag fits. */
export async function writeYear(
  tx: Tx,
  { centreId, year }: { centreId: number; year: number },
  { days, source, version }: StoredYear,
): Promise<void> {
  await tx.run(
    `INSERT INTO calendar_years (centre_id, year, days, source, version) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (centre_id, year) DO UPDATE SET days = excluded.days, source = excluded.source, version = excluded.version`,
    [centreId, year, JSON.stringify(days), source, version],
  );
}
