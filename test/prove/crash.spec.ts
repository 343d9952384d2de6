import { proveCrashes } from './crash.js';
import { proveBackups } from './crash.backup.js';
import { proveImports } from './crash.import.js';
import { proveMigrations } from './crash.migration.js';
import { proveFirstStarts } from './crash.start.js';
import { isLong, progress, report, SEED } from './tally.js';

const LONG = 3_600_000;

describe('a process killed in the middle of its work', () => {
  it(
    'loses nothing it has answered, and leaves nothing half done',
    async () => {
      const tally = await proveCrashes({ kills: isLong ? 100 : 3, seed: SEED, onProgress: progress });
      report('kill under load', tally);
      expect(tally).toMatchObject({ losses: 0, doubles: 0 });
    },
    LONG,
  );

  it(
    'leaves a migration that the next start completes',
    async () => {
      const tally = await proveMigrations({ kills: isLong ? 40 : 1, seed: SEED, onProgress: progress });
      report('kill during the migration', tally);
    },
    LONG,
  );

  it(
    'is completed by the next first start',
    async () => {
      const [kills, demo] = isLong ? [10, 'full' as const] : [1, 'plan' as const];
      report('kill at the first start', await proveFirstStarts({ kills, seed: SEED, onProgress: progress, demo }));
    },
    LONG,
  );

  it(
    'is completed by the next import',
    async () => {
      const tally = await proveImports({ kills: isLong ? 10 : 1, seed: SEED, onProgress: progress });
      report('kill during an import', tally);
    },
    LONG,
  );

  it(
    'leaves no broken backup behind',
    async () => {
      const tally = await proveBackups({ kills: isLong ? 10 : 1, seed: SEED, onProgress: progress });
      report('kill during a backup', tally);
    },
    LONG,
  );
});
