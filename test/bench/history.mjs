import { OPEN_ROOMS, SLOT_MINUTES, TODAY } from './centre.mjs';

/** History lies on so many rooms without a gap, back from the midnight that began today. */
export const HISTORY_ROOMS = OPEN_ROOMS.slice(0, 12);
const SLOT = SLOT_MINUTES * 60_000;
const BATCH = 100_000;

/**
 * Adds past occurrences from the `from`-th to before the `to`-th, each with its booking and claim, through the guard.
 * Neither audit rows nor outbox rows are made: what is measured on history never reads them.
 */
export function addHistory(db, { template, from, to }) {
  const statements = TABLES.map((table) => insertSelect(table, template));
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -262144');
  for (let low = from; low < to; low += BATCH) {
    const bounds = [low, Math.min(low + BATCH, to) - 1];
    db.transaction(() => {
      for (const text of statements) db.prepare(text).run(...bounds);
    })();
  }
  db.pragma('wal_checkpoint(TRUNCATE)');
}

const TABLES = ['bookings', 'occurrences', 'claims'];

/**
 * One INSERT … SELECT: the template's row with own ids, times and cells computed from the running number `n.i`. The
 * driver binds numbers as floating point, hence the cast: the division below must be whole.
 */
function insertSelect(table, template) {
  const { row } = template.rows.find((one) => one.table === table);
  const rooms = HISTORY_ROOMS.map(
    (code, k) => `(${k}, ${template.rooms.get(code).zone_id}, ${template.rooms.get(code).cell_id})`,
  );
  const columns = Object.keys(row);
  const values = columns.map((name) => COMPUTED[table][name] ?? literal(row[name]));
  return `WITH RECURSIVE n(i) AS (SELECT CAST(? AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i < ?)
    INSERT INTO ${table} (${columns.join(', ')})
    SELECT ${values.join(', ')} FROM n
    JOIN (SELECT column1 AS k, column2 AS zone_id, column3 AS cell_id FROM (VALUES ${rooms.join(', ')})) r ON r.k = n.i % ${HISTORY_ROOMS.length}
    WHERE true`;
}

const literal = (value) =>
  value === null ? 'NULL' : typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;

const START = `(${TODAY} - (n.i / ${HISTORY_ROOMS.length} + 1) * ${SLOT})`;
const END = `(${START} + ${SLOT})`;
const wall = (at) => `strftime('%Y-%m-%dT%H:%M', ${at} / 1000 + 28800, 'unixepoch')`;
const id = (kind) => `printf('0000000${kind}-0000-7000-8000-%012x', n.i)`;

const COMPUTED = {
  bookings: { id: id(1), zone_id: 'r.zone_id' },
  occurrences: {
    id: id(2),
    booking_id: id(1),
    zone_id: 'r.zone_id',
    original_wall: wall(START),
    series_wall: wall(START),
    start_wall: wall(START),
    end_wall: wall(END),
    start_at: START,
    end_at: END,
  },
  claims: { owner_id: id(2), cell_id: 'r.cell_id', from_at: START, until_at: END },
};
