import { clearInterval, setInterval } from 'node:timers';
import { BASE, bookingOf, slot, TODAY, wallOf } from '../centre.mjs';
import { HISTORY_ROOMS } from '../history.mjs';
import { load } from '../load.mjs';
import { figure, median } from '../stats.mjs';

const CLIENTS = 8;
const DAY = 86_400_000;

/** Resident memory of the server under a busy mix, with all history in its database. */
export async function memoryRow({ worlds, options: { memorySeconds, history } }) {
  const app = await worlds.start(history.at(-1));
  const atStart = app.residentMegabytes();
  const samples = [];
  const timer = setInterval(() => samples.push(app.residentMegabytes()), 500);
  try {
    const rate = await load(app.url, {
      connections: CLIENTS,
      seconds: memorySeconds,
      headers: worlds.headers,
      next: mix(),
    });
    const fifth = Math.ceil(samples.length / 5);
    const early = median(samples.slice(fifth, 2 * fifth));
    const late = median(samples.slice(-fifth));
    const note = `${memorySeconds} s of load, ${Math.round(rate)} requests/s`;
    const line = (what, values, unit) => figure('memory', what, { values, unit, note });
    return [
      line('resident after the start', [atStart], 'MB'),
      line('resident under load', samples, 'MB'),
      line('last fifth ÷ second fifth', [late / early], '×'),
    ];
  } finally {
    clearInterval(timer);
    await app.stop();
  }
}

/** Half reads of one day's schedule or a zone's free times, half checks and creates. */
function mix() {
  let next = 1;
  const date = (days) => wallOf(TODAY + days * DAY).slice(0, 10);
  const kinds = [
    () => ({ path: `${BASE}/schedule?from=${date(-8)}&to=${date(-8)}&zones=${HISTORY_ROOMS.join(',')}` }),
    (n) => ({ method: 'POST', path: `${BASE}/bookings/check`, body: bookingOf(slot(n)) }),
    (n) => ({ path: `${BASE}/zones/${HISTORY_ROOMS[n % 12]}/availability?from=${date(3)}&to=${date(9)}` }),
    (n) => ({ method: 'POST', path: `${BASE}/bookings`, body: bookingOf(slot(n)) }),
  ];
  return () => {
    const n = next++;
    return kinds[n % kinds.length](n);
  };
}
