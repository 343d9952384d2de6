import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ScopeResolvers } from '../accounts/scope.js';
import { Reader } from '../platform/database/reader.js';
import { isId } from '../platform/ids.js';
import type { WholeBooking } from './booking.types.js';
import { readBooking } from './bookings.store.js';
import { sightOf, type Sight } from './sight.js';

/** A booking the actor may know of, and how much of it. */
export interface SeenBooking {
  readonly whole: WholeBooking;
  readonly sight: Exclude<Sight, 'busy'>;
}

/** Looks up `:booking` in paths; what the actor may only know as "busy" is not found. */
@Injectable()
export class BookingScope implements OnModuleInit {
  constructor(
    private readonly resolvers: ScopeResolvers,
    private readonly reader: Reader,
  ) {}

  onModuleInit(): void {
    this.resolvers.register('booking', async (id, { actor, scope }): Promise<SeenBooking | null> => {
      if (!scope.centre || !isId(id)) return null;
      const whole = await readBooking(this.reader, scope.centre.id, id);
      if (!whole) return null;
      const sight = sightOf(actor, scope.centre.id, whole.booking);
      return sight === 'busy' ? null : { whole, sight };
    });
  }
}
