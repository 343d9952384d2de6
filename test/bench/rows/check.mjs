import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { BASE, bookingOf, slot } from '../centre.mjs';
import { HISTORY_ROOMS } from '../history.mjs';
import { client } from '../load.mjs';
import { figure, inRounds, p50, ratios } from '../stats.mjs';

const CHECKS = 400;
const QUERIES = 4000;

/** What one check costs with more and more history on the very cells that are asked for. */
export async function checkRow({ worlds, options }) {
  const { history, rounds, quick } = options;
  const checks = quick ? CHECKS / 10 : CHECKS;
  const ledgerQuery = await ledgerQueryOf(options.server);
  const asked = [];
  const measures = {};
  let next = 1;
  for (const occurrences of history) {
    const app = await worlds.start(occurrences);
    const caller = client(app.url, worlds.headers);
    const db = new Database(app.file, { readonly: true });
    const ledger = ledgerQuery(db, worlds.template);
    asked.push({ app, caller, db });
    measures[`http${occurrences}`] = () =>
      p50(checks, async () => {
        const { ok } = await caller.post(`${BASE}/bookings/check`, bookingOf(slot(next++, HISTORY_ROOMS)));
        if (!ok) throw new Error('a free slot was refused');
      });
    measures[`ledger${occurrences}`] = () =>
      p50(quick ? QUERIES / 10 : QUERIES, () => ledger(slot(next++, HISTORY_ROOMS)));
  }
  try {
    await inRounds(1, measures);
    const taken = await inRounds(rounds, measures);
    const [least] = history;
    return history.flatMap((n) => [
      figure('check', `over HTTP, p50 at ${count(n)} past`, { values: taken[`http${n}`], unit: 'ms' }),
      figure('check', `ledger query, p50 at ${count(n)} past`, { values: taken[`ledger${n}`], unit: 'ms' }),
      ...(n === least
        ? []
        : [
            figure('check', `over HTTP, ${count(n)} ÷ ${count(least)}`, ratio(taken, 'http', [n, least])),
            figure('check', `ledger query, ${count(n)} ÷ ${count(least)}`, ratio(taken, 'ledger', [n, least])),
          ]),
    ]);
  } finally {
    for (const { app, caller, db } of asked) {
      caller.close();
      db.close();
      await app.stop();
    }
  }
}

const ratio = (taken, name, [over, under]) => ({
  values: ratios(taken[`${name}${over}`], taken[`${name}${under}`]),
  unit: '×',
});

export const count = (n) => (n >= 1e6 ? `${n / 1e6} M` : n >= 1000 ? `${n / 1000} k` : String(n));

/** The application's own query of the ledger, taken from the build that is measured. */
async function ledgerQueryOf(server) {
  const url = pathToFileURL(join(dirname(server), 'centres', 'ledger.js')).href;
  const { CLAIM_COLUMNS, claimsSource, claimsValues } = await import(url);
  return (db, { rooms }) => {
    const statement = db.prepare(`SELECT DISTINCT ${CLAIM_COLUMNS} ${claimsSource('sqlite')}`);
    return ({ zone, startAt, endAt }) => {
      const { centre_id, cell_id } = rooms.get(zone);
      return statement.all(
        ...claimsValues('sqlite', Number(centre_id), { cells: [cell_id], spans: [{ start: startAt, end: endAt }] }),
      );
    };
  };
}
