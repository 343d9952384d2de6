import { BASE, bookingOf, OPEN_ROOMS, slot } from '../centre.mjs';
import { client } from '../load.mjs';
import { figure, inRounds, p50 } from '../stats.mjs';

const WEEKS = 52;
const REQUESTS = 30;
const DAY = 86_400_000;
const SLOT = 1_800_000;

/** A weekly series of a year, checked and created by one client, each on a place of its own. */
export async function seriesRow({ worlds, options: { rounds, quick } }) {
  const app = await worlds.start();
  const caller = client(app.url, worlds.headers);
  const requests = quick ? REQUESTS / 10 : REQUESTS;
  const first = slot(0).startAt - (slot(0).startAt % DAY);
  let next = 0;
  const body = () => {
    const n = next++;
    const startAt = first + 2 * DAY + (Math.floor(n / OPEN_ROOMS.length) % 200) * SLOT;
    const booking = bookingOf({ zone: OPEN_ROOMS[n % OPEN_ROOMS.length], startAt, endAt: startAt + SLOT });
    return { ...booking, recurrence: { rrule: `FREQ=WEEKLY;COUNT=${WEEKS}` } };
  };
  const ask = (path) => () =>
    p50(requests, async () => {
      const { occurrences } = await caller.post(path, body());
      if (occurrences.length !== WEEKS) throw new Error(`${occurrences.length} dates instead of ${WEEKS}`);
    });
  const measures = { check: ask(`${BASE}/bookings/check`), create: ask(`${BASE}/bookings`) };
  try {
    await inRounds(1, measures);
    const taken = await inRounds(rounds, measures);
    return ['check', 'create'].map((what) =>
      figure('series', `${what} of ${WEEKS} weeks over HTTP, p50`, { values: taken[what], unit: 'ms' }),
    );
  } finally {
    caller.close();
    await app.stop();
  }
}
