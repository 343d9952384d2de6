import { changeWithChoices, expectSame, pickOf, replace, type Body, type Command } from './command.js';
import { expectStatus, hoursDocument, wallOf, type RealCentre } from './centre.js';
import {
  inTheWay,
  isClosedTwice,
  isInside,
  live,
  QUARTERS_PER_DAY,
  type Hours,
  type World,
  type ZoneCode,
} from './week.js';

/** Closes a zone; who is in the way is kept inside or cancelled. */
export class Close implements Command {
  constructor(
    private readonly wish: {
      readonly zone: ZoneCode;
      readonly start: { readonly day: number; readonly quarter: number };
      readonly length: number;
      readonly keep: boolean;
    },
  ) {}

  check = (): boolean => true;

  toString = (): string => `close(${JSON.stringify(this.wish)})`;

  async run(world: World, real: RealCentre): Promise<void> {
    const { zone, start, length, keep } = this.wish;
    const from = start.day * QUARTERS_PER_DAY + start.quarter;
    const closing = { zone, from, to: from + length };
    const body = { zone, start: wallOf(from), end: wallOf(from + length), reason: 'Paint' };
    const ask = (choices: object[]) => real.owner.post<Body>(`${real.path}/closures`, { ...body, choices });
    if (isClosedTwice(closing, world)) {
      expectStatus(await ask([]), 409);
    } else {
      const affected = inTheWay(closing, world);
      const answer = await changeWithChoices(ask, affected, keep);
      expectStatus(answer, 201);
      world.closings.push({ ...closing, id: answer.body.id });
      if (!keep)
        replace(
          world,
          affected.map((stay) => ({ ...stay, live: false })),
        );
    }
    await expectSame(world, real);
  }
}

/** Takes a closure back. */
export class Reopen implements Command {
  constructor(private readonly wish: { readonly pick: number }) {}

  check = ({ closings }: Readonly<World>): boolean => closings.length > 0;

  toString = (): string => `reopen(${this.wish.pick})`;

  async run(world: World, real: RealCentre): Promise<void> {
    const closing = pickOf(world.closings, this.wish.pick);
    const answer = await real.owner.post(`${real.path}/closures/${closing?.id}/cancel`, {}, { ifMatch: '*' });
    expectStatus(answer, 200);
    world.closings = world.closings.filter((one) => one !== closing);
    await expectSame(world, real);
  }
}

/** Gives the centre other hours; whom they leave outside is kept as an exception or cancelled. */
export class ChangeHours implements Command {
  constructor(private readonly wish: { readonly hours: Hours; readonly keep: boolean }) {}

  check = (): boolean => true;

  toString = (): string => `changeHours(${JSON.stringify(this.wish)})`;

  async run(world: World, real: RealCentre): Promise<void> {
    const { hours, keep } = this.wish;
    const affected = live(world).filter((stay) => !stay.kept && isInside(world.hours, stay) && !isInside(hours, stay));
    const answer = await changeWithChoices(
      (choices) =>
        real.owner.call<Body>('PUT', `${real.path}/hours`, {
          body: { ...hoursDocument(hours), choices },
          ifMatch: '*',
        }),
      affected,
      keep,
    );
    expectStatus(answer, 200);
    world.hours = hours;
    replace(
      world,
      affected.map((stay) => (keep ? { ...stay, kept: true } : { ...stay, live: false })),
    );
    await expectSame(world, real);
  }
}
