import pg from 'pg';
import { BASE, bookingOf, makeCentre, OPEN_ROOMS, slot } from '../centre.mjs';
import { addPostgresHistory, HISTORY_ROOMS } from '../history.mjs';
import { client } from '../load.mjs';
import { startPostgres } from '../postgres.mjs';
import { startApp } from '../server.mjs';
import { figure, inRounds, p50, ratios } from '../stats.mjs';
import { templateOf } from '../template.mjs';
import { count } from './check.mjs';

const CHECKS = 400;

/** What one check costs on PostgreSQL with more and more history on the very cells that are asked for. */
export async function postgresCheckRow({ options: { server, profile, rounds, history, quick } }) {
  const postgres = await startPostgres();
  const asked = [];
  try {
    const empty = await startApp(server, { env: { DATABASE_URL: postgres.url } });
    const token = await makeCentre(empty.url);
    const template = await templateOf({ url: empty.url, token, query: postgres.query, rooms: OPEN_ROOMS });
    await empty.stop();
    const measures = {};
    let next = 1;
    for (const occurrences of history) {
      const url = await postgres.copyOf(`history_${occurrences}`);
      await withHistory(url, { template, from: 0, to: occurrences });
      const app = await startApp(server, { env: { DATABASE_URL: url }, profile });
      const caller = client(app.url, { authorization: `Bearer ${token}` });
      asked.push({ app, caller });
      measures[occurrences] = () =>
        p50(quick ? CHECKS / 10 : CHECKS, async () => {
          const { ok } = await caller.post(`${BASE}/bookings/check`, bookingOf(slot(next++, HISTORY_ROOMS)));
          if (!ok) throw new Error('a free slot was refused');
        });
    }
    await inRounds(1, measures);
    const taken = await inRounds(rounds, measures);
    const [least] = history;
    const note = `PostgreSQL ${postgres.version}`;
    const line = (what, values, unit) => figure('postgres-check', what, { values, unit, note });
    return history.flatMap((n) => [
      line(`over HTTP, p50 at ${count(n)} past`, taken[n], 'ms'),
      ...(n === least ? [] : [line(`over HTTP, ${count(n)} ÷ ${count(least)}`, ratios(taken[n], taken[least]), '×')]),
    ]);
  } finally {
    for (const { app, caller } of asked) {
      caller.close();
      await app.stop();
    }
    await postgres.stop();
  }
}

async function withHistory(url, wanted) {
  const connection = new pg.Client({ connectionString: url });
  await connection.connect();
  try {
    await addPostgresHistory(connection, wanted);
  } finally {
    await connection.end();
  }
}
