import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { onPostgres } from '../support/postgres.js';
import { Client } from './client.js';
import { Worker } from './crash.worker.js';
import { openProbe, SOUND } from './probe.js';
import { end, ended, launch, newHome, startFleet, type Fleet, type ServerOptions } from './servers.js';
import { openSlots } from './slots.js';
import { NOTHING, randomOf, type Progress, type Tally } from './tally.js';

const TABLES = ['users', 'zones', 'bookings', 'occurrences', 'claims', 'audit_log'];

/**
 * Kills `npm run backup` while people book: the service goes on, and what carries the name of a backup then is one. A
 * last one is taken to its end, and what is restored from it is what is there.
 */
export async function proveBackups({
  kills,
  seed,
  onProgress,
}: {
  kills: number;
  seed: number;
  onProgress: Progress;
}): Promise<Tally> {
  const random = randomOf(seed);
  const fleet = await startFleet();
  const client = await new Client(fleet.of(0).url).signIn('office');
  const worker = new Worker(client, { slots: await openSlots(client), random, name: 'backup' });
  const fileOf = (name: string): string => join(fleet.options.dataDir, `${name}.${onPostgres() ? 'jsonl.gz' : 'db'}`);
  try {
    const since = performance.now();
    await underLoad(worker, () => runWhole('backup.main.js', fleet.options, ['--to', fileOf('first')]));
    const milliseconds = performance.now() - since;
    for (let kill = 1; kill <= kills; kill++) {
      const file = fileOf(`killed-${kill}`);
      await underLoad(worker, () => backupKilled(fleet, { file, cutAfter: random() * milliseconds }));
      if (existsSync(file)) await restored(file);
      onProgress(`crash: backup ${kill} of ${kills}`);
    }
    await runWhole('backup.main.js', fleet.options, ['--to', fileOf('last')]);
    expect(await restored(fileOf('last'))).toEqual(await counts(fleet.options));
    return { ...NOTHING, kills, requests: worker.writes };
  } finally {
    client.close();
    await fleet.close();
  }
}

async function underLoad(worker: Worker, work: () => Promise<void>): Promise<void> {
  let isOver = false;
  const load = worker.work(() => isOver);
  try {
    await work();
  } finally {
    isOver = true;
    await load;
  }
}

async function backupKilled(fleet: Fleet, { file, cutAfter }: { file: string; cutAfter: number }): Promise<void> {
  const child = launch('backup.main.js', { ...fleet.options, args: ['--to', file] });
  child.stdout?.resume();
  await new Promise((resolve) => setTimeout(resolve, cutAfter));
  await end(child, 'SIGKILL');
}

async function runWhole(program: string, options: ServerOptions, args: string[]): Promise<void> {
  const child = launch(program, { ...options, args });
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await ended(child);
  if (code !== 0) throw new Error(`${program} ended with ${code}:\n${said}`);
}

/** Restores the file into a new place; gives what is in the tables there. */
async function restored(file: string): Promise<Record<string, number>> {
  const { options, remove } = await newHome();
  try {
    await runWhole('restore.main.js', options, [file]);
    return await counts(options);
  } finally {
    await remove();
  }
}

async function counts(options: ServerOptions): Promise<Record<string, number>> {
  const probe = await openProbe(options);
  try {
    expect(await probe.faults()).toEqual(SOUND);
    const rows: Record<string, number> = {};
    for (const table of TABLES) rows[table] = await probe.count(table);
    return rows;
  } finally {
    await probe.close();
  }
}
