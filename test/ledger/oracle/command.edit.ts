import { bookingOf, expectRefused, expectSame, others, pickOf, replace, type Body, type Command } from './command.js';
import { expectStatus, wallOf, type RealCentre } from './centre.js';
import { isLess, judge, live, QUARTERS_PER_DAY, type Place, type Stay, type World, type ZoneCode } from './week.js';

/** Moves the dates as asked when the oracle finds no reason against it, and expects the same of the real thing. */
async function edit(
  world: World,
  real: RealCentre,
  { moves, body, edited }: { moves: readonly { before: Stay; to: Place }[]; body: object; edited: boolean },
): Promise<void> {
  const [first] = moves;
  if (!first) return;
  const codes = judge(
    moves.map(({ before, to }) => ({ ...to, before })),
    world,
    others(
      world,
      moves.map(({ before }) => before),
    ),
  );
  const path = `${real.path}/bookings/${first.before.booking}`;
  const answer = await real.owner.call<Body>('PATCH', path, { body, ifMatch: '*' });
  if (codes.every((some) => some.length === 0)) {
    expectStatus(answer, 200);
    replace(
      world,
      moves.map(({ before, to }) => ({ ...before, ...to, edited, kept: before.kept && isLess(to, before) })),
    );
  } else expectRefused(answer, codes);
  await expectSame(world, real);
}

/** Moves, resizes or changes one date by hand: to anywhere, or by a few quarters from where it is. */
export class EditOne implements Command {
  constructor(
    private readonly wish: {
      readonly pick: number;
      readonly zone: ZoneCode | null;
      readonly start: { readonly day: number; readonly quarter: number };
      readonly near: number | null;
      readonly length: number;
      readonly heads: number | null;
    },
  ) {}

  check = (world: Readonly<World>): boolean => live(world).length > 0;

  toString = (): string => `editOne(${JSON.stringify(this.wish)})`;

  async run(world: World, real: RealCentre): Promise<void> {
    const { pick, zone, start, near, length, heads } = this.wish;
    const before = pickOf(live(world), pick);
    if (!before) return;
    const from = near === null ? start.day * QUARTERS_PER_DAY + start.quarter : before.from + near;
    const to = { zone: zone ?? before.zone, from, to: from + length, heads: heads ?? before.heads };
    const body = {
      ...{ scope: 'one', occurrence: before.id, start: wallOf(from), end: wallOf(from + length) },
      ...(zone ? { zone } : {}),
      ...(heads ? { heads } : {}),
    };
    await edit(world, real, { moves: [{ before, to }], body, edited: true });
  }
}

/** Moves a whole booking; what was edited by hand stays where it is (I8). */
export class EditAll implements Command {
  constructor(
    private readonly wish: {
      readonly pick: number;
      readonly zone: ZoneCode | null;
      readonly shift: number;
      readonly heads: number | null;
    },
  ) {}

  check = (world: Readonly<World>): boolean => live(world).length > 0;

  toString = (): string => `editAll(${JSON.stringify(this.wish)})`;

  async run(world: World, real: RealCentre): Promise<void> {
    const { pick, zone, shift, heads } = this.wish;
    const moving = bookingOf(world, pick).filter((stay) => !stay.edited);
    const [first] = moving;
    if (!first) return;
    const moves = moving.map((before) => ({
      before,
      to: {
        ...{ zone: zone ?? before.zone, from: before.from + shift, to: before.to + shift },
        heads: heads ?? before.heads,
      },
    }));
    const body = {
      ...{ scope: 'all', start: wallOf(first.from + shift) },
      ...(zone ? { zone } : {}),
      ...(heads ? { heads } : {}),
    };
    await edit(world, real, { moves, body, edited: false });
  }
}
