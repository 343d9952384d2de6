import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openProbe, SOUND } from './probe.js';
import { end, ended, launch, newHome, startServer, type ServerOptions } from './servers.js';
import { NOTHING, randomOf, type Progress, type Tally } from './tally.js';

const TABLES = ['zones', 'cells', 'zone_cells', 'opening_hours', 'closures', 'bookings', 'occurrences', 'claims'];

/** Kills `npm run import` somewhere; the next run of the same file completes the centre. */
export async function proveImports({
  kills,
  seed,
  onProgress,
}: {
  kills: number;
  seed: number;
  onProgress: Progress;
}): Promise<Tally> {
  const random = randomOf(seed);
  const { options, remove } = await newHome();
  try {
    await (await startServer(options)).stop();
    const since = performance.now();
    await importWhole(options, 'reference');
    const whole = await counts(options, 'reference');
    const milliseconds = performance.now() - since;
    for (let kill = 1; kill <= kills; kill++) {
      const slug = `copy-${kill}`;
      const cutAfter = Math.round(random() * milliseconds);
      await importKilled(options, { slug, cutAfter });
      await importWhole(options, slug);
      const rows = await counts(options, slug);
      expect({ cutAfter, rows }).toEqual({ cutAfter, rows: whole });
      onProgress(`crash: import ${kill} of ${kills}`);
    }
    return { ...NOTHING, kills };
  } finally {
    await remove();
  }
}

/** The demo's file for another centre. */
function fileOf({ dataDir }: ServerOptions, slug: string): string {
  const file = join(dataDir, `${slug}.yaml`);
  writeFileSync(file, readFileSync('data/dukou.yaml', 'utf8').replace('slug: dukou', `slug: ${slug}`));
  return file;
}

const launchImport = (options: ServerOptions, slug: string): ReturnType<typeof launch> =>
  launch('import.main.js', { ...options, args: [fileOf(options, slug)] });

async function importWhole(options: ServerOptions, slug: string): Promise<void> {
  const child = launchImport(options, slug);
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await ended(child);
  if (code !== 0) throw new Error(`the import ended with ${code}:\n${said}`);
}

async function importKilled(
  options: ServerOptions,
  { slug, cutAfter }: { slug: string; cutAfter: number },
): Promise<void> {
  const child = launchImport(options, slug);
  child.stdout?.resume();
  await new Promise((resolve) => setTimeout(resolve, cutAfter));
  await end(child, 'SIGKILL');
  const probe = await openProbe(options);
  expect({ cutAfter, faults: await probe.faults() }).toEqual({ cutAfter, faults: SOUND });
  await probe.close();
}

async function counts(options: ServerOptions, slug: string): Promise<Record<string, number>> {
  const probe = await openProbe(options);
  try {
    expect(await probe.faults()).toEqual(SOUND);
    const rows: Record<string, number> = {};
    for (const table of TABLES) {
      const text = `SELECT count(*) AS n FROM ${table} WHERE centre_id = (SELECT id FROM centres WHERE slug = ?)`;
      rows[table] = Number((await probe.queries.one<{ n: number }>(text, [slug]))?.n);
    }
    return rows;
  } finally {
    await probe.close();
  }
}
