import type { MigrationInterface } from 'typeorm';

/** Nothing is needed here; both engines list the same migrations, by which a copy between them tells their versions. */
export class Functions1764300000000 implements MigrationInterface {
  name = 'Functions1764300000000';

  async up(): Promise<void> {}

  async down(): Promise<void> {}
}
