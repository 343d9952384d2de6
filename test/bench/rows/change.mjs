import { BASE, bookingOf, slot, wallOf } from '../centre.mjs';
import { HISTORY_ROOMS } from '../history.mjs';
import { client } from '../load.mjs';
import { figure, inRounds, p50, ratios } from '../stats.mjs';
import { count } from './check.mjs';

const CHANGES = 100;

/** What it costs to move a booking and to cancel it, with more and more history in its centre. */
export async function changeRow({ worlds, options }) {
  const { history, rounds, quick } = options;
  const changes = quick ? CHANGES / 10 : CHANGES;
  const asked = [];
  const measures = {};
  let next = 1;
  for (const occurrences of history) {
    const app = await worlds.start(occurrences);
    const caller = client(app.url, worlds.headers);
    asked.push({ app, caller });
    let made = [];
    measures[`move${occurrences}`] = async () => {
      made = [];
      for (let i = 0; i < changes; i++)
        made.push(await caller.post(`${BASE}/bookings`, bookingOf(slot(next++, HISTORY_ROOMS))));
      return p50(changes, async (i) => {
        const { zone, startAt, endAt } = slot(next++, HISTORY_ROOMS);
        const [{ id }] = made[i].occurrences;
        const place = { zone, start: wallOf(startAt), end: wallOf(endAt) };
        await caller.patch(`${BASE}/bookings/${made[i].id}`, { scope: 'one', occurrence: id, ...place });
      });
    };
    measures[`cancel${occurrences}`] = () =>
      p50(changes, (i) => caller.post(`${BASE}/bookings/${made[i].id}/cancel`, { scope: 'all' }));
  }
  try {
    await inRounds(1, measures);
    const taken = await inRounds(rounds, measures);
    const [least] = history;
    return ['move', 'cancel'].flatMap((what) =>
      history.flatMap((n) => [
        figure('change', `${what} over HTTP, p50 at ${count(n)} past`, { values: taken[`${what}${n}`], unit: 'ms' }),
        ...(n === least
          ? []
          : [
              figure('change', `${what}, ${count(n)} ÷ ${count(least)}`, {
                values: ratios(taken[`${what}${n}`], taken[`${what}${least}`]),
                unit: '×',
              }),
            ]),
      ]),
    );
  } finally {
    for (const { app, caller } of asked) {
      caller.close();
      await app.stop();
    }
  }
}
