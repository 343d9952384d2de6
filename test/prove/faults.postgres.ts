import { Stage, wait } from './faults.stage.js';
import { Postgres, startPair, type Ending } from './postgres.js';
import { Proxy } from '../support/proxy.js';
import { isLong, randomOf, type Progress, type Tally } from './tally.js';

const MOST_DOWN_MS = 1500;
/** Commits that wait for a standby are slow; enough of them shall stand before it takes over. */
const LEAST_WORK_MS = 1500;
const CUTS_FOR_MS = 1500;
const MOST_BETWEEN_CUTS_MS = 120;
/** Longer than the servers wait for a statement. */
const FROZEN_MS = 7000;

export interface FaultOptions {
  readonly rounds: number;
  readonly seed: number;
  readonly onProgress: Progress;
}

type Fault = (world: { stage: Stage; postgres: Postgres; random: () => number }) => Promise<void>;

/** Ends the database in this way and starts it again after a while. */
const restart =
  (ending: Ending): Fault =>
  async ({ stage, postgres, random }) => {
    await postgres.end(ending);
    await stage.expectNotReady();
    await wait(random() * MOST_DOWN_MS);
    await postgres.start();
  };

const cut: Fault = async ({ postgres, random }) => {
  for (const until = performance.now() + CUTS_FOR_MS; performance.now() < until;) {
    await postgres.cutAll();
    await wait(random() * MOST_BETWEEN_CUTS_MS);
  }
};

const freeze: Fault = async ({ postgres }) => {
  postgres.freeze();
  await wait(FROZEN_MS);
  postgres.thaw();
};

type Named = readonly [string, Fault];

const FAULTS: readonly Named[] = [
  ['stopped', restart('fast')],
  ['connections cut', cut],
  ['stopped at once', restart('immediate')],
  ['killed', restart('killed')],
];

/** Takes too long for a short form; what makes it bearable has a test of its own. */
const SLOW_FAULTS: readonly Named[] = [['frozen', freeze]];

/** PostgreSQL goes away and comes back, in all ways, while people book. */
export async function proveFaults({ rounds, seed, onProgress }: FaultOptions): Promise<Tally> {
  const random = randomOf(seed);
  const faults = isLong ? [...FAULTS, ...SLOW_FAULTS] : FAULTS;
  const postgres = await Postgres.create();
  try {
    await postgres.start();
    await postgres.createDatabase();
    const stage = await Stage.on(postgres.url(), random);
    try {
      for (let round = 1; round <= rounds; round++) {
        for (const [name, fault] of faults) {
          const since = performance.now();
          await stage.suffer(() => fault({ stage, postgres, random }), `${name}, round ${round} (PROVE_SEED=${seed})`);
          const seconds = ((performance.now() - since) / 1000).toFixed(1);
          onProgress(`faults: ${name}, round ${round} of ${rounds}, ${seconds} s, ${stage.turnedAway} turned away`);
        }
      }
      const tally = await stage.expectAllThere();
      return { ...tally, faults: rounds * (faults.length - 1), kills: rounds };
    } finally {
      await stage.close();
    }
  } finally {
    await postgres.remove();
  }
}

/** The primary loses its power; its standby takes over under the same address. */
export async function proveSwitches({ rounds, seed, onProgress }: FaultOptions): Promise<Tally> {
  let total: Tally | undefined;
  for (let round = 1; round <= rounds; round++) {
    const tally = await switchOnce(seed + round);
    total = total ? { ...tally, requests: total.requests + tally.requests, kills: total.kills + tally.kills } : tally;
    onProgress(`faults: switch ${round} of ${rounds}, ${total.requests} requests`);
  }
  if (!total) throw new Error('no round was asked for');
  return total;
}

async function switchOnce(seed: number): Promise<Tally> {
  const random = randomOf(seed);
  const { primary, standby } = await startPair();
  const proxy = await Proxy.to(primary.port);
  try {
    const stage = await Stage.on(primary.url(proxy.port), random);
    try {
      const takeOver = async (): Promise<void> => {
        await wait(LEAST_WORK_MS + random() * MOST_DOWN_MS);
        await primary.end('killed');
        await standby.ask('SELECT pg_promote(true, 60)');
        proxy.pointAt(standby.port);
      };
      await stage.suffer(takeOver, `switch (PROVE_SEED=${seed})`);
      return { ...(await stage.expectAllThere()), kills: 1 };
    } finally {
      await stage.close();
    }
  } finally {
    proxy.close();
    await primary.remove();
    await standby.remove();
  }
}
