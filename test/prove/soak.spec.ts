import { proveSoak, type Part } from './soak.js';
import { ENGINE, isLong, progress, report, SEED } from './tally.js';

const MINUTES = Number(process.env['SOAK_MINUTES'] ?? 10);
const SHORT_SECONDS = 8;

/** Growth beyond this is a leak, less is the weather of a shared machine. */
const MEMORY_FACTOR = 1.15;
const MEMORY_SLACK_MB = 20;
/** Beyond what requests that do nothing have slowed down in the same minutes. */
const LATENCY_FACTOR = 1.5;
const LATENCY_SLACK_MS = 5;

describe('a busy day at fifty times the load', () => {
  it('is served without errors, and without growth', async () => {
    const seconds = isLong ? MINUTES * 60 : SHORT_SECONDS;
    const { tally, parts } = await proveSoak({ seconds, seed: SEED, onProgress: progress });
    report(`soak of ${seconds} s`, tally);
    const [first, , last] = parts as [Part, Part, Part];
    if (ENGINE.startsWith('SQLite')) expect(last.handles).toBe(first.handles);
    if (!isLong) return;
    expect(last.residentMegabytes).toBeLessThan(first.residentMegabytes * MEMORY_FACTOR + MEMORY_SLACK_MB);
    const weather = Math.max(1, last.yardstickMilliseconds / first.yardstickMilliseconds);
    expect(last.p95Milliseconds).toBeLessThan(first.p95Milliseconds * weather * LATENCY_FACTOR + LATENCY_SLACK_MS);
  }, 7_200_000);
});
