/**
 * The guard of the claims ledger in PostgreSQL: no statement, whatever code path wrote it, takes a cell beyond its units.
 *
 * Exclusive cells have an exclusion constraint. Shared cells and limits have a trigger, which adds up what is claimed at
 * one time and so has to see what others have just written: it locks each day (in UTC) of each cell it touches, all of
 * one statement in sorted order, and then looks with a fresh snapshot. Only READ COMMITTED gives one; every other
 * isolation level would look at the past and oversell, so it is refused.
 *
 * The days are hashed to this many locks, because the lock table of PostgreSQL is small and a series of a whole centre
 * would fill it. Days of one cell meet again after eleven years only; two cells that share a lock merely wait.
 */
const DAY_LOCKS = 4096;

/** First keys of the advisory locks: a centre's units (shared by claims, alone for a change of units), and a day. */
const UNITS_LOCK = 7302;
const DAY_LOCK = 7303;

/** Longest claim in milliseconds, a CHECK of the table: what overlaps starts no earlier than that before. */
const LONGEST = 86_400_000;

const CENTRE_KEY = (centre: string): string => `(${centre} & 2147483647)::integer`;

const REFUSE_OTHER_ISOLATION = `
    IF current_setting('transaction_isolation') <> 'read committed' THEN
      RAISE EXCEPTION 'ledger: shared cells can be changed under READ COMMITTED only'
        USING ERRCODE = 'invalid_transaction_state';
    END IF;`;

const OVERLAPPING = `c.centre_id = n.centre_id AND c.cell_id = n.cell_id
        AND c.from_at > n.from_at - ${LONGEST} AND c.from_at < n.until_at AND c.until_at > n.from_at`;

/** Highest sum of units at any instant; at one instant the ends come first. */
const peakOf = (starts: string, ends: string): string => `
      SELECT max(running) FROM (
        SELECT sum(delta) OVER (ORDER BY at, delta ROWS UNBOUNDED PRECEDING) AS running
        FROM (${starts} UNION ALL ${ends}) AS steps
      ) AS sums`;

const CHECK_CLAIMS = `CREATE FUNCTION ledger_check_claims() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    key integer;
    n record;
    cell bigint;
    room bigint;
    others bigint;
    wholes bigint;
    used bigint;
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM written WHERE exclusive = 0) THEN
      RETURN NULL;
    END IF;
    ${REFUSE_OTHER_ISOLATION}
    FOR key IN SELECT DISTINCT ${CENTRE_KEY('centre_id')} FROM written WHERE exclusive = 0 ORDER BY 1 LOOP
      PERFORM pg_advisory_xact_lock_shared(${UNITS_LOCK}, key);
    END LOOP;
    FOR key IN
      SELECT DISTINCT ((cell_id * 1597 + day) & ${DAY_LOCKS - 1})::integer
      FROM written CROSS JOIN generate_series(from_at / ${LONGEST}, (until_at - 1) / ${LONGEST}) AS day
      WHERE exclusive = 0 ORDER BY 1
    LOOP
      PERFORM pg_advisory_xact_lock(${DAY_LOCK}, key);
    END LOOP;
    FOR n IN SELECT * FROM written WHERE exclusive = 0 ORDER BY cell_id LOOP
      IF cell IS DISTINCT FROM n.cell_id THEN
        cell := n.cell_id;
        SELECT c.units INTO room FROM cells c WHERE c.id = cell;
      END IF;
      SELECT count(*), count(*) FILTER (WHERE c.units IS NULL), coalesce(sum(c.units), 0)
        INTO others, wholes, used
        FROM claims c
        WHERE ${OVERLAPPING} AND NOT (c.from_at = n.from_at AND c.owner_id = n.owner_id);
      IF wholes > 0 OR (n.units IS NULL AND others > 0) THEN
        RAISE EXCEPTION 'ledger: occupied' USING ERRCODE = 'exclusion_violation';
      END IF;
      IF used + n.units > room AND (${peakOf(
        `SELECT greatest(c.from_at, n.from_at) AS at, c.units AS delta FROM claims c WHERE ${OVERLAPPING}`,
        `SELECT c.until_at, -c.units FROM claims c WHERE ${OVERLAPPING}`,
      )}) > room THEN
        RAISE EXCEPTION 'ledger: over-capacity' USING ERRCODE = 'check_violation';
      END IF;
    END LOOP;
    RETURN NULL;
  END
  $$`;

const COUNTED = `c.centre_id = NEW.centre_id AND c.cell_id = NEW.id AND c.units IS NOT NULL
        AND c.from_at > NEW.units_since_at - ${LONGEST} AND c.until_at > NEW.units_since_at`;

const CHECK_UNITS = `CREATE FUNCTION ledger_check_units() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.units_since_at < OLD.units_since_at THEN
      RAISE EXCEPTION 'ledger: units_since_at may not go back' USING ERRCODE = 'check_violation';
    END IF;
    ${REFUSE_OTHER_ISOLATION}
    PERFORM pg_advisory_xact_lock(${UNITS_LOCK}, ${CENTRE_KEY('NEW.centre_id')});
    IF (${peakOf(
      `SELECT greatest(c.from_at, NEW.units_since_at) AS at, c.units AS delta FROM claims c WHERE ${COUNTED}`,
      `SELECT c.until_at, -c.units FROM claims c WHERE ${COUNTED}`,
    )}) > NEW.units THEN
      RAISE EXCEPTION 'ledger: over-capacity' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
  END
  $$`;

/** The check runs once a statement, over all rows it wrote. */
const claimsTrigger = (event: 'INSERT' | 'UPDATE'): string =>
  `CREATE TRIGGER claims_guard_${event.toLowerCase()} AFTER ${event} ON claims
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION ledger_check_claims()`;

export const postgresGuard: readonly string[] = [
  `ALTER TABLE claims ADD CONSTRAINT claims_exclusive
    EXCLUDE USING gist (centre_id WITH =, cell_id WITH =, int8range(from_at, until_at) WITH &&) WHERE (exclusive = 1)`,
  CHECK_CLAIMS,
  claimsTrigger('INSERT'),
  claimsTrigger('UPDATE'),
  CHECK_UNITS,
  `CREATE TRIGGER cells_guard AFTER UPDATE ON cells FOR EACH ROW
    WHEN (NEW.units < OLD.units OR NEW.units_since_at < OLD.units_since_at) EXECUTE FUNCTION ledger_check_units()`,
];

export const GUARD_FUNCTIONS = ['ledger_check_claims', 'ledger_check_units'] as const;
