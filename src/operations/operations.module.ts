import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { BookingsModule } from '../bookings/bookings.module.js';
import { HoursModule } from '../hours/hours.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { PrivacyModule } from '../privacy/privacy.module.js';
import { HealthController } from './health.controller.js';
import { InstallationController } from './installation.controller.js';
import { Jobs } from './jobs.js';
import { MetricsController } from './metrics.controller.js';
import { SelfAudit } from './self-audit.js';
import { ScheduledBackup } from './scheduled-backup.js';
import { StorageHealth } from './storage-health.js';

/** What keeps the service running and tells how it does. */
@Module({
  imports: [TerminusModule, HoursModule, BookingsModule, NoticesModule, PrivacyModule],
  controllers: [HealthController, InstallationController, MetricsController],
  providers: [Jobs, SelfAudit, ScheduledBackup, StorageHealth],
})
export class OperationsModule {}
