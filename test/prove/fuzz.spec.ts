import { proveFuzz } from './fuzz.js';
import { isLong, progress, report, SEED } from './tally.js';

describe('wild requests to every call of the API', () => {
  it('are never answered with a 5xx, and change nothing when they are refused', async () => {
    const { tally, statuses } = await proveFuzz({ requests: isLong ? 10_000 : 600, seed: SEED, onProgress: progress });
    // Far enough inside to be taken, and turned away at each of the doors.
    const doors = isLong ? [409, 412, 413, 415, 428] : [];
    expect(statuses).toEqual(expect.arrayContaining([200, 201, 400, 401, 403, 404, ...doors]));
    report('fuzz', tally);
  }, 3_600_000);
});
