import { Module, type OnModuleInit } from '@nestjs/common';
import { ScopeResolvers } from '../accounts/scope.js';
import { Reader } from '../platform/database/reader.js';
import { isId } from '../platform/ids.js';
import { accountOfCentre } from './account.js';
import { AccountExport } from './account-export.service.js';
import { AccountForget } from './account-forget.service.js';
import { PersonalDataService } from './personal-data.service.js';
import { PrivacyController } from './privacy.controller.js';

/** What is kept of a person: shown to them, removed when asked or no longer needed. */
@Module({
  controllers: [PrivacyController],
  providers: [AccountExport, AccountForget, PersonalDataService],
  exports: [PersonalDataService],
})
export class PrivacyModule implements OnModuleInit {
  constructor(
    private readonly resolvers: ScopeResolvers,
    private readonly reader: Reader,
  ) {}

  onModuleInit(): void {
    this.resolvers.register('account', async (id, { scope: { centre } }) =>
      centre && isId(id) ? accountOfCentre(this.reader, centre.id, id) : null,
    );
  }
}
