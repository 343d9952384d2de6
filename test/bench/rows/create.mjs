import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BASE, bookingOf, slot } from '../centre.mjs';
import { appendsPerSecond } from '../fsync.mjs';
import { load } from '../load.mjs';
import { rawCreates } from '../raw.mjs';
import { startServer } from '../server.mjs';
import { figure, inRounds, perSecond, ratios } from '../stats.mjs';

const CLIENTS = [1, 16, 64];
const BARE = new URL('../bare-server.mjs', import.meta.url).pathname;

/** Durable creates per second over HTTP, beside the same inserts raw and behind a bare route, in the same rounds. */
export async function createRow({ worlds, options: { rounds, seconds } }) {
  const app = await worlds.start();
  const bare = await startBare(worlds);
  const raw = rawCreates(worlds.freshFile(), worlds.template);
  let next = 1;
  const books = () => ({ method: 'POST', path: `${BASE}/bookings`, body: bookingOf(slot(next++)) });
  const bareBooks = () => {
    const { zone, start, end, title, heads } = bookingOf(slot(next));
    return { method: 'POST', path: '/bookings', body: { n: next++, zone, start, end, title, heads } };
  };
  const scratch = `${worlds.freshFile()}.append`;
  const measures = {
    disk: () => appendsPerSecond(scratch, seconds / 2),
    raw: () => perSecond(seconds / 2, raw.create),
  };
  for (const connections of CLIENTS) {
    measures[`app${connections}`] = () => load(app.url, { connections, seconds, headers: worlds.headers, next: books });
    measures[`bare${connections}`] = () => load(bare.url, { connections, seconds, next: bareBooks });
  }
  try {
    const taken = await inRounds(rounds, measures);
    const line = (what, values, unit = '/s') => figure('create', what, { values, unit });
    return [
      line('disk: durable 4 KiB appends', taken.disk),
      line('raw better-sqlite3, one commit each', taken.raw),
      ...CLIENTS.flatMap((n) => [
        line(`app over HTTP, ${clients(n)}`, taken[`app${n}`]),
        line(`bare route, ${clients(n)}`, taken[`bare${n}`]),
        line(`app ÷ bare route, ${clients(n)}`, ratios(taken[`app${n}`], taken[`bare${n}`]), '×'),
        line(`app ÷ raw, ${clients(n)}`, ratios(taken[`app${n}`], taken.raw), '×'),
      ]),
    ];
  } finally {
    raw.close();
    await app.stop();
    await bare.stop();
  }
}

const clients = (n) => (n === 1 ? '1 client' : `${n} clients`);

function startBare(worlds) {
  const file = worlds.freshFile();
  const template = join(dirname(file), 'template.json');
  const { rows, rooms } = worlds.template;
  writeFileSync(template, JSON.stringify({ rows, rooms: [...rooms] }));
  return startServer(BARE, { env: { BENCH_FILE: file, BENCH_TEMPLATE: template } });
}
