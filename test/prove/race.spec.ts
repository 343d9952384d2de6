import { proveRaces } from './race.js';
import { isLong, progress, report, SEED } from './tally.js';

describe('64 clients at once', () => {
  it('never take a place twice, and every loser is told why', async () => {
    const tally = await proveRaces({
      ...(isLong ? { rounds: 12, slotRounds: 50 } : { rounds: 1, slotRounds: 1 }),
      seed: SEED,
      onProgress: progress,
    });
    report('race', tally);
    expect(tally).toMatchObject({ losses: 0, doubles: 0 });
  }, 3_600_000);
});
