import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { BookingsModule } from '../bookings/bookings.module.js';
import { HoursModule } from '../hours/hours.module.js';
import { HealthController } from './health.controller.js';
import { Jobs } from './jobs.js';
import { MetricsController } from './metrics.controller.js';

/** What keeps the service running and tells how it does. */
@Module({
  imports: [TerminusModule, HoursModule, BookingsModule],
  controllers: [HealthController, MetricsController],
  providers: [Jobs],
})
export class OperationsModule {}
