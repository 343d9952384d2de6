import { Global, Module } from '@nestjs/common';
import { HoursModule } from '../hours/hours.module.js';
import { OperatorsWorld } from './operators.world.js';
import { Standings } from './standings.js';
import { ZoneAuthority } from './zone-authority.js';

/** Organisations as tenants: who they are, their people, their agreements and what these give. Global, as accounts are. */
@Global()
@Module({
  imports: [HoursModule],
  providers: [OperatorsWorld, Standings, ZoneAuthority],
  exports: [OperatorsWorld, Standings],
})
export class OperatorsModule {}
