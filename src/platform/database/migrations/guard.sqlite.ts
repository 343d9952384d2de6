/**
 * The guard of the claims ledger in SQLite: no statement, whatever code path wrote it, takes a cell beyond its units.
 *
 * A claim is at most 24 hours long (a CHECK), so what overlaps [from, until) starts after `from` - 24 h: the search is
 * bounded by that constant, not by the cell's history. A whole claim tolerates no other; numbered claims may add up
 * to the cell's units, their peak found with a running sum over starts and ends (at one instant the ends come first).
 */
const OVERLAPPING = `c.centre_id = NEW.centre_id AND c.cell_id = NEW.cell_id
      AND c.from_at > NEW.from_at - 86400000 AND c.from_at < NEW.until_at AND c.until_at > NEW.from_at`;
const OTHER = `NOT (c.from_at = NEW.from_at AND c.owner_id = NEW.owner_id)`;

const claimChecks = `
    SELECT RAISE(ABORT, 'ledger: occupied') FROM claims c
      WHERE ${OVERLAPPING} AND ${OTHER} AND (NEW.units IS NULL OR c.units IS NULL);
    SELECT RAISE(ABORT, 'ledger: over-capacity') WHERE NEW.units IS NOT NULL AND (
      SELECT max(used) FROM (
        SELECT sum(delta) OVER (ORDER BY at, delta ROWS UNBOUNDED PRECEDING) AS used FROM (
          SELECT max(c.from_at, NEW.from_at) AS at, c.units AS delta FROM claims c WHERE ${OVERLAPPING}
          UNION ALL
          SELECT c.until_at, -c.units FROM claims c WHERE ${OVERLAPPING}
        )
      )
    ) > (SELECT units FROM cells WHERE id = NEW.cell_id);`;

const cellChecks = `
    SELECT RAISE(ABORT, 'ledger: over-capacity') WHERE (
      SELECT max(used) FROM (
        SELECT sum(delta) OVER (ORDER BY at, delta ROWS UNBOUNDED PRECEDING) AS used FROM (
          SELECT max(c.from_at, NEW.units_since_at) AS at, c.units AS delta FROM claims c
            WHERE c.centre_id = NEW.centre_id AND c.cell_id = NEW.id AND c.units IS NOT NULL AND c.until_at > NEW.units_since_at
          UNION ALL
          SELECT c.until_at, -c.units FROM claims c
            WHERE c.centre_id = NEW.centre_id AND c.cell_id = NEW.id AND c.units IS NOT NULL AND c.until_at > NEW.units_since_at
        )
      )
    ) > NEW.units;`;

/** A cell with claims can be "inserted" too: INSERT OR REPLACE puts another row in the place of its own. */
export const sqliteGuard: readonly string[] = [
  `CREATE TRIGGER claims_guard_insert AFTER INSERT ON claims BEGIN ${claimChecks} END`,
  `CREATE TRIGGER claims_guard_update AFTER UPDATE ON claims BEGIN ${claimChecks} END`,
  `CREATE TRIGGER cells_guard_since BEFORE UPDATE OF units_since_at ON cells WHEN NEW.units_since_at < OLD.units_since_at BEGIN
    SELECT RAISE(ABORT, 'ledger: units_since_at may not go back');
  END`,
  `CREATE TRIGGER cells_guard_units AFTER UPDATE OF units ON cells WHEN NEW.units < OLD.units BEGIN ${cellChecks} END`,
  `CREATE TRIGGER cells_guard_replace AFTER INSERT ON cells BEGIN ${cellChecks} END`,
];
