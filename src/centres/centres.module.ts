import { Global, Module } from '@nestjs/common';
import { CentreScope } from './centre-scope.js';
import { CentresController } from './centres.controller.js';
import { CentresService } from './centres.service.js';
import { CentreImport } from './import/centre-import.js';
import { PlanCache } from './plan.js';
import { ZoneChanges } from './zone-changes.js';
import { ZoneImpact } from './zone-impact.js';
import { ZonesController } from './zones.controller.js';
import { ZonesService } from './zones.service.js';

/** Centres, their zones and cells. Global, because every module above lays something over the zones. */
@Global()
@Module({
  controllers: [CentresController, ZonesController],
  providers: [CentreScope, CentresService, CentreImport, PlanCache, ZoneChanges, ZoneImpact, ZonesService],
  exports: [CentreImport, PlanCache, ZoneImpact],
})
export class CentresModule {}
