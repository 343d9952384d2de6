import pg from 'pg';
import { BASE, bookingOf, LIMITED_ROOMS, makeCentre, OPEN_ROOMS, slot } from '../centre.mjs';
import { client, load } from '../load.mjs';
import { startPostgres } from '../postgres.mjs';
import { startApp } from '../server.mjs';
import { figure, inRounds, ratios } from '../stats.mjs';
import { draftOf, insertsOf, templateOf } from '../template.mjs';

const CLIENTS = 32;
const PROCESSES = 2;
/** The raw loop takes slots that the application does not come to. */
const RAW_FIRST = 2_000_000;
const FLOORS = { 'no limit': OPEN_ROOMS, 'head-count limit': LIMITED_ROOMS };

/** Creates through two processes on one PostgreSQL, beside a loop of prepared inserts that the same guard checks. */
export async function postgresRow({ options: { server, profile, rounds, seconds } }) {
  const postgres = await startPostgres();
  const apps = [];
  try {
    const env = { DATABASE_URL: postgres.url };
    apps.push(await startApp(server, { env, profile }));
    if ((await engineOf(apps[0].url)) !== 'postgres') {
      console.log('  left out: this build does not take DATABASE_URL');
      return [];
    }
    const token = await makeCentre(apps[0].url);
    while (apps.length < PROCESSES) apps.push(await startApp(server, { env, profile }));
    const figures = [];
    let unlimited = null;
    for (const [floor, rooms] of Object.entries(FLOORS)) {
      const template = await templateOf({ url: apps[0].url, token, query: postgres.query, rooms });
      const books = creates({ apps, token, rooms, seconds });
      const claims = await rawLoop(postgres.url, { template, rooms, tables: ['claims'], seconds });
      const whole = await rawLoop(postgres.url, { template, rooms, tables: null, seconds });
      await inRounds(1, { app: books, claims: claims.run });
      // What autovacuum does within a minute of a table's growing from nothing; the loads are over sooner.
      await postgres.query('ANALYZE');
      const taken = await inRounds(rounds, { app: books, claims: claims.run, whole: whole.run });
      await claims.close();
      await whole.close();
      const line = (what, values, unit = '/s') =>
        figure('postgres', `${what}, ${floor}`, { values, unit, note: `PostgreSQL ${postgres.version}` });
      unlimited ??= taken.claims;
      figures.push(
        line('raw prepared claim inserts, autocommit', taken.claims),
        line('raw prepared inserts of a whole booking, one transaction', taken.whole),
        line(`app, ${PROCESSES} processes, ${CLIENTS} clients`, taken.app),
        line('app ÷ raw claim inserts of the same kind', ratios(taken.app, taken.claims), '×'),
        line('app ÷ raw claim inserts without limit', ratios(taken.app, unlimited), '×'),
      );
    }
    return figures;
  } finally {
    for (const app of apps) await app.stop();
    await postgres.stop();
  }
}

async function engineOf(url) {
  const caller = client(url);
  const { details } = await caller.get('/health/ready');
  caller.close();
  return details.database.engine;
}

/** Creates per second over all processes together. */
function creates({ apps, token, rooms, seconds }) {
  let n = 1;
  const next = () => ({ method: 'POST', path: `${BASE}/bookings`, body: bookingOf(slot(n++, rooms)) });
  const headers = { authorization: `Bearer ${token}` };
  return async () => {
    const connections = CLIENTS / apps.length;
    const rates = await Promise.all(apps.map(({ url }) => load(url, { connections, seconds, headers, next })));
    return rates.reduce((sum, rate) => sum + rate, 0);
  };
}

/** As many connections as the application has clients, each writing one slot after the other with prepared statements. */
async function rawLoop(url, { template, rooms, tables, seconds }) {
  const inserts = insertsOf({ rows: template.rows.filter(({ table }) => tables === null || tables.includes(table)) });
  const statements = inserts.map(({ text, valuesOf }, i) => ({ name: `bench_${i}`, text: numbered(text), valuesOf }));
  const connections = [];
  while (connections.length < CLIENTS) {
    const connection = new pg.Client({ connectionString: url });
    await connection.connect();
    connections.push(connection);
  }
  let n = tables === null ? RAW_FIRST + 800_000 : RAW_FIRST;
  const write = async (connection) => {
    const draft = draftOf(n++, template, rooms);
    if (statements.length > 1) await connection.query('BEGIN');
    for (const { name, text, valuesOf } of statements) await connection.query({ name, text, values: valuesOf(draft) });
    if (statements.length > 1) await connection.query('COMMIT');
  };
  const run = async () => {
    const since = performance.now();
    let written = 0;
    const until = since + seconds * 1000;
    await Promise.all(
      connections.map(async (connection) => {
        for (; performance.now() < until; written++) await write(connection);
      }),
    );
    return written / ((performance.now() - since) / 1000);
  };
  return { run, close: () => Promise.all(connections.map((connection) => connection.end())) };
}

/** PostgreSQL numbers its parameters. */
function numbered(text) {
  let n = 0;
  return text.replaceAll('?', () => `$${++n}`);
}
