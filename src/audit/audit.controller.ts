import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentCentre, Permit } from '../accounts/permit.decorator.js';
import type { ScopeCentre } from '../accounts/scope.js';
import { ApiProblems } from '../platform/http/answers.js';
import type { Page } from '../platform/http/page.js';
import { INSTALLATION } from './audit.js';
import { AuditListAnswer, AuditQuery, type AuditEntryAnswer } from './audit.dto.js';
import { AuditService } from './audit.service.js';

@ApiTags('audit')
@Controller('api/v1')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get('centres/:centre/audit')
  @Permit('audit.read')
  @ApiParam({ name: 'centre', type: String, example: 'dukou' })
  @ApiOperation({ summary: 'What was changed in the centre by whom, newest first' })
  @ApiOkResponse({ type: AuditListAnswer })
  @ApiProblems('bad-input')
  ofCentre(@CurrentCentre() centre: ScopeCentre, @Query() query: AuditQuery): Promise<Page<AuditEntryAnswer>> {
    return this.audit.list({ centreId: centre.id, timeZone: centre.timeZone }, query);
  }

  @Get('audit')
  @Permit('audit.installation')
  @ApiOperation({ summary: 'What was changed in no particular centre: owners, tokens, passwords; days are in UTC' })
  @ApiOkResponse({ type: AuditListAnswer })
  @ApiProblems('bad-input')
  ofInstallation(@Query() query: AuditQuery): Promise<Page<AuditEntryAnswer>> {
    return this.audit.list({ centreId: INSTALLATION, timeZone: 'UTC' }, query);
  }
}
