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
  const statements = TABLES.map((table) => insertSelect(table, template, SQLITE));
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -262144');
  for (const bounds of batches(from, to)) {
    db.transaction(() => {
      for (const text of statements) db.prepare(text).run(...bounds);
    })();
  }
  db.pragma('wal_checkpoint(TRUNCATE)');
}

/** The same on PostgreSQL; foreign keys and triggers are left out, or millions of rows would take hours. */
export async function addPostgresHistory(connection, { template, from, to }) {
  const statements = TABLES.map((table) => insertSelect(table, template, POSTGRES));
  await connection.query('SET session_replication_role = replica; SET synchronous_commit = off');
  for (const [low, high] of batches(from, to)) {
    for (const text of statements) await connection.query(text, [low, high]);
  }
  await connection.query('VACUUM ANALYZE');
}

const TABLES = ['bookings', 'occurrences', 'claims'];

function* batches(from, to) {
  for (let low = from; low < to; low += BATCH) yield [low, Math.min(low + BATCH, to) - 1];
}

/** What the two engines say in words of their own; SQLite's driver binds numbers as floating point, hence the cast. */
const SQLITE = {
  head: 'WITH RECURSIVE n(i) AS (SELECT CAST(? AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i < ?)',
  numbers: 'n',
  wall: (at) => `strftime('%Y-%m-%dT%H:%M', ${at} / 1000 + 28800, 'unixepoch')`,
  id: (kind) => `printf('0000000${kind}-0000-7000-8000-%012x', n.i)`,
};
const POSTGRES = {
  head: '',
  numbers: 'generate_series($1::bigint, $2::bigint) n(i)',
  wall: (at) => `to_char(to_timestamp(${at} / 1000 + 28800) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI')`,
  id: (kind) => `'0000000${kind}-0000-7000-8000-' || lpad(to_hex(n.i), 12, '0')`,
};

/** One INSERT … SELECT: the template's row with own ids, times and cells computed from the running number `n.i`. */
function insertSelect(table, template, words) {
  const { row } = template.rows.find((one) => one.table === table);
  const rooms = HISTORY_ROOMS.map(
    (code, k) => `(${k}, ${template.rooms.get(code).zone_id}, ${template.rooms.get(code).cell_id})`,
  );
  const computed = computedBy(words)[table];
  const columns = Object.keys(row);
  const values = columns.map((name) => computed[name] ?? literal(row[name]));
  return `${words.head}
    INSERT INTO ${table} (${columns.join(', ')})
    SELECT ${values.join(', ')} FROM ${words.numbers}
    JOIN (SELECT column1 AS k, column2 AS zone_id, column3 AS cell_id FROM (VALUES ${rooms.join(', ')}) v) r ON r.k = n.i % ${HISTORY_ROOMS.length}
    WHERE true`;
}

const literal = (value) =>
  value === null ? 'NULL' : typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;

const START = `(${TODAY} - (n.i / ${HISTORY_ROOMS.length} + 1) * ${SLOT})`;
const END = `(${START} + ${SLOT})`;

const computedBy = ({ wall, id }) => ({
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
});
