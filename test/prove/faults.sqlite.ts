import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASE_FILE } from '../../src/platform/database/sqlite.sources.js';
import { Stage, wait } from './faults.stage.js';
import { randomOf, type Progress, type Tally } from './tally.js';

/** The disk ends somewhere within so many bytes after what is written now: often in the middle of a commit. */
const MOST_LEFT_BYTES = 200_000;
/** A log that begins anew does not grow for a long time; then the disk ends at once. */
const FULL_WITHIN_MS = 1000;
const TOLD_WITHIN_MS = 30_000;
const MOST_FULL_MS = 1000;

/** How large a file this process may write: beyond it, writing fails as on a full disk. */
const limitFiles = (pid: number, bytes: number | 'unlimited'): unknown =>
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);

/** The disk fills up in the middle of commits, and has room again after a while. */
export async function proveFullDisk(options: {
  readonly rounds: number;
  readonly seed: number;
  readonly onProgress: Progress;
}): Promise<Tally> {
  const { rounds, seed, onProgress } = options;
  const random = randomOf(seed);
  const stage = await Stage.on(undefined, random);
  try {
    for (let round = 1; round <= rounds; round++) {
      await stage.suffer(() => fill(stage, random), `full disk, round ${round} (PROVE_SEED=${seed})`);
      onProgress(`faults: full disk, round ${round} of ${rounds}, ${stage.turnedAway} turned away`);
    }
    return { ...(await stage.expectAllThere()), faults: rounds };
  } finally {
    await stage.close();
  }
}

async function fill(stage: Stage, random: () => number): Promise<void> {
  const { fleet, turnedAway } = stage;
  const { pid } = fleet.of(0);
  const log = join(fleet.options.dataDir, `${DATABASE_FILE}-wal`);
  const written = existsSync(log) ? statSync(log).size : 0;
  limitFiles(pid, Math.floor(written + random() * MOST_LEFT_BYTES));
  try {
    const isTold = (): boolean => stage.turnedAway > turnedAway;
    await waitUntil(isTold, FULL_WITHIN_MS);
    // What is smaller than the write that failed may still have fitted.
    limitFiles(pid, 1);
    await waitUntil(isTold, TOLD_WITHIN_MS);
    expect(isTold()).toBe(true);
    await stage.expectNotReady();
    await wait(random() * MOST_FULL_MS);
  } finally {
    limitFiles(pid, 'unlimited');
  }
}

async function waitUntil(holds: () => boolean, milliseconds: number): Promise<void> {
  for (const until = performance.now() + milliseconds; !holds() && performance.now() < until;) await wait(10);
}
