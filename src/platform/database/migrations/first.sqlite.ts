import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqliteGuard } from './guard.sqlite.js';
import { TABLE_NAMES, tables } from './tables.js';

/** All tables and the ledger's guard, on SQLite. */
export class First1764000000000 implements MigrationInterface {
  name = 'First1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables('sqlite'), ...sqliteGuard]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLE_NAMES].reverse()) await runner.query(`DROP TABLE ${table}`);
  }
}
