import { bookingOf, expectSame, pickOf, replace, type Body, type Command } from './command.js';
import { expectStatus, type RealCentre } from './centre.js';
import { live, type World } from './week.js';

/** Cancels one date or all of a booking. */
export class Cancel implements Command {
  constructor(private readonly wish: { readonly pick: number; readonly one: boolean }) {}

  check = (world: Readonly<World>): boolean => live(world).length > 0;

  toString = (): string => `cancel(${JSON.stringify(this.wish)})`;

  async run(world: World, real: RealCentre): Promise<void> {
    const all = bookingOf(world, this.wish.pick);
    const date = pickOf(all, this.wish.pick);
    if (!date) return;
    const body = this.wish.one ? { scope: 'one', occurrence: date.id } : { scope: 'all' };
    expectStatus(await real.desk.post<Body>(`${real.path}/bookings/${date.booking}/cancel`, body), 200);
    replace(
      world,
      (this.wish.one ? [date] : all).map((stay) => ({ ...stay, live: false })),
    );
    await expectSame(world, real);
  }
}

/** Approves or declines what waits of a booking; where nothing does, that is a conflict. */
export class Decide implements Command {
  constructor(private readonly wish: { readonly pick: number; readonly approve: boolean }) {}

  check = (world: Readonly<World>): boolean => live(world).length > 0;

  toString = (): string => `decide(${JSON.stringify(this.wish)})`;

  async run(world: World, real: RealCentre): Promise<void> {
    const all = bookingOf(world, this.wish.pick);
    const path = `${real.path}/bookings/${all[0]?.booking}`;
    const before = (await real.owner.get<Body>(path)).body.occurrences;
    const waiting = new Set(before.filter(({ status }) => status === 'pending').map(({ id }) => id));
    const answer = await (this.wish.approve
      ? real.owner.post<Body>(`${path}/approve`)
      : real.owner.post<Body>(`${path}/decline`, { reason: 'The oracle said so' }));
    expectStatus(answer, waiting.size > 0 ? 200 : 409);
    if (!this.wish.approve) {
      replace(
        world,
        all.filter(({ id }) => waiting.has(id)).map((stay) => ({ ...stay, live: false })),
      );
    }
    await expectSame(world, real);
  }
}
