import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../accounts/actor.js';
import { CurrentActor, Permit } from '../accounts/permit.decorator.js';
import { DryRunQuery } from '../centres/dto/zone.body.js';
import { ApiProblems } from '../platform/http/answers.js';
import { CentreFilesService } from './centre-files.service.js';
import { CentreExampleListAnswer, CentreFileAnswer, CentreFileBody } from './dto/centre-file.dto.js';

@ApiTags('centres')
@Controller('api/v1')
export class CentreFilesController {
  constructor(private readonly files: CentreFilesService) {}

  @Get('centre-examples')
  @Permit('centres.create')
  @ApiOperation({ summary: 'Files of centres to begin with, from the smallest house to the largest' })
  @ApiOkResponse({ type: CentreExampleListAnswer })
  examples(): CentreExampleListAnswer {
    return { items: this.files.examples() };
  }

  @Post('centres/import')
  @Permit('centres.create')
  @ApiOperation({
    summary: 'Makes a centre out of its file, or brings one in line with it',
    description:
      'The file is checked whole; with any fault nothing is written, and the problem’s `faults` tell each with its `line`, ' +
      '`where` it stands and what is wrong (`detail`). `dryRun` answers 200 with what would come of it.',
  })
  @ApiOkResponse({ type: CentreFileAnswer, description: 'What would come of it, or a centre that was there.' })
  @ApiCreatedResponse({ type: CentreFileAnswer })
  @ApiProblems('bad-input', 'conflict')
  async load(
    @CurrentActor() actor: Actor,
    @Query() { dryRun = false }: DryRunQuery,
    @Body() body: CentreFileBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CentreFileAnswer> {
    const answer = await (dryRun ? this.files.preview(actor, body) : this.files.load(actor, body));
    const isNew = !dryRun && answer.state === 'created';
    void reply.status(isNew ? 201 : 200);
    if (isNew) void reply.header('location', `/api/v1/centres/${answer.centre.slug}`);
    return answer;
  }
}
