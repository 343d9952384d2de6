import { Client } from './client.js';
import { openProbe, SOUND } from './probe.js';
import { end, launch, newHome, startServer, type ServerOptions } from './servers.js';
import { NOTHING, randomOf, type Progress, type Tally } from './tally.js';

export interface StartCrashOptions {
  readonly kills: number;
  readonly seed: number;
  readonly onProgress: Progress;
  /** The demo with its bookings takes longer to load, so there is more to be cut off. */
  readonly demo: 'plan' | 'full';
}

const TABLES = ['users', 'memberships', 'centres', 'zones', 'cells', 'zone_cells', 'opening_hours', 'closures'];
const BOOKED = ['bookings', 'occurrences', 'claims'];

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function counts(options: ServerOptions): Promise<Record<string, number>> {
  const probe = await openProbe(options);
  try {
    expect(await probe.faults()).toEqual(SOUND);
    const rows: Record<string, number> = {};
    for (const table of [...TABLES, ...BOOKED]) rows[table] = await probe.count(table);
    return rows;
  } finally {
    await probe.close();
  }
}

/** Kills the first start, while it migrates or loads the demo, and lets the next one complete it. */
export async function proveFirstStarts({ kills, seed, onProgress, demo }: StartCrashOptions): Promise<Tally> {
  const random = randomOf(seed);
  const whole = await firstStart(demo, []);
  for (let kill = 1; kill <= kills; kill++) {
    const cutAfter = [random() * whole.milliseconds, random() * whole.milliseconds];
    const { rows } = await firstStart(demo, cutAfter);
    const when = `first start killed after ${cutAfter.map(Math.round).join(' and ')} of ${Math.round(whole.milliseconds)} ms`;
    expect({ when, rows }).toEqual({ when, rows: whole.rows });
    onProgress(`crash: first start ${kill} of ${kills}`);
  }
  return { ...NOTHING, kills: kills * 2 };
}

/** Starts, is killed after each of these times, and starts for good; gives what is in the tables then. */
async function firstStart(
  demo: 'plan' | 'full',
  cutAfter: readonly number[],
): Promise<{ rows: Record<string, number>; milliseconds: number }> {
  const { options, remove } = await newHome();
  const started = { ...options, settings: { ...options.settings, DEMO: demo } };
  try {
    for (const milliseconds of cutAfter) {
      const child = launch('main.js', started);
      await wait(milliseconds);
      await end(child, 'SIGKILL');
    }
    const since = performance.now();
    const server = await startServer(started);
    const milliseconds = performance.now() - since;
    const client = await new Client(server.url).signIn('admin');
    client.close();
    await server.stop();
    return { rows: await counts(options), milliseconds };
  } finally {
    await remove();
  }
}
