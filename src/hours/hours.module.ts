import { Module, type OnModuleInit } from '@nestjs/common';
import { ScopeResolvers } from '../accounts/scope.js';
import { Reader } from '../platform/database/reader.js';
import { isId } from '../platform/ids.js';
import { CalendarController } from './calendar.controller.js';
import { CalendarService } from './calendar.service.js';
import { ClosureChangesService } from './closure-changes.service.js';
import { ClosureExtension } from './closure-extension.js';
import { ClosureLedger } from './closure-ledger.js';
import { ClosureList } from './closure-list.js';
import { ClosureReader } from './closure-reader.js';
import { ClosureRequest } from './closure-request.js';
import { ClosureZoneImpact } from './closure-zone-impact.js';
import { findClosure } from './closure.store.js';
import { ClosuresController } from './closures.controller.js';
import { ClosuresService } from './closures.service.js';
import { HoursAuthority } from './hours-authority.js';
import { HoursRequestsController } from './hours-requests.controller.js';
import { HoursRequestsService } from './hours-requests.service.js';
import { findRequestOf } from './hours-requests.sight.js';
import { HoursController } from './hours.controller.js';
import { HoursService } from './hours.service.js';
import { RuleChanges } from './rule-changes.js';
import { RuleImpact } from './rule-impact.js';
import { HoursWorld } from './world.js';

/** When zones are open: hours, statutory days, closures. */
@Module({
  controllers: [HoursController, HoursRequestsController, CalendarController, ClosuresController],
  providers: [
    HoursWorld,
    RuleImpact,
    RuleChanges,
    HoursAuthority,
    HoursService,
    HoursRequestsService,
    CalendarService,
    ClosureReader,
    ClosureLedger,
    ClosureList,
    ClosureRequest,
    ClosuresService,
    ClosureChangesService,
    ClosureExtension,
    ClosureZoneImpact,
  ],
  exports: [
    HoursAuthority,
    HoursWorld,
    RuleChanges,
    RuleImpact,
    ClosureReader,
    ClosureLedger,
    ClosureExtension,
    ClosuresService,
  ],
})
export class HoursModule implements OnModuleInit {
  constructor(
    private readonly resolvers: ScopeResolvers,
    private readonly reader: Reader,
  ) {}

  onModuleInit(): void {
    this.resolvers.register('closure', async (id, { scope: { centre } }) =>
      centre && isId(id) ? findClosure(this.reader, centre.id, id) : null,
    );
    this.resolvers.register('request', async (id, { actor, scope: { centre } }) =>
      centre && isId(id) ? findRequestOf(this.reader, { actor, centreId: centre.id, id }) : null,
    );
  }
}
