import { Global, Module } from '@nestjs/common';
import { OperatorsWorld } from './operators.world.js';
import { Standings } from './standings.js';

/** Organisations as tenants: who they are, their people, their agreements and what these give. Global, as accounts are. */
@Global()
@Module({
  providers: [OperatorsWorld, Standings],
  exports: [OperatorsWorld, Standings],
})
export class OperatorsModule {}
