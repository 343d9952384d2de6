import { Command, perform, type Model } from './command.js';
import { expectStatus, wallOf, type RealCentre } from './centre.js';
import { bumped, created, reasonsOf, refusedWith, type Body, type Deed, type Outcome } from './deed.js';
import { judge, live, QUARTERS_PER_DAY, type Place, type Stay, type World, type ZoneCode } from './week.js';

export interface Wish {
  readonly zone: ZoneCode;
  readonly start: { readonly day: number; readonly quarter: number };
  readonly length: number;
  readonly heads: number;
  readonly by: 'owner' | 'desk';
  readonly dates: number;
  readonly everyDays: number;
  readonly skip: boolean;
}

/** Books once or as a series; where it runs alone, it first asks what would come of it: both must say the same (I10). */
export class Book extends Command {
  constructor(private readonly wish: Wish) {
    super();
  }

  toString = (): string => `book(${JSON.stringify(this.wish)})`;

  deed(): Deed {
    return {
      name: this.toString(),
      send: (real) => real[this.wish.by].post<Body>(`${real.path}/bookings`, this.body()),
      judge: (world) => this.judge(world),
    };
  }

  override async act(model: Model, real: RealCentre): Promise<void> {
    const checked = await real[this.wish.by].post<Body>(`${real.path}/bookings/check`, this.body());
    expectStatus(checked, 200);
    const codes = judge(this.places(), model.world, live(model.world));
    expect(checked.body.occurrences?.map(reasonsOf)).toEqual(codes);
    const deed = this.deed();
    expect(checked.body.ok).toBe(deed.judge(model.world).verdict.status === 201);
    await perform(deed, model, real);
  }

  private body(): object {
    const { zone, start, length, heads, dates, everyDays, skip } = this.wish;
    const from = start.day * QUARTERS_PER_DAY + start.quarter;
    const rrule = everyDays === 7 ? `FREQ=WEEKLY;COUNT=${dates}` : `FREQ=DAILY;COUNT=${dates}`;
    return {
      ...{ zone, start: wallOf(from), end: wallOf(from + length), title: 'X', heads },
      ...(dates > 1 ? { recurrence: { rrule } } : {}),
      onConflict: skip ? 'skip' : 'reject',
    };
  }

  private places(): Place[] {
    const { zone, start, length, heads, dates, everyDays } = this.wish;
    const from = start.day * QUARTERS_PER_DAY + start.quarter;
    return Array.from({ length: dates }, (_, i): Place => {
      const at = from + i * everyDays * QUARTERS_PER_DAY;
      return { zone, from: at, to: at + length, heads };
    });
  }

  private judge(world: World): Outcome {
    const { by, zone, skip } = this.wish;
    const places = this.places();
    const reasons = judge(places, world, live(world));
    const fits = places.filter((_, i) => reasons[i]?.length === 0);
    if (skip ? fits.length === 0 : fits.length < places.length)
      return refusedWith(world, 409, 'refused', { refusals: reasons });
    const status = by === 'desk' && zone === 'ROOM' ? 'pending' : 'confirmed';
    const stays = fits.map((place) => ({ ...place, status, was: null, edited: false, kept: false }) as const);
    const left = reasons.filter((some) => some.length > 0);
    return created(stays, left, ({ id: booking, occurrences = [] }) => {
      const fresh = stays.map((stay, i): Stay => ({ ...stay, booking, id: occurrences[i]?.id ?? '' }));
      return bumped({ ...world, stays: [...world.stays, ...fresh] }, [booking]);
    });
  }
}
