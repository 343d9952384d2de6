import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { createTestApp, type TestApp } from '../support/app.js';
import { makeCentre } from './oracle/centre.js';
import { emptyWorld, histories, WEEK } from './oracle/commands.js';

/** `PROVE_RUNS=5000` proves for as long as that takes; `PROVE_SEED` repeats a run that failed. */
const wanted = Number(process.env['PROVE_RUNS'] ?? 0);
const seed = Number(process.env['PROVE_SEED'] ?? randomInt(2 ** 31));
const RUNS = 300;
const LIMIT_MS = 25_000;

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
});

afterAll(() => app.close());

describe('the real thing and a naive oracle', () => {
  it(
    `agree on every verdict and every date under random operations (seed ${seed})`,
    async () => {
      let sequences = 0;
      const property = fc.asyncProperty(histories, async (history) => {
        sequences++;
        await fc.asyncModelRun(
          async () => ({
            model: emptyWorld(),
            real: await makeCentre(app, WEEK),
          }),
          history,
        );
      });
      await fc.assert(property, {
        seed,
        numRuns: wanted || RUNS,
        ...(wanted ? {} : { interruptAfterTimeLimit: LIMIT_MS, markInterruptAsFailure: false }),
      });
      expect(sequences).toBeGreaterThan(20);
    },
    wanted ? 86_400_000 : 6 * LIMIT_MS,
  );
});
