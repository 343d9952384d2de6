import fc from 'fast-check';
import type { Answer } from '../support/app.js';
import { onPostgres } from '../support/postgres.js';
import { buildWorld, drawnWorld, DUKOU, WORLD_ZONES, type Attacker, type World } from './visibility-world.js';
import {
  isWholly,
  levelOf,
  mayOpen,
  namedDates,
  secretsOf,
  truthOf,
  type KnownBooking,
  type KnownDate,
} from './visibility.js';

const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const WORLDS = Number(process.env['WORLDS'] ?? (onPostgres() ? 4 : 8));
const MONTH = 'from=2026-08-31&to=2026-09-30';
const NO_SUCH = '01990000-0000-7000-8000-000000000000';

interface Attack {
  readonly attacker: Attacker;
  readonly truth: readonly KnownBooking[];
  readonly faults: string[];
  reads: number;
  seen: number;
}

/** Every answer is searched for what its reader may not know. */
async function read(attack: Attack, what: string, answer: Promise<Answer>): Promise<Answer> {
  const got = await answer;
  const said = got.text + JSON.stringify(got.headers);
  attack.reads += 1;
  if (got.status >= 500) attack.faults.push(`${what}: ${got.status}`);
  for (const booking of attack.truth) {
    for (const { text, what: kind } of secretsOf(attack.attacker.viewer, booking))
      if (said.includes(text)) attack.faults.push(`${attack.attacker.name}, ${what}: the ${kind} of ${booking.title}`);
  }
  return got;
}

/** Every id that could be guessed, or that others have seen. */
async function openEverything(attack: Attack): Promise<void> {
  const { attacker, truth, faults } = attack;
  const { viewer, caller } = attacker;
  const ids = truth.flatMap(({ id, dates }) => [id, ...dates.map((date) => date.id)]);
  for (const id of [...ids, NO_SUCH]) {
    const got = await read(attack, `GET ${id}`, caller.get(`${DUKOU}/bookings/${id}`));
    const booking = truth.find((one) => one.id === id);
    const member = viewer.role !== 'none' || viewer.operators.length > 0;
    const may = booking !== undefined && member && mayOpen(viewer, booking);
    const expected = viewer.id === '' ? 401 : may ? 200 : 404;
    if (got.status !== expected) faults.push(`${attacker.name}, GET ${booking?.title}: ${got.status} not ${expected}`);
    if (got.status === 200) attack.seen += 1;
    if (may) continue;
    // What may not be opened tells no more by any other call than what is not there.
    for (const call of ['cancel', 'proposal/accept', 'undo-cancel']) {
      const other = await read(attack, call, caller.post(`${DUKOU}/bookings/${id}/${call}`, {}));
      if (other.status !== expected) faults.push(`${attacker.name}, ${call} of ${booking?.title}: ${other.status}`);
    }
  }
}

async function listEverything(attack: Attack): Promise<void> {
  const { attacker, truth, faults } = attack;
  const { viewer, caller } = attacker;
  if (viewer.role === 'none' && viewer.operators.length === 0) return;
  const days = [1, 2, 3, 8, 9, 10, 15, 16, 17, 23].map((n) => `2026-09-${String(n).padStart(2, '0')}`);
  const onDay = (date: KnownDate, day: string): boolean => {
    const from = Date.parse(`${day}T00:00:00+08:00`);
    return date.start < from + 86_400_000 && date.end > from;
  };
  const filters: { query: string; fits: (date: KnownDate) => boolean; also?: (booking: KnownBooking) => boolean }[] = [
    { query: '', fits: () => true },
    ...WORLD_ZONES.map((zone) => ({
      query: `zone=${zone}`,
      fits: (date: KnownDate) => date.zone === zone,
      also: inZone(zone),
    })),
    ...days.map((day) => ({ query: `from=${day}&to=${day}`, fits: (date: KnownDate) => onDay(date, day) })),
    ...WORLD_ZONES.slice(0, 4).flatMap((zone) =>
      days.slice(0, 3).map((day) => ({
        query: `zone=${zone}&from=${day}&to=${day}`,
        fits: (date: KnownDate) => date.zone === zone && onDay(date, day),
      })),
    ),
  ];
  for (const { query, fits, also } of filters) {
    const expected = truth
      .filter((booking) => {
        const whole = isWholly(viewer, booking) || booking.visibility === 'public';
        const dates = whole ? booking.dates : namedDates(viewer, booking);
        return dates.some(fits) || (whole && also?.(booking) === true);
      })
      .map(({ id }) => id);
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const next = cursor === undefined ? '' : `&cursor=${cursor}`;
      const page = await read(attack, `list ?${query}`, caller.get(`${DUKOU}/bookings?limit=3&${query}${next}`));
      const { items, nextCursor } = page.body as { items: { id: string }[]; nextCursor?: string };
      if (nextCursor !== undefined && items.length !== 3) faults.push(`${attacker.name}, list ?${query}: a short page`);
      ids.push(...items.map(({ id }) => id));
      cursor = nextCursor;
    } while (cursor !== undefined);
    if (ids.join() !== expected.join())
      faults.push(`${attacker.name}, list ?${query}: ${ids.length} bookings, not ${expected.length}`);
  }
}

