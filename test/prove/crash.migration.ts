import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Queries } from '../../src/platform/database/reader.js';
import { DATABASE_FILE } from '../../src/platform/database/sqlite.sources.js';
import { openProbe, SOUND } from './probe.js';
import { end, launch, newHome, startServer, type ServerOptions } from './servers.js';
import { NOTHING, randomOf, type Progress, type Tally } from './tally.js';

const BEGUN_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 2;

/** All that a migration makes, as text. */
const SCHEMA = {
  sqlite: `SELECT type || ' ' || name || ' ' || coalesce(sql, '') AS made FROM sqlite_master`,
  postgres: `SELECT table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable AS made
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT proname::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace`,
} as const;

/** Kills the migration of an empty database, at moments spread over all of it; the next start completes it. */
export async function proveMigrations({
  kills,
  seed,
  onProgress,
}: {
  kills: number;
  seed: number;
  onProgress: Progress;
}): Promise<Tally> {
  const random = randomOf(seed);
  const whole = await migrated(null);
  for (let kill = 1; kill <= kills; kill++) {
    const cutAfter = ((kill - 1 + random()) / kills) * whole.milliseconds;
    const when = `migration killed ${cutAfter.toFixed(1)} of ${whole.milliseconds.toFixed(0)} ms after it began (PROVE_SEED=${seed})`;
    const { made } = await migrated(cutAfter);
    expect({ when, made }).toEqual({ when, made: whole.made });
    onProgress(`crash: migration ${kill} of ${kills}, ${when}`);
  }
  return { ...NOTHING, kills };
}

/** Starts on an empty database, is killed there when asked, and starts for good; gives what is in the database then. */
async function migrated(cutAfter: number | null): Promise<{ made: string[]; milliseconds: number }> {
  const { options, remove } = await newHome();
  const started = { ...options, settings: { ...options.settings, DEMO: 'none' } };
  try {
    if (cutAfter !== null) await killed(started, cutAfter);
    const starting = startServer(started);
    await begun(started);
    const since = performance.now();
    const server = await starting;
    const milliseconds = performance.now() - since;
    await server.stop();
    return { made: await look(started), milliseconds };
  } finally {
    await remove();
  }
}

async function killed(options: ServerOptions, cutAfter: number): Promise<void> {
  const child = launch('main.js', options);
  child.stdout?.resume();
  await begun(options);
  await new Promise((resolve) => setTimeout(resolve, cutAfter));
  await end(child, 'SIGKILL');
}

/** Waits until a process has laid hands on the database. */
async function begun({ dataDir, databaseUrl }: ServerOptions): Promise<void> {
  if (databaseUrl === undefined) return waitUntil(async () => existsSync(join(dataDir, DATABASE_FILE)));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const used = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'dukou-booking'`;
  try {
    await waitUntil(async () => (await client.query(used)).rowCount !== 0);
  } finally {
    await client.end();
  }
}

async function waitUntil(holds: () => Promise<boolean>): Promise<void> {
  for (const until = performance.now() + BEGUN_WITHIN_MS; !(await holds());) {
    if (performance.now() > until) throw new Error('the server does not come to its database');
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

async function look(options: ServerOptions): Promise<string[]> {
  const probe = await openProbe(options);
  try {
    expect(await probe.faults()).toEqual(SOUND);
    return [...(await schema(probe.queries)), `${await probe.count('migrations')} migrations`].sort();
  } finally {
    await probe.close();
  }
}

async function schema(queries: Queries): Promise<string[]> {
  const made = (await queries.all<{ made: string }>(SCHEMA[queries.engine])).map((row) => row.made);
  expect(made.length).toBeGreaterThan(50);
  return made;
}
