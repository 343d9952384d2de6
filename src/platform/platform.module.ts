import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Clock } from './clock.js';
import type { Settings } from './config/settings.js';
import { SETTINGS } from './config/settings.token.js';
import { DatabaseModule } from './database/database.module.js';
import { Idempotency } from './http/idempotency.js';

/** What every module stands on: settings, the clock, the database, idempotency. */
@Global()
@Module({})
export class PlatformModule {
  static with({ settings, clock }: { settings: Settings; clock: Clock }): DynamicModule {
    return {
      module: PlatformModule,
      imports: [DatabaseModule],
      providers: [{ provide: SETTINGS, useValue: settings }, { provide: Clock, useValue: clock }, Idempotency],
      exports: [SETTINGS, Clock, Idempotency, DatabaseModule],
    };
  }
}
