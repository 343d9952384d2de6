import { Module, type DynamicModule } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module.js';
import { AuditModule } from './audit/audit.module.js';
import { BookingsModule } from './bookings/bookings.module.js';
import { CentresModule } from './centres/centres.module.js';
import { DemoModule } from './demo/demo.module.js';
import { EventsModule } from './events/events.module.js';
import { HoursModule } from './hours/hours.module.js';
import { NoticesModule } from './notices/notices.module.js';
import { OperatorsModule } from './operators/operators.module.js';
import { OperationsModule } from './operations/operations.module.js';
import type { Clock } from './platform/clock.js';
import type { Settings } from './platform/config/settings.js';
import { PrivacyModule } from './privacy/privacy.module.js';
import { PlatformModule } from './platform/platform.module.js';

/** All modules of the server, from the ground up. */
@Module({})
export class AppModule {
  static with(given: { settings: Settings; clock: Clock }): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(given),
        AccountsModule,
        AuditModule,
        NoticesModule,
        CentresModule,
        HoursModule,
        OperatorsModule,
        BookingsModule,
        PrivacyModule,
        EventsModule,
        OperationsModule,
        DemoModule,
      ],
    };
  }
}
