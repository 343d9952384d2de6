import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { SETTINGS } from '../config/settings.token.js';
import type { Settings } from '../config/settings.js';
import { openDatabase, type Database } from './database.js';
import { Reader } from './reader.js';
import { UnitOfWork } from './unit-of-work.js';

export const DATABASE = Symbol('database');

/** Opens and migrates the database before anything is served, and closes it after the last request. */
@Global()
@Module({
  providers: [
    { provide: DATABASE, inject: [SETTINGS], useFactory: (settings: Settings) => openDatabase(settings) },
    { provide: UnitOfWork, inject: [DATABASE], useFactory: (database: Database) => database.unitOfWork },
    { provide: Reader, inject: [DATABASE], useFactory: (database: Database) => database.reader },
  ],
  exports: [DATABASE, UnitOfWork, Reader],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
