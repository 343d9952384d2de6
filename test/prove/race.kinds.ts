import { TAKEN, type Kind } from './race.types.js';
import { create, losses, won, type BookingBody } from './race.answers.js';
import { DECISION_KINDS } from './race.decisions.js';
import { RULE_KINDS } from './race.rules.js';
import { BOOKINGS } from './client.js';

/** Any two of these zones have the middle part of the hall in common. */
const WITH_MIDDLE = ['F1-HALL-AB', 'F1-HALL-BC', 'F1-HALL', 'F1-HALL-B'] as const;

const WEEKS = 6;
const OFFSETS = 3;
const CHESS_SEATS = 36;

export const ONE_SLOT: Kind = {
  name: 'one slot',
  run: async ({ clients, slots, race }) => {
    const wish = { zone: 'F3-MEET-2', title: 'Race', ...slots.take() };
    const answers = await race(clients.map((client) => create(client, wish)));
    expect(won(answers)).toHaveLength(1);
    expect(losses(answers)).toEqual([TAKEN]);
  },
};

const combinations: Kind = {
  name: 'overlapping combinations',
  run: async ({ clients, slots, race }) => {
    const slot = slots.take();
    const zone = (index: number) => WITH_MIDDLE[index % WITH_MIDDLE.length];
    const answers = await race(
      clients.map((client, index) => create(client, { zone: zone(index), title: 'Race', ...slot })),
    );
    expect(won(answers)).toHaveLength(1);
    expect(losses(answers)).toEqual([TAKEN]);
  },
};

const seriesAllOrNothing: Kind = {
  name: 'series against series, all or nothing',
  run: async ({ clients, slots, race }) => {
    const weeks = slots.takeWeeks(WEEKS + OFFSETS - 1);
    const answers = await race(clients.map((client, index) => create(client, seriesFrom(weeks, index))));
    expect(won(answers).map(({ body }) => body.occurrences.length)).toEqual([WEEKS]);
    expect(losses(answers)).toEqual([TAKEN]);
  },
};

const seriesSkipping: Kind = {
  name: 'series against series, taking what is left',
  run: async ({ clients, slots, race }) => {
    const weeks = slots.takeWeeks(WEEKS + OFFSETS - 1);
    const answers = await race(
      clients.map((client, index) => create(client, { ...seriesFrom(weeks, index), onConflict: 'skip' })),
    );
    const dates = won(answers).flatMap(({ body }) => body.occurrences.map(({ start }) => start.slice(0, 16)));
    expect(dates.sort()).toEqual(weeks.map(({ start }) => start));
    expect(losses(answers)).toEqual([TAKEN]);
  },
};

const seriesFrom = (weeks: readonly { start: string; end: string }[], index: number): object => ({
  zone: 'F3-MEET-3',
  title: 'Weekly race',
  ...weeks[index % OFFSETS],
  recurrence: { rrule: `FREQ=WEEKLY;COUNT=${WEEKS}` },
});

/** A group is only turned away when it did not fit any more, and there is never one head too many. */
const groupsInChess: Kind = {
  name: 'groups in the chess space',
  run: async ({ clients, slots, race, random }) => {
    const slot = slots.take();
    const heads = clients.map(() => 2 + Math.floor(random() * 6));
    const answers = await race(
      clients.map((client, index) => create(client, { zone: 'F1-CHESS', title: 'Race', heads: heads[index], ...slot })),
    );
    const inside = answers.reduce((sum, { status }, index) => sum + (status === 201 ? (heads[index] ?? 0) : 0), 0);
    const smallestAway = Math.min(...heads.filter((_, index) => answers[index]?.status !== 201));
    expect(inside).toBeLessThanOrEqual(CHESS_SEATS);
    expect(inside + smallestAway).toBeGreaterThan(CHESS_SEATS);
    expect(losses(answers)).toEqual(['409 refused over-capacity']);
  },
};

/** The same person presses the button many times, from several devices: one booking, one answer. */
const sameKey: Kind = {
  name: 'one Idempotency-Key',
  run: async ({ desks, slots, race, probe, random }) => {
    const title = `Race-${Math.floor(random() * 1e9)}`;
    const wish = { zone: 'F3-MEET-1', title, heads: 5, ...slots.take() };
    const answers = await race(desks.map((desk) => () => desk.post<BookingBody>(BOOKINGS, wish, { key: title })));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    const rows = await probe.queries.all('SELECT id FROM bookings WHERE title = ?', [title]);
    expect(rows).toHaveLength(1);
  },
};

export const KINDS: readonly Kind[] = [
  ONE_SLOT,
  combinations,
  seriesAllOrNothing,
  seriesSkipping,
  groupsInChess,
  sameKey,
  ...DECISION_KINDS,
  ...RULE_KINDS,
];
