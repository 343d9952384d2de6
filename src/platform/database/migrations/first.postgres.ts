import type { MigrationInterface, QueryRunner } from 'typeorm';
import { GUARD_FUNCTIONS, postgresGuard } from './guard.postgres.js';
import { TABLE_NAMES, tables } from './tables.js';

/** All tables and the ledger's guard, on PostgreSQL; `btree_gist` lets the constraint compare ids beside ranges. */
export class First1764000000000 implements MigrationInterface {
  name = 'First1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE EXTENSION IF NOT EXISTS btree_gist');
    for (const statement of [...tables('postgres'), ...postgresGuard]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLE_NAMES].reverse()) await runner.query(`DROP TABLE ${table}`);
    for (const name of GUARD_FUNCTIONS) await runner.query(`DROP FUNCTION ${name}`);
  }
}
