import { signInAll, type Answer } from './client.js';
import { KINDS, ONE_SLOT } from './race.kinds.js';
import type { Kind, Track } from './race.types.js';
import { openProbe, SOUND } from './probe.js';
import { startFleet, type Fleet } from './servers.js';
import { openSlots } from './slots.js';
import { NOTHING, randomOf, type Progress, type Tally } from './tally.js';

export const CLIENTS = 64;
const DESKS = 16;

export interface RaceOptions {
  /** How often every kind is run. */
  readonly rounds: number;
  /** How often the plainest kind is run in all: as often as other systems were when their doubles were counted. */
  readonly slotRounds: number;
  readonly seed: number;
  readonly onProgress: Progress;
}

/** Runs every kind of race so many times, and after each one looks for doubles in the database itself. */
export async function proveRaces({ rounds, slotRounds, onProgress, seed }: RaceOptions): Promise<Tally> {
  const fleet = await startFleet();
  const track = await openTrack(fleet, seed);
  let requests = 0;
  const counting: Track = {
    ...track,
    race: (runners) => {
      requests += runners.length;
      return track.race(runners);
    },
  };
  try {
    let races = 0;
    for (let round = 1; round <= Math.max(rounds, slotRounds); round++) {
      const kinds = KINDS.filter((kind) => round <= (kind === ONE_SLOT ? slotRounds : rounds));
      for (const kind of kinds) await runOne(counting, kind, seed);
      races += kinds.length;
      onProgress(`races: round ${round}, ${races} races, ${requests} requests`);
    }
    return { ...NOTHING, races, requests };
  } finally {
    for (const client of track.clients) client.close();
    await track.probe.close();
    await fleet.close();
  }
}

async function runOne(track: Track, { name, run }: Kind, seed: number): Promise<void> {
  try {
    await run(track);
    expect(await track.probe.faults()).toEqual(SOUND);
  } catch (error) {
    throw new Error(`${name} (PROVE_SEED=${seed}): ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

async function openTrack(fleet: Fleet, seed: number): Promise<Track> {
  const personOf = (index: number) => (index >= CLIENTS - DESKS ? 'desk' : index % 2 === 0 ? 'admin' : 'office');
  const clients = await signInAll(CLIENTS, { urlOf: (index) => fleet.of(index).url, personOf });
  const [admin] = clients;
  if (!admin) throw new Error('nobody signed in');
  const random = randomOf(seed);
  return {
    clients,
    deciders: clients.slice(0, CLIENTS - DESKS),
    desks: clients.slice(CLIENTS - DESKS),
    admin,
    slots: await openSlots(admin),
    probe: await openProbe(fleet.options),
    random,
    race: async <Body>(runners: readonly (() => Promise<Answer<Body>>)[]) => {
      const order = runners.map((run, index) => ({ run, index, key: random() })).sort((a, b) => a.key - b.key);
      const answers = await Promise.all(order.map(async ({ run, index }) => ({ index, answer: await run() })));
      const inOrder = answers.sort((a, b) => a.index - b.index).map(({ answer }) => answer);
      expect(inOrder.filter(({ status }) => status >= 500).map(({ body }) => body)).toEqual([]);
      return inOrder;
    },
  };
}
