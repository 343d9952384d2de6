import type { MigrationInterface, QueryRunner } from 'typeorm';

/** SQLSTATE with which `expect_rows` fails; its message is the number that it was given. */
export const EXPECTATION_UNMET = 'ZX001';

/** Fails unless there are so many rows; so that statements merged into one can each say what they must come to. */
const EXPECT_ROWS = `CREATE FUNCTION expect_rows(counted bigint, wanted bigint, number integer) RETURNS integer
  LANGUAGE plpgsql AS $$
  BEGIN
    IF counted <> wanted THEN
      RAISE EXCEPTION USING ERRCODE = '${EXPECTATION_UNMET}', MESSAGE = number::text;
    END IF;
    RETURN number;
  END
  $$`;

/**
 * Holds the rules of a centre until the transaction ends, and says whether they are of this version. It looks only when
 * it has the lock, and with a snapshot of that moment, which the statement that calls it does not have.
 */
const HOLD_RULES = `CREATE FUNCTION hold_rules(held_centre bigint, held_version bigint) RETURNS boolean
  LANGUAGE plpgsql VOLATILE AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock_shared(7301, held_centre::integer);
    RETURN (SELECT rules_version = held_version FROM centres WHERE id = held_centre);
  END
  $$`;

/** Functions that let a whole unit of work go to PostgreSQL as one statement. */
export class Functions1764300000000 implements MigrationInterface {
  name = 'Functions1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [EXPECT_ROWS, HOLD_RULES]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['hold_rules', 'expect_rows']) await runner.query(`DROP FUNCTION ${name}`);
  }
}
