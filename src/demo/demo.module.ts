import { Module } from '@nestjs/common';
import { BookingsModule } from '../bookings/bookings.module.js';
import { HoursModule } from '../hours/hours.module.js';
import { CentreFilesController } from './centre-files.controller.js';
import { CentreFilesService } from './centre-files.service.js';
import { CentreLoader } from './centre-loader.js';
import { DemoRequests } from './demo-requests.js';
import { FirstStart } from './first-start.js';
import { TenantLoader } from './tenant-loader.js';

/** The first start of an installation (the demo centre, or in production a link for the owner), and centres out of files. */
@Module({
  imports: [HoursModule, BookingsModule],
  controllers: [CentreFilesController],
  providers: [CentreFilesService, CentreLoader, DemoRequests, FirstStart, TenantLoader],
  exports: [CentreLoader, FirstStart],
})
export class DemoModule {}
