import { proveFaults, proveSwitches } from './faults.postgres.js';
import { isLong, progress, report, SEED } from './tally.js';

const LONG = 3_600_000;

describe('a PostgreSQL that fails under load', () => {
  it(
    'costs clear refusals at most: nothing answered is lost, nothing is doubled, and all is ready again by itself',
    async () => {
      report('faults', await proveFaults({ rounds: isLong ? 10 : 1, seed: SEED, onProgress: progress }));
    },
    LONG,
  );

  it(
    'may be replaced by its synchronous standby',
    async () => {
      report('switch', await proveSwitches({ rounds: isLong ? 10 : 1, seed: SEED, onProgress: progress }));
    },
    LONG,
  );
});
