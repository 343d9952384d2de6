import { codesOf, expectRefused, expectSame, type Body, type Command } from './command.js';
import { expectStatus, quarterOf, wallOf, type RealCentre } from './centre.js';
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

/** Books once or as a series, after asking what would come of it: check and create must say the same (I10). */
export class Book implements Command {
  constructor(private readonly wish: Wish) {}

  check = (): boolean => true;

  toString = (): string => `book(${JSON.stringify(this.wish)})`;

  async run(world: World, real: RealCentre): Promise<void> {
    const { zone, start, length, heads, by, dates, everyDays, skip } = this.wish;
    const from = start.day * QUARTERS_PER_DAY + start.quarter;
    const rrule = everyDays === 7 ? `FREQ=WEEKLY;COUNT=${dates}` : `FREQ=DAILY;COUNT=${dates}`;
    const body = {
      ...{ zone, start: wallOf(from), end: wallOf(from + length), title: 'X', heads },
      ...(dates > 1 ? { recurrence: { rrule } } : {}),
      onConflict: skip ? 'skip' : 'reject',
    };
    const places = Array.from({ length: dates }, (_, i): Place => {
      const at = from + i * everyDays * QUARTERS_PER_DAY;
      return { zone, from: at, to: at + length, heads };
    });
    const codes = judge(places, world, live(world));
    const taken = places.filter((_, i) => codes[i]?.length === 0);
    const isTaken = skip ? taken.length > 0 : taken.length === dates;
    const checked = await real[by].post<Body>(`${real.path}/bookings/check`, body);
    expectStatus(checked, 200);
    expect(checked.body.ok).toBe(isTaken);
    expect(checked.body.occurrences.map(codesOf)).toEqual(codes);
    const answer = await real[by].post<Body>(`${real.path}/bookings`, body);
    if (isTaken) {
      expectStatus(answer, 201);
      expect(answer.body.occurrences.map((date) => quarterOf(date.start))).toEqual(taken.map((place) => place.from));
      expect(answer.body.refused.map(codesOf)).toEqual(codes.filter((some) => some.length > 0));
      const status = by === 'desk' && zone === 'ROOM' ? 'pending' : 'confirmed';
      expect(new Set(answer.body.occurrences.map((date) => date.status))).toEqual(new Set([status]));
      const fresh = { booking: answer.body.id, live: true, edited: false, kept: false };
      world.stays.push(
        ...taken.map((place, i): Stay => ({ ...place, ...fresh, id: answer.body.occurrences[i]?.id ?? '' })),
      );
    } else expectRefused(answer, codes);
    await expectSame(world, real);
  }
}
