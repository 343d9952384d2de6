import type { Reader } from '../../src/platform/database/reader.js';
import { OWN_NAME } from '../ledger/oracle/centre.js';

const DATES_OF_CLOSURE = `SELECT d.*, f.zone_id FROM closure_dates d
  JOIN closures f ON f.centre_id = d.centre_id AND f.id = d.closure_id`;

/** Everything that is stored of a centre's bookings; zones and cells by their codes, as their numbers differ. */
const STATEMENTS: Readonly<Record<string, string>> = {
  bookings: 'SELECT t.*, z.code AS zone FROM bookings t JOIN zones z ON z.id = t.zone_id WHERE t.centre_id = ?',
  occurrences: 'SELECT t.*, z.code AS zone FROM occurrences t JOIN zones z ON z.id = t.zone_id WHERE t.centre_id = ?',
  refusedDates:
    'SELECT t.*, z.code AS zone FROM refused_dates t JOIN zones z ON z.id = t.zone_id WHERE t.centre_id = ?',
  closures: 'SELECT t.*, z.code AS zone FROM closures t JOIN zones z ON z.id = t.zone_id WHERE t.centre_id = ?',
  closureDates: `SELECT t.*, z.code AS zone FROM (${DATES_OF_CLOSURE}) t JOIN zones z ON z.id = t.zone_id WHERE t.centre_id = ?`,
  claims: `SELECT t.*, d.closure_id, d.start_at AS closed_at, k.kind, z.code AS zone FROM claims t
    JOIN cells k ON k.id = t.cell_id JOIN zones z ON z.id = k.zone_id
    LEFT JOIN closure_dates d ON d.centre_id = t.centre_id AND d.id = t.owner_id WHERE t.centre_id = ?`,
  // The entry of its making holds the centre's number.
  log: `SELECT * FROM audit_log WHERE centre_id = ? AND action <> 'centre.created'`,
  outbox: 'SELECT * FROM outbox WHERE centre_id = ?',
  hours: `SELECT t.*, z.code AS zone FROM opening_hours t LEFT JOIN zones z ON z.id = t.zone_id WHERE t.centre_id = ?`,
  rules: 'SELECT rules_version FROM centres WHERE id = ?',
};

/** Columns that hold numbers or ids which no answer ever told. */
const UNTOLD: Readonly<Record<string, readonly string[]>> = {
  closureDates: ['id'],
  log: ['id'],
  outbox: ['seq'],
};
const NUMBERS = ['centre_id', 'zone_id', 'cell_id'];

export interface Stored {
  readonly reader: Reader;
  readonly centre: number;
  /** Says a row with the ids of the side that it is compared with. */
  readonly tell: (text: string) => string;
}

/** Rows that only one of the two has, in whatever order they stand; empty when both hold the same. */
export async function differences(one: Stored, other: Stored): Promise<string[]> {
  const found: string[] = [];
  for (const table of Object.keys(STATEMENTS)) {
    const [these, those] = [await rowsOf(table, one), await rowsOf(table, other)];
    found.push(...without(these, those).map((row) => `${table}, only on ${one.reader.engine}: ${row}`));
    found.push(...without(those, these).map((row) => `${table}, only on ${other.reader.engine}: ${row}`));
  }
  return found;
}

/** What is left of the first list when each of the second took one like it away. */
function without(these: readonly string[], those: readonly string[]): string[] {
  const left = [...those];
  return these.filter((row) => {
    const at = left.indexOf(row);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

async function rowsOf(table: string, { reader, centre, tell }: Stored): Promise<string[]> {
  const rows = await reader.all<Record<string, unknown>>(STATEMENTS[table] ?? '', [centre]);
  const left = [...NUMBERS, ...(UNTOLD[table] ?? [])];
  return rows.map((row) => tell(textOf(row, left)));
}

function textOf(row: Readonly<Record<string, unknown>>, left: readonly string[]): string {
  // A closure's claims belong to one of its dates, whose id nobody was told.
  const own = row['owner_kind'] === 'closure' ? { ...row, owner_id: null } : row;
  const told = Object.entries(own).filter(([name]) => !left.includes(name));
  return JSON.stringify(Object.fromEntries(told.sort(([a], [b]) => (a < b ? -1 : 1)))).replace(OWN_NAME, 'centre');
}
