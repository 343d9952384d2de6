import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permit, Scoped } from '../accounts/permit.decorator.js';
import type { Agreement } from '../operators/agreement.store.js';
import { ApiProblems } from '../platform/http/answers.js';
import { AgreementUseService } from './agreement-use.service.js';
import { AgreementUseAnswer, AgreementUseQuery } from './dto/agreement-use.dto.js';

@ApiTags('operators')
@Controller('api/v1/centres/:centre/agreements/:agreement/use')
export class AgreementUseController {
  constructor(private readonly use: AgreementUseService) {}

  @Get()
  @Permit('agreements.read')
  @ApiOperation({ summary: 'Quotas around a day, and the month’s duties: what is used, held and left' })
  @ApiOkResponse({ type: AgreementUseAnswer })
  @ApiProblems('bad-input')
  read(@Scoped('agreement') agreement: Agreement, @Query() { on }: AgreementUseQuery): Promise<AgreementUseAnswer> {
    return this.use.of(agreement, on);
  }
}
