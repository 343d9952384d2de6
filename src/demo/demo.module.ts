import { Module } from '@nestjs/common';
import { BookingsModule } from '../bookings/bookings.module.js';
import { HoursModule } from '../hours/hours.module.js';
import { CentreLoader } from './centre-loader.js';
import { DemoRequests } from './demo-requests.js';
import { FirstStart } from './first-start.js';
import { TenantLoader } from './tenant-loader.js';

/** The first start of an installation: the demo centre, or in production a link for the owner. */
@Module({
  imports: [HoursModule, BookingsModule],
  providers: [CentreLoader, DemoRequests, FirstStart, TenantLoader],
  exports: [CentreLoader, FirstStart],
})
export class DemoModule {}
