import { bookingOf, Command, others, pickOf } from './command.js';
import { wallOf } from './centre.js';
import { changed, refusedWith, type Body, type Deed, type Outcome } from './deed.js';
import { isLess, judge, live, QUARTERS_PER_DAY, type Place, type Stay, type World, type ZoneCode } from './week.js';

interface Move {
  readonly before: Stay;
  readonly to: Place;
}

interface Edit {
  readonly name: string;
  readonly moves: readonly [Move, ...Move[]];
  readonly body: object;
  readonly edited: boolean;
}

/** Moves the dates as asked unless there is a reason against it, or the booking has changed since (I7). */
function editing(world: World, { name, moves, body, edited }: Edit): Deed {
  const { booking } = moves[0].before;
  const version = world.versions[booking] ?? 0;
  return {
    name,
    send: (real) => real.owner.call<Body>('PATCH', `${real.path}/bookings/${booking}`, { body, ifMatch: version }),
    judge: (now) =>
      now.versions[booking] === version ? moved(now, { booking, moves, edited }) : refusedWith(now, 412, 'stale'),
  };
}

function moved(
  world: World,
  { booking, moves, edited }: { booking: string; moves: readonly Move[]; edited: boolean },
): Outcome {
  const moving = moves.map(({ before }) => before);
  const reasons = judge(
    moves.map(({ before, to }) => ({ ...to, before })),
    world,
    others(world, moving),
  );
  if (reasons.some((some) => some.length > 0)) return refusedWith(world, 409, 'refused', { refusals: reasons });
  const stays = moves.map(({ before, to }): Stay => ({
    ...before,
    ...to,
    edited,
    kept: before.kept && isLess(to, before),
    // Only the shared room has its requests decided.
    status: to.zone === 'ROOM' ? before.status : 'confirmed',
  }));
  return changed(world, booking, stays);
}

/** Moves, resizes or changes one date by hand: to anywhere, or by a few quarters from where it is. */
export class EditOne extends Command {
  constructor(
    private readonly wish: {
      readonly pick: number;
      readonly zone: ZoneCode | null;
      readonly start: { readonly day: number; readonly quarter: number };
      readonly near: number | null;
      readonly length: number;
      readonly heads: number | null;
    },
  ) {
    super();
  }

  toString = (): string => `editOne(${JSON.stringify(this.wish)})`;

  deed(world: World): Deed | null {
    const { pick, zone, start, near, length, heads } = this.wish;
    const before = pickOf(live(world), pick);
    if (!before) return null;
    const from = near === null ? start.day * QUARTERS_PER_DAY + start.quarter : before.from + near;
    const to = { zone: zone ?? before.zone, from, to: from + length, heads: heads ?? before.heads };
    const body = {
      ...{ scope: 'one', occurrence: before.id, start: wallOf(from), end: wallOf(from + length) },
      ...(zone ? { zone } : {}),
      ...(heads ? { heads } : {}),
    };
    return editing(world, { name: this.toString(), moves: [{ before, to }], body, edited: true });
  }
}

/** Moves a whole booking; what was edited by hand stays where it is (I8). */
export class EditAll extends Command {
  constructor(
    private readonly wish: {
      readonly pick: number;
      readonly zone: ZoneCode | null;
      readonly shift: number;
      readonly heads: number | null;
    },
  ) {
    super();
  }

  toString = (): string => `editAll(${JSON.stringify(this.wish)})`;

  deed(world: World): Deed | null {
    const { pick, zone, shift, heads } = this.wish;
    const moves = bookingOf(world, pick)
      .filter((stay) => !stay.edited)
      .map((before): Move => ({
        before,
        to: {
          ...{ zone: zone ?? before.zone, from: before.from + shift, to: before.to + shift },
          heads: heads ?? before.heads,
        },
      }));
    const [first, ...rest] = moves;
    if (!first) return null;
    const body = {
      ...{ scope: 'all', start: wallOf(first.to.from) },
      ...(zone ? { zone } : {}),
      ...(heads ? { heads } : {}),
    };
    return editing(world, { name: this.toString(), moves: [first, ...rest], body, edited: false });
  }
}
