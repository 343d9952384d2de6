import { bookingOf, Command, others, pickOf } from './command.js';
import { changed, inOrder, refusedWith, type Body, type Deed, type Outcome } from './deed.js';
import { isLive, overlapThemselves, refusalsOfReturn, type Stay, type World } from './week.js';

/** Cancels one date or all of a booking. */
export class Cancel extends Command {
  constructor(private readonly wish: { readonly pick: number; readonly one: boolean }) {
    super();
  }

  toString = (): string => `cancel(${JSON.stringify(this.wish)})`;

  deed(world: World): Deed | null {
    const { pick, one } = this.wish;
    const date = pickOf(bookingOf(world, pick), pick);
    if (!date) return null;
    const { booking, id } = date;
    const body = one ? { scope: 'one', occurrence: id } : { scope: 'all' };
    return {
      name: this.toString(),
      send: (real) => real.desk.post<Body>(`${real.path}/bookings/${booking}/cancel`, body),
      judge: (now) => {
        const meant = now.stays.filter((stay) => isLive(stay) && (one ? stay.id === id : stay.booking === booking));
        if (meant.length === 0) return refusedWith(now, 409, 'conflict');
        return changed(
          now,
          booking,
          meant.map((stay): Stay => ({ ...stay, status: 'cancelled', was: stay.status })),
        );
      },
    };
  }
}

const canReturn = ({ status, was }: Stay): boolean => status === 'cancelled' && was !== null;

/** Takes back what was cancelled of a booking, when every place of it is still free. */
export class Undo extends Command {
  constructor(private readonly pick: number) {
    super();
  }

  toString = (): string => `undo(${this.pick})`;

  deed(world: World): Deed | null {
    const [first, ...rest] = bookingOf(world, this.pick, world.stays.filter(canReturn));
    // Dates that overlap each other are refused as such, which the oracle has no words for.
    if (!first || overlapThemselves([first, ...rest])) return null;
    const { booking } = first;
    return {
      name: this.toString(),
      send: (real) => real.desk.post<Body>(`${real.path}/bookings/${booking}/undo-cancel`),
      judge: (now) => returned(now, booking),
    };
  }
}

function returned(world: World, booking: string): Outcome {
  const dates = inOrder(world.stays.filter((stay) => stay.booking === booking && canReturn(stay)));
  if (dates.length === 0) return refusedWith(world, 409, 'conflict');
  const there = others(world, []);
  const reasons = dates.map((date) => {
    const found = refusalsOfReturn(date, world, there);
    if (found.length === 0) there.push(date);
    return found;
  });
  if (reasons.some((some) => some.length > 0)) return refusedWith(world, 409, 'refused', { refusals: reasons });
  return changed(
    world,
    booking,
    dates.map((date): Stay => ({ ...date, status: date.was ?? date.status, was: null })),
  );
}

/** Approves or declines what waits of a booking; where nothing does, that is a conflict. */
export class Decide extends Command {
  constructor(private readonly wish: { readonly pick: number; readonly approve: boolean }) {
    super();
  }

  toString = (): string => `decide(${JSON.stringify(this.wish)})`;

  deed(world: World): Deed | null {
    const booking = bookingOf(world, this.wish.pick)[0]?.booking;
    if (booking === undefined) return null;
    const { approve } = this.wish;
    return {
      name: this.toString(),
      send: (real) => {
        const path = `${real.path}/bookings/${booking}`;
        return approve
          ? real.owner.post<Body>(`${path}/approve`)
          : real.owner.post<Body>(`${path}/decline`, { reason: 'The oracle said so' });
      },
      judge: (now) => {
        const waiting = now.stays.filter((stay) => stay.booking === booking && stay.status === 'pending');
        if (waiting.length === 0) return refusedWith(now, 409, 'conflict');
        const status = approve ? 'confirmed' : 'declined';
        return changed(
          now,
          booking,
          waiting.map((stay): Stay => ({ ...stay, status })),
        );
      },
    };
  }
}
