import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../accounts/actor.js';
import { CurrentActor, Permit, Scoped } from '../accounts/permit.decorator.js';
import type { GuardedRequest, ScopeCentre } from '../accounts/scope.js';
import { ApiProblems } from '../platform/http/answers.js';
import { BookingCalls, idOf } from './booking.calls.js';
import { BookingListAnswer } from './dto/booking.answer.js';
import { EmptyBody } from './dto/decide.body.js';
import { IssuedSlipAnswer, SearchBookingsBody } from './dto/slip.dto.js';
import { SearchService } from './search.service.js';
import { SlipsService } from './slips.service.js';

/** What the front desk does for people who stand before it. */
@ApiTags('desk')
@ApiParam({ name: 'centre', example: 'dukou' })
@Controller('api/v1/centres/:centre/bookings')
export class SearchController {
  constructor(
    private readonly calls: BookingCalls,
    private readonly finding: SearchService,
    private readonly slips: SlipsService,
  ) {}

  @Post('search')
  @HttpCode(200)
  @Permit('bookings.search')
  @ApiOperation({ summary: 'Find a booking by name, phone or slip; in the body, so that no log keeps the name' })
  @ApiOkResponse({ type: BookingListAnswer })
  @ApiProblems('bad-input')
  search(
    @Body() { text }: SearchBookingsBody,
    @Scoped('centre') centre: ScopeCentre,
    @CurrentActor() actor: Actor,
  ): Promise<object> {
    return this.finding.search(text, this.calls.asking(centre, actor));
  }

  @Post(':booking/slip')
  @HttpCode(200)
  @Permit('slips.issue')
  @ApiParam({ name: 'booking', description: 'Id of the booking.' })
  @ApiOperation({ summary: 'The code for its printed slip; always the same one' })
  @ApiOkResponse({ type: IssuedSlipAnswer })
  @ApiProblems('bad-input')
  async slip(@Body() _: EmptyBody, @Req() request: GuardedRequest): Promise<IssuedSlipAnswer> {
    return { code: await this.slips.issue(idOf(request), this.calls.askingOf(request)) };
  }
}
