import { Body, Controller, Get, Header, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../accounts/actor.js';
import { CurrentActor, CurrentCentre, Permit, Scoped } from '../accounts/permit.decorator.js';
import type { ScopeCentre } from '../accounts/scope.js';
import { ApiProblems } from '../platform/http/answers.js';
import { formatInstant } from '../scheduling/time.js';
import type { Account } from './account.js';
import { AccountExport } from './account-export.service.js';
import { AccountForget } from './account-forget.service.js';
import {
  AccountDataAnswer,
  PersonalDataListAnswer,
  PhoneBody,
  PhoneSearchBody,
  RemovedAnswer,
} from './dto/personal-data.dto.js';
import { PersonalDataService } from './personal-data.service.js';

@ApiTags('privacy')
@Controller('api/v1/centres/:centre')
export class PrivacyController {
  constructor(
    private readonly personal: PersonalDataService,
    private readonly exports: AccountExport,
    private readonly forgetting: AccountForget,
  ) {}

  @Post('personal-data/search')
  @Permit('personal-data.manage')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Bookings that hold this phone number of a person without an account' })
  @ApiOkResponse({ type: PersonalDataListAnswer })
  @ApiProblems('bad-input')
  async search(@CurrentCentre() centre: ScopeCentre, @Body() body: PhoneSearchBody): Promise<PersonalDataListAnswer> {
    const { phone, ...page } = body;
    const { items, ...rest } = await this.personal.search(centre.id, phone, page);
    return {
      items: items.map(({ id, zone, status, name, start, end }) => ({
        ...{ booking: id, zone, status, name },
        start: formatInstant(start, centre.timeZone),
        end: formatInstant(end, centre.timeZone),
      })),
      ...rest,
    };
  }

  @Post('personal-data/remove')
  @Permit('personal-data.manage')
  @HttpCode(200)
  @ApiOperation({ summary: 'Remove name and phone from all bookings with this number, also those still ahead' })
  @ApiOkResponse({ type: RemovedAnswer })
  @ApiProblems('bad-input')
  async remove(
    @CurrentActor() actor: Actor,
    @CurrentCentre() centre: ScopeCentre,
    @Body() { phone }: PhoneBody,
  ): Promise<RemovedAnswer> {
    return { removed: await this.personal.remove(actor, centre.id, phone) };
  }

  @Get('people/:account/data')
  @Permit('personal-data.manage')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'All that is kept of one account, to hand to the person' })
  @ApiOkResponse({ type: AccountDataAnswer })
  data(
    @CurrentActor() actor: Actor,
    @CurrentCentre() centre: ScopeCentre,
    @Scoped('account') account: Account,
  ): Promise<object> {
    return this.exports.of(actor, account, centre.timeZone);
  }

  @Post('people/:account/forget')
  @Permit('personal-data.manage')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Remove a person: login, name, password, roles, notices; what they did stays without a name',
  })
  @ApiNoContentResponse({ description: 'Nothing names the person any more.' })
  @ApiProblems('conflict')
  async forget(
    @CurrentActor() actor: Actor,
    @CurrentCentre() centre: ScopeCentre,
    @Scoped('account') { id }: Account,
  ): Promise<void> {
    await this.forgetting.forget({ actor, centreId: centre.id, id });
  }
}
