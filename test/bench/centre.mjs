import { client } from './load.mjs';

export const SLUG = 'bench';
export const BASE = `/api/v1/centres/${SLUG}`;
const PASSWORD = 'dukou-demo';
const ROOMS = 200;
const OFFSET_HOURS = 8;

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
export const SLOT_MINUTES = 30;
const SLOTS_PER_DAY = 1440 / SLOT_MINUTES;
/** Bookings lie so many days ahead at most; the policy below allows it. */
const DAYS_AHEAD = 390;
/** Prime, and no divisor of any number of slots: stepping by it visits every slot once, far apart from the one before. */
const STRIDE = 1_299_709;

const numbered = (prefix, n) => `${prefix}${String(n + 1).padStart(3, '0')}`;
/** Rooms on a floor without a head-count limit, and as many on one with. */
export const OPEN_ROOMS = Array.from({ length: ROOMS }, (_, n) => numbered('A', n));
export const LIMITED_ROOMS = Array.from({ length: ROOMS }, (_, n) => numbered('B', n));

/** Midnight at the centre that began today: history ends there. */
export const TODAY = Math.floor((Date.now() + OFFSET_HOURS * 3_600_000) / DAY) * DAY - OFFSET_HOURS * 3_600_000;

/** `YYYY-MM-DDTHH:MM` at the centre, which has never changed its clock in our time. */
export const wallOf = (at) => new Date(at + OFFSET_HOURS * 3_600_000).toISOString().slice(0, 16);

/** The n-th of all free slots: distinct for each n, spread over the rooms and the dates from the day after tomorrow. */
export function slot(n, rooms = OPEN_ROOMS) {
  const slots = rooms.length * SLOTS_PER_DAY * DAYS_AHEAD;
  const at = ((n % slots) * STRIDE) % slots;
  const startAt = TODAY + 2 * DAY + Math.floor(at / rooms.length) * SLOT_MINUTES * MINUTE;
  return { zone: rooms[at % rooms.length], startAt, endAt: startAt + SLOT_MINUTES * MINUTE };
}

/** What the API is sent for a slot. */
export const bookingOf = ({ zone, startAt, endAt }) => ({
  zone,
  start: wallOf(startAt),
  end: wallOf(endAt),
  title: 'Reading circle of the third floor',
  heads: 4,
});

/** Signs in with a demo log-in and makes a token, so that every request costs what a personal token costs. */
async function tokenOf(url, login) {
  const session = await fetch(`${url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: PASSWORD }),
  });
  if (session.status !== 201) throw new Error(`${login} could not sign in: ${session.status} ${await session.text()}`);
  const caller = client(url, { cookie: session.headers.get('set-cookie').split(';')[0] });
  const { token } = await caller.post('/api/v1/tokens', { name: 'bench' });
  caller.close();
  return token;
}

/** Makes the generated centre on a fresh server: 400 exclusive rooms, always open. Gives the office's token. */
export async function makeCentre(url) {
  const owner = client(url, { authorization: `Bearer ${await tokenOf(url, 'owner@dukou.example')}` });
  const policy = { horizonDays: { staff: 1000, member: 1000 }, gridMinutes: SLOT_MINUTES };
  const areaM2 = 2 * ROOMS * 10;
  await owner.post('/api/v1/centres', { slug: SLUG, name: 'Bench', timeZone: 'Asia/Shanghai', areaM2, policy });
  const floor = (code, more) => ({ code, name: code, areaM2: ROOMS * 10, mode: 'none', ...more });
  const room = (parent) => (code) => ({ code, name: code, parent, areaM2: 10, seats: 4, mode: 'exclusive' });
  await owner.put(`${BASE}/zones`, {
    zones: [
      floor('FA'),
      ...OPEN_ROOMS.map(room('FA')),
      floor('FB', { limit: 4 * ROOMS }),
      ...LIMITED_ROOMS.map(room('FB')),
    ],
  });
  const always = [{ start: '00:00', end: '24:00' }];
  await owner.put(`${BASE}/hours`, { weekly: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, always])) });
  await owner.post(`${BASE}/people`, { login: 'office@dukou.example', name: 'Office', role: 'office' });
  owner.close();
  return tokenOf(url, 'office@dukou.example');
}
