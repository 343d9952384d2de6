import { proveFullDisk } from './faults.sqlite.js';
import { isLong, progress, report, SEED } from './tally.js';

describe('a disk that is full in the middle of commits', () => {
  it('costs clear refusals at most: nothing answered is lost, nothing is by half, and all is ready again by itself', async () => {
    report('full disk', await proveFullDisk({ rounds: isLong ? 20 : 2, seed: SEED, onProgress: progress }));
  }, 3_600_000);
});
