import { BOOKINGS, signInAll, type Client } from './client.js';
import { differences, Worker } from './crash.worker.js';
import { openProbe, SOUND } from './probe.js';
import { startFleet, type Fleet } from './servers.js';
import { openSlots } from './slots.js';
import { NOTHING, randomOf, type Progress, type Tally } from './tally.js';

const WORKERS = 16;
/** The kill comes at a random moment after the work has begun. */
const LEAST_WORK_MS = 150;
const MOST_WORK_MS = 1000;

export interface CrashOptions {
  readonly kills: number;
  readonly seed: number;
  readonly onProgress: Progress;
}

/**
 * Kills a server in the middle of writes, starts it again on the same data, and compares the two: each answered write
 * is there, each unanswered one whole or not at all, and repeating it with its key makes it once.
 */
export async function proveCrashes({ kills, seed, onProgress }: CrashOptions): Promise<Tally> {
  const random = randomOf(seed);
  const fleet = await startFleet();
  const clients = await signInAll(WORKERS, { urlOf: (index) => fleet.of(index).url, personOf: () => 'office' });
  try {
    const [first] = clients;
    if (!first) throw new Error('nobody signed in');
    const slots = await openSlots(first);
    const workers = clients.map((client, index) => new Worker(client, { slots, random, name: `w${index}` }));
    for (let kill = 1; kill <= kills; kill++) {
      const victim = Math.floor(random() * fleet.servers.length);
      await workUntilKilled(fleet, { workers, victim, milliseconds: LEAST_WORK_MS + random() * MOST_WORK_MS });
      for (const [index, client] of clients.entries()) client.moveTo(fleet.of(index).url);
      await compare(workers, `kill ${kill} (PROVE_SEED=${seed})`);
      await expectSound(fleet, `kill ${kill} (PROVE_SEED=${seed})`);
      onProgress(`crash: kill ${kill} of ${kills}, ${sum(workers)} writes`);
    }
    await expectAllThere(first, workers);
    return { ...NOTHING, kills, requests: sum(workers) };
  } finally {
    for (const client of clients) client.close();
    await fleet.close();
  }
}

export const sum = (workers: readonly Worker[]): number => workers.reduce((total, { writes }) => total + writes, 0);

async function workUntilKilled(
  fleet: Fleet,
  { workers, victim, milliseconds }: { workers: readonly Worker[]; victim: number; milliseconds: number },
): Promise<void> {
  let isOver = false;
  const work = workers.map((worker) => worker.work(() => isOver));
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  await fleet.of(victim).kill();
  isOver = true;
  await Promise.all(work);
  await fleet.restart(victim);
}

export async function compare(workers: readonly Worker[], when: string): Promise<void> {
  const found = (await Promise.all(workers.map((worker) => worker.settle()))).flat();
  expect({ when, found }).toEqual({ when, found: [] });
}

export async function expectSound(fleet: Fleet, when: string): Promise<void> {
  const probe = await openProbe(fleet.options);
  try {
    expect({ when, faults: await probe.faults() }).toEqual({ when, faults: SOUND });
  } finally {
    await probe.close();
  }
}

/** Everything that was ever answered, at the very end. */
export async function expectAllThere(client: Client, workers: readonly Worker[]): Promise<void> {
  for (const known of workers.flatMap((worker) => worker.known())) {
    const answer = await client.get(`${BOOKINGS}/${known.id}`);
    expect({ id: known.id, status: answer.status }).toEqual({ id: known.id, status: 200 });
    expect(differences(known, answer.body as unknown as typeof known)).toEqual([]);
  }
}
