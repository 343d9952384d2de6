import Database from 'better-sqlite3';
import { BASE, TODAY, wallOf } from '../centre.mjs';
import { HISTORY_ROOMS } from '../history.mjs';
import { client, load } from '../load.mjs';
import { figure, inRounds, perSecond, ratios } from '../stats.mjs';

const DAY = 86_400_000;
const WEEK = { from: TODAY - 21 * DAY, to: TODAY - 14 * DAY };

/** One full week of twelve rooms with all history beside it, against the bare query and its JSON. */
export async function scheduleRow({ worlds, options: { rounds, seconds, history } }) {
  const app = await worlds.start(history.at(-1));
  const db = new Database(app.file, { readonly: true });
  const raw = rawWeek(db, worlds.template);
  const dates = `from=${wallOf(WEEK.from).slice(0, 10)}&to=${wallOf(WEEK.to - DAY).slice(0, 10)}`;
  const pathOf = (rooms) => `${BASE}/schedule?${dates}&zones=${rooms.join(',')}`;
  const path = pathOf(HISTORY_ROOMS);
  /** The same rooms in an order that was not asked for lately: such an answer is not kept, and made anew. */
  let asked = 0;
  const anew = () => {
    const n = asked++;
    const [first, second] = [n % 12, Math.floor(n / 12) % 12];
    const rooms = HISTORY_ROOMS.toSpliced(second, 1);
    return { path: pathOf([...rooms.slice(first), HISTORY_ROOMS[second], ...rooms.slice(0, first)]) };
  };
  const caller = client(app.url, worlds.headers);
  const { zones } = await caller.get(path);
  caller.close();
  const rows = zones.reduce((sum, zone) => sum + zone.occurrences.length, 0);
  if (rows !== raw().length) throw new Error(`the schedule holds ${rows} dates, the query ${raw().length}`);
  const ask =
    (connections, next = () => ({ path })) =>
    () =>
      load(app.url, { connections, seconds, headers: worlds.headers, next });
  const measures = {
    raw: () => perSecond(seconds / 2, () => JSON.stringify(raw())),
    one: ask(1),
    eight: ask(8),
    anew: ask(1, anew),
  };
  try {
    await inRounds(1, measures);
    const taken = await inRounds(rounds, measures);
    const line = (what, values, unit = '/s') => figure('schedule', what, { values, unit, note: `${rows} rows` });
    return [
      line('raw query and JSON.stringify', taken.raw),
      line('one week of 12 zones over HTTP, 1 client', taken.one),
      line('one week of 12 zones over HTTP, 8 clients', taken.eight),
      line('the same made anew each time, 1 client', taken.anew),
      line('raw ÷ app, 1 client', ratios(taken.raw, taken.one), '×'),
      line('raw ÷ app, made anew', ratios(taken.raw, taken.anew), '×'),
      line('raw ÷ app, 8 clients', ratios(taken.raw, taken.eight), '×'),
    ];
  } finally {
    db.close();
    await app.stop();
  }
}

/** The least that the answer needs. Looking back one day finds all of this history, since nothing in it is longer; CROSS JOIN keeps SQLite from beginning with the bookings. */
function rawWeek(db, { rooms }) {
  const zones = HISTORY_ROOMS.map((code) => rooms.get(code));
  const statement = db.prepare(
    `SELECT o.id, o.booking_id, o.zone_id, o.start_at, o.end_at, o.heads, o.status, b.title, b.visibility
     FROM occurrences o CROSS JOIN bookings b ON b.centre_id = o.centre_id AND b.id = o.booking_id
     WHERE o.centre_id = ? AND o.zone_id IN (${zones.map(() => '?').join(',')})
       AND o.start_at > ? AND o.start_at < ? AND o.end_at > ? AND o.status IN ('pending', 'confirmed')`,
  );
  const values = [zones[0].centre_id, ...zones.map(({ zone_id }) => zone_id), WEEK.from - DAY, WEEK.to, WEEK.from];
  return () => statement.all(...values);
}
