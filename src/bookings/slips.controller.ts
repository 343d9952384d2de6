import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Permit, Scoped } from '../accounts/permit.decorator.js';
import type { GuardedRequest } from '../accounts/scope.js';
import { ApiProblems } from '../platform/http/answers.js';
import { CancelSlipBody, SlipAnswer } from './dto/slip.dto.js';
import type { Slip } from './slip.scope.js';
import { SlipsService } from './slips.service.js';

/** What the code on a printed slip opens, without an account. */
@ApiTags('slips')
@ApiParam({ name: 'code', type: String, description: 'As printed on the slip.', example: '7K3M9QX2VB4T' })
@Controller('api/v1/slips/:code')
export class SlipsController {
  constructor(private readonly slips: SlipsService) {}

  @Get()
  @Permit('slips.use')
  @ApiOperation({ summary: 'When and where; neither what for nor for whom' })
  @ApiOkResponse({ type: SlipAnswer })
  show(@Scoped('code') slip: Slip): Promise<SlipAnswer> {
    return this.slips.show(slip);
  }

  @Post('cancel')
  @HttpCode(200)
  @Permit('slips.use')
  @ApiOperation({ summary: "Cancel all that is ahead, with the phone's last four digits" })
  @ApiOkResponse({ type: SlipAnswer })
  @ApiProblems('bad-input', 'conflict', 'cross-site', 'too-many-requests')
  cancel(
    @Scoped('code') slip: Slip,
    @Body() { last4 }: CancelSlipBody,
    @Req() request: GuardedRequest,
  ): Promise<SlipAnswer> {
    return this.slips.cancel(slip, { last4, address: request.ip });
  }
}
