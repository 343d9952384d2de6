import fc from 'fast-check';
import { Book } from './command.book.js';
import { Cancel, Decide, Undo } from './command.end.js';
import { EditAll, EditOne } from './command.edit.js';
import { ChangeHours, Close, Reopen } from './command.rules.js';
import type { Command, Model } from './command.js';
import { ZONES, type Hours } from './week.js';

const zone = fc.constantFrom(...ZONES);
const flag = fc.boolean();
/** A move by a few quarters, often by none. */
const near = fc.oneof(fc.constant(0), fc.integer({ min: -8, max: 8 }));
const pick = fc.nat(1000);
/** Most wishes crowd into three mornings and afternoons, so that there is much to meet; the rest lie anywhere. */
const start = fc.oneof(
  { weight: 5, arbitrary: fc.record({ day: fc.nat(2), quarter: fc.integer({ min: 36, max: 62 }) }) },
  { weight: 1, arbitrary: fc.record({ day: fc.nat(13), quarter: fc.nat(95) }) },
);
const length = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 2, max: 9 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 48 }) },
);
const heads = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 8 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 32 }) },
);
const open = fc.constantFrom<readonly [number, number] | null>([8, 20], [9, 13], [0, 24], [10, 16], null);
const everyDay = (span: readonly [number, number]): Hours['week'] => Array.from({ length: 7 }, () => span);

/** Hours under which something can be booked at all. */
export const WEEK: Hours = {
  week: [[8, 20], [8, 20], [8, 20], [8, 20], [8, 20], [9, 18], null],
  exception: null,
};

/** A centre in which nothing is booked. */
export const emptyWorld = (): Model => ({ world: { hours: WEEK, stays: [], closings: [], versions: {} } });

const hours = fc.record({
  week: fc.oneof(
    fc.constantFrom(WEEK.week, everyDay([0, 24]), everyDay([9, 14])),
    fc.array(open, { minLength: 7, maxLength: 7 }),
  ),
  exception: fc.option(fc.record({ day: fc.nat(4), open }), { nil: null }),
});

const booking = fc.record({
  zone,
  start,
  length,
  heads,
  by: fc.constantFrom('owner' as const, 'desk' as const),
  dates: fc.constantFrom(1, 1, 2, 3, 5),
  everyDays: fc.constantFrom(1, 7),
  skip: flag,
});

export const operation: fc.Arbitrary<Command> = fc.oneof(
  { weight: 8, arbitrary: booking.map((wish) => new Book(wish)) },
  {
    weight: 3,
    arbitrary: fc
      .record({ pick, zone: fc.option(zone), start, length, heads: fc.option(heads), near: fc.option(near) })
      .map((wish) => new EditOne(wish)),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({ pick, zone: fc.option(zone), shift: near, heads: fc.option(heads) })
      .map((wish) => new EditAll(wish)),
  },
  { weight: 2, arbitrary: fc.record({ pick, one: flag }).map((wish) => new Cancel(wish)) },
  { weight: 1, arbitrary: pick.map((number) => new Undo(number)) },
  { weight: 1, arbitrary: fc.record({ pick, approve: flag }).map((wish) => new Decide(wish)) },
  { weight: 2, arbitrary: fc.record({ zone, start, length, keep: flag }).map((wish) => new Close(wish)) },
  { weight: 1, arbitrary: pick.map((number) => new Reopen(number)) },
  { weight: 1, arbitrary: fc.record({ hours, keep: flag }).map((wish) => new ChangeHours(wish)) },
);

/** What a history begins with, so that there is something to meet and to change. */
export const bookings: fc.Arbitrary<Command[]> = fc.array(
  booking.map((wish): Command => new Book(wish)),
  { minLength: 3, maxLength: 5, size: 'max' },
);

/** A centre's history. */
export const histories: fc.Arbitrary<Command[]> = fc
  .tuple(bookings, fc.array(operation, { minLength: 4, maxLength: 12, size: 'max' }))
  .map(([first, then]) => [...first, ...then]);
