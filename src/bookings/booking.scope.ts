import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Reaches } from '../accounts/reach.js';
import { ScopeResolvers } from '../accounts/scope.js';
import { Standings } from '../operators/standings.js';
import { Reader } from '../platform/database/reader.js';
import { isId } from '../platform/ids.js';
import { readBooking } from './bookings.store.js';
import { visibleWhole, type SeenWhole } from './sight.js';

/**
 * Looks up `:booking` in paths; what the actor may only know as "busy" is not found. Who decides in some zones only
 * decides bookings with a date in one of them.
 */
@Injectable()
export class BookingScope implements OnModuleInit {
  constructor(
    private readonly resolvers: ScopeResolvers,
    private readonly reader: Reader,
    private readonly standings: Standings,
    private readonly reaches: Reaches,
  ) {}

  onModuleInit(): void {
    this.resolvers.register('booking', async (id, { actor, scope }): Promise<SeenWhole | null> => {
      if (!scope.centre || !isId(id)) return null;
      const whole = await readBooking(this.reader, scope.centre.id, id);
      return whole && visibleWhole(await this.standings.of(actor, scope.centre.id), whole);
    });
    this.reaches.register('bookings.decide', async (actor, { centre, booking }) => {
      if (!centre || booking === undefined) return false;
      const { decides } = await this.standings.of(actor, centre.id);
      return (booking as SeenWhole).whole.occurrences.some(({ zoneId }) => decides.has(zoneId));
    });
  }
}
