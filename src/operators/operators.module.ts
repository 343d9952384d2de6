import { Global, Module } from '@nestjs/common';
import { HoursModule } from '../hours/hours.module.js';
import { AgreementChangesService } from './agreement-changes.service.js';
import { AgreementEndNotices } from './agreement-end-notices.js';
import { AgreementImpact } from './agreement-impact.js';
import { AgreementsController } from './agreements.controller.js';
import { AgreementsService } from './agreements.service.js';
import { HoldLedger } from './hold-ledger.js';
import { HoldZoneImpact } from './hold-zone-impact.js';
import { InvitationsService } from './invitations.service.js';
import { JoiningController } from './joining.controller.js';
import { JoiningService } from './joining.service.js';
import { MembersController } from './members.controller.js';
import { MembersService } from './members.service.js';
import { OperatorScope } from './operator.scope.js';
import { OperatorsController } from './operators.controller.js';
import { OperatorsService } from './operators.service.js';
import { OperatorsWorld } from './operators.world.js';
import { Standings } from './standings.js';
import { ZoneAuthority } from './zone-authority.js';

/** Organisations as tenants: who they are, their people, their agreements and what these give. Global, as accounts are. */
@Global()
@Module({
  imports: [HoursModule],
  controllers: [OperatorsController, MembersController, JoiningController, AgreementsController],
  providers: [
    AgreementChangesService,
    AgreementEndNotices,
    AgreementImpact,
    AgreementsService,
    HoldLedger,
    HoldZoneImpact,
    InvitationsService,
    JoiningService,
    MembersService,
    OperatorScope,
    OperatorsService,
    OperatorsWorld,
    Standings,
    ZoneAuthority,
  ],
  exports: [AgreementEndNotices, AgreementImpact, AgreementsService, OperatorsService, OperatorsWorld, Standings],
})
export class OperatorsModule {}