/** A zone without a period also finds bookings that were asked for there. */
const inZone =
  (zone: string) =>
  (booking: KnownBooking): boolean =>
    booking.zone === zone;

async function lookAround(attack: Attack): Promise<void> {
  const { attacker, truth, faults } = attack;
  const { viewer, caller } = attacker;
  const zones = WORLD_ZONES.join(',');
  const board = await read(attack, 'schedule', caller.get(`${DUKOU}/schedule?${MONTH}&zones=${zones}`));
  const shown = (board.body as { zones: { occurrences: Record<string, unknown>[] }[] }).zones.flatMap(
    ({ occurrences }) => occurrences,
  );
  for (const booking of truth) {
    for (const date of booking.dates.filter(({ status }) => status === 'pending' || status === 'confirmed')) {
      const found = shown.filter(({ zone, start }) => zone === date.zone && Date.parse(String(start)) === date.start);
      const level = levelOf(viewer, booking, date);
      const named = found.some((one) => one['title'] === booking.title);
      const heads = found.some((one) => one['heads'] !== undefined);
      const may = level === 'everything' || level === 'title';
      const mayCount = level === 'everything' || level === 'count';
      // A shared zone may hold others at that time, who may be counted.
      const isShared =
        found.length > 0 &&
        new Set(found.map(({ start, end }) => `${String(start)} ${String(end)}`)).size < found.length;
      if (WORLD_ZONES.includes(date.zone) && named !== may)
        faults.push(`${attacker.name}, schedule: ${booking.title} is ${named ? '' : 'not '}named`);
      if (!isShared && WORLD_ZONES.includes(date.zone) && found.length === 1 && heads !== mayCount)
        faults.push(`${attacker.name}, schedule: heads of ${booking.title}`);
    }
  }
  for (const zone of WORLD_ZONES)
    await read(attack, `availability of ${zone}`, caller.get(`${DUKOU}/zones/${zone}/availability?${MONTH}&heads=7`));
  await read(attack, 'closures', caller.get(`${DUKOU}/closures?${MONTH}`));
  await read(attack, 'audit', caller.get(`${DUKOU}/audit`));
  await read(attack, 'people', caller.get(`${DUKOU}/people`));
  for (const { dates } of truth) {
    for (const { zone, start, end } of dates.slice(0, 1)) {
      const wish = {
        zone,
        start: new Date(start).toISOString(),
        end: new Date(end).toISOString(),
        title: 'x',
        heads: 80,
      };
      for (const operator of [undefined, 'op-0'])
        await read(
          attack,
          `check ${zone}`,
          caller.post(`${DUKOU}/bookings/check`, { ...wish, ...(operator ? { operator } : {}) }),
        );
    }
  }
}

describe('whoever tries whatever they can', () => {
  it('reads only what the description of tenancy lets them know', async () => {
    console.log(`visibility: seed ${SEED}, ${WORLDS} worlds (SEED=${SEED} npx jest … visibility.fuzz)`);
    const tally = { worlds: 0, bookings: 0, reads: 0, seen: 0, hidden: 0 };
    await fc.assert(
      fc.asyncProperty(drawnWorld, async (drawn) => {
        const world: World = await buildWorld(drawn);
        try {
          const truth = await truthOf(world.test);
          tally.worlds += 1;
          tally.bookings += truth.length;
          // Each world is attacked by every other of its people, the one half and the other in turn.
          for (const attacker of world.attackers.filter((_, i) => i % 2 === tally.worlds % 2)) {
            const attack: Attack = { attacker, truth, faults: [], reads: 0, seen: 0 };
            await openEverything(attack);
            await listEverything(attack);
            await lookAround(attack);
            tally.reads += attack.reads;
            tally.seen += attack.seen;
            tally.hidden += truth.length - attack.seen;
            expect(attack.faults.slice(0, 20)).toEqual([]);
          }
        } finally {
          await world.test.close();
        }
      }),
      { seed: SEED, numRuns: WORLDS, endOnFailure: true },
    );
    console.log(`visibility: ${JSON.stringify(tally)}`);
    expect(tally.seen).toBeGreaterThan(0);
    expect(tally.hidden).toBeGreaterThan(0);
  }, 900_000);
});
