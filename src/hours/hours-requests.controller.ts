import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Actor } from '../accounts/actor.js';
import { CurrentActor, CurrentCentre, Permit, Scoped } from '../accounts/permit.decorator.js';
import type { ScopeCentre } from '../accounts/scope.js';
import { DryRunQuery } from '../centres/dto/zone.body.js';
import { ApiProblems } from '../platform/http/answers.js';
import {
  DeclineHoursBody,
  GrantHoursBody,
  hoursRequestAnswer,
  HoursRequestAnswer,
  HoursRequestListAnswer,
  HoursRequestsQuery,
} from './dto/hours-request.dto.js';
import { ImpactAnswer } from './dto/impact.answer.js';
import { HoursRequestsService } from './hours-requests.service.js';
import type { HoursRequest } from './hours-requests.store.js';

const EITHER = {
  schema: { oneOf: [{ $ref: getSchemaPath(HoursRequestAnswer) }, { $ref: getSchemaPath(ImpactAnswer) }] },
};

@ApiTags('hours')
@ApiExtraModels(HoursRequestAnswer, ImpactAnswer)
@Controller('api/v1/centres/:centre/hours-requests')
export class HoursRequestsController {
  constructor(private readonly requests: HoursRequestsService) {}

  @Get()
  @Permit('hours-requests.read')
  @ApiOperation({ summary: "Operators' requests for hours beyond the centre's; an operator sees its own" })
  @ApiOkResponse({ type: HoursRequestListAnswer })
  @ApiProblems('bad-input')
  async list(
    @CurrentActor() actor: Actor,
    @CurrentCentre() centre: ScopeCentre,
    @Query() query: HoursRequestsQuery,
  ): Promise<HoursRequestListAnswer> {
    const { items, ...rest } = await this.requests.list(actor, centre.id, query);
    return { items: items.map((one) => hoursRequestAnswer(one, centre.timeZone)), ...rest };
  }

  @Post(':request/grant')
  @Permit('hours.grant')
  @HttpCode(200)
  @ApiOperation({ summary: 'Set the hours as they were asked for' })
  @ApiOkResponse(EITHER)
  @ApiProblems('bad-input', 'conflict', 'choices-needed', 'refused')
  async grant(
    @CurrentActor() actor: Actor,
    @CurrentCentre() centre: ScopeCentre,
    @Scoped('request') request: HoursRequest,
    @Query() query: DryRunQuery,
    @Body() body: GrantHoursBody,
  ): Promise<object> {
    const call = { actor, centre, request };
    if (query.dryRun) return this.requests.preview(call);
    return hoursRequestAnswer(await this.requests.grant(call, body.choices ?? []), centre.timeZone);
  }

  @Post(':request/decline')
  @Permit('hours.grant')
  @HttpCode(200)
  @ApiOperation({ summary: 'Decline it with a reason; the hours stay as they are' })
  @ApiOkResponse({ type: HoursRequestAnswer })
  @ApiProblems('bad-input', 'conflict')
  async decline(
    @CurrentActor() actor: Actor,
    @CurrentCentre() centre: ScopeCentre,
    @Scoped('request') request: HoursRequest,
    @Body() body: DeclineHoursBody,
  ): Promise<HoursRequestAnswer> {
    return hoursRequestAnswer(await this.requests.decline({ actor, centre, request }, body.reason), centre.timeZone);
  }

  @Post(':request/withdraw')
  @Permit('hours-requests.withdraw')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a request back, as a manager of the operator that asked' })
  @ApiOkResponse({ type: HoursRequestAnswer })
  @ApiProblems('conflict')
  async withdraw(
    @CurrentActor() actor: Actor,
    @CurrentCentre() centre: ScopeCentre,
    @Scoped('request') request: HoursRequest,
  ): Promise<HoursRequestAnswer> {
    return hoursRequestAnswer(await this.requests.withdraw({ actor, centre, request }), centre.timeZone);
  }
}
