import { Global, Module } from '@nestjs/common';
import { HoursModule } from '../hours/hours.module.js';
import { AgreementEndNotices } from './agreement-end-notices.js';
import { OperatorsWorld } from './operators.world.js';
import { Standings } from './standings.js';
import { ZoneAuthority } from './zone-authority.js';

/** Organisations as tenants: who they are, their people, their agreements and what these give. Global, as accounts are. */
@Global()
@Module({
  imports: [HoursModule],
  providers: [AgreementEndNotices, OperatorsWorld, Standings, ZoneAuthority],
  exports: [AgreementEndNotices, OperatorsWorld, Standings],
})
export class OperatorsModule {}
