import type BetterSqlite3 from 'better-sqlite3';

/**
 * What SQLite's planner is told of the tables that grow: for each index the rows in all, then how many share its first
 * column, its first two, and so on (the format of `sqlite_stat1`). Without any, SQLite takes ten rows for a centre and
 * reads the whole of it along the primary key, where an index on the owner finds three. They are set, not measured:
 * what is measured in a small centre is wrong in a large one, and plans that change overnight are hard to trust.
 * The figures are those of ten centres with a million dates each; by time a fifth of them, for what is asked for by
 * time is a short part of it. Reading all centres' times one after the other (`noskipscan`) is never the better way.
 */
const SIZES: readonly (readonly [table: string, index: string, rows: string])[] = [
  ['claims', 'claims', '20000000 2000000 30000 3 1'],
  ['claims', 'claims_by_owner', '20000000 2000000 3'],
  ['occurrences', 'occurrences', '10000000 1000000 1'],
  ['occurrences', 'occurrences_by_booking', '10000000 1000000 4 1'],
  ['occurrences', 'occurrences_by_time', '10000000 200000 12 1 noskipscan'],
  ['occurrences', 'occurrences_by_zone', '10000000 1000000 30000 2 noskipscan'],
  ['occurrences', 'occurrences_by_operator', '6000000 600000 20000 2'],
  ['bookings', 'bookings', '3000000 300000 1'],
  ['bookings', 'bookings_by_creator', '3000000 300000 5000 1'],
  ['bookings', 'bookings_by_operator', '1500000 150000 5000 1'],
  ['audit_log', 'audit_log', '10000000 1000000 1'],
  ['audit_log', 'audit_by_subject', '10000000 1000000 3 1'],
  ['audit_log', 'audit_by_actor', '10000000 1000000 15000 1'],
  ['notices', 'notices', '2000000 200000 2000 1'],
  ['notices', 'notices_by_person', '2000000 2000 1'],
];

/** Tells the planner, once for each database; whoever opens it later finds it there. */
export function tellSizes(db: BetterSqlite3.Database): void {
  if (isTold(db)) return;
  // Only the command itself can make the table.
  db.exec('ANALYZE centres');
  db.transaction(() => {
    db.exec('DELETE FROM sqlite_stat1');
    const tell = db.prepare('INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)');
    for (const row of SIZES) tell.run(...row);
  })();
  // Makes this connection read them; others do as they open.
  db.exec('ANALYZE sqlite_schema');
}

function isTold(db: BetterSqlite3.Database): boolean {
  const table = db.prepare<[], object>(`SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'`).get();
  if (!table) return false;
  const rows = db
    .prepare<[], { tbl: string; idx: string; stat: string }>('SELECT tbl, idx, stat FROM sqlite_stat1')
    .all();
  const told = new Set(rows.map(({ tbl, idx, stat }) => [tbl, idx, stat].join()));
  return told.size === SIZES.length && SIZES.every((row) => told.has(row.join()));
}
