import { Body, Controller, Get, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../accounts/actor.js';
import { CurrentActor, CurrentCentre, IfMatch, Permit } from '../accounts/permit.decorator.js';
import { ApiProblems } from '../platform/http/answers.js';
import { etagOf } from '../platform/http/etag.js';
import { Text } from '../platform/http/fields.js';
import type { Centre } from './centre.js';
import { CentresService } from './centres.service.js';
import { CentreAnswer, centreAnswer, CentreListAnswer } from './dto/centre.answer.js';
import { ChangeCentreBody, CreateCentreBody } from './dto/centre.body.js';

const CENTRE = { name: 'centre', description: 'Slug of the centre.', example: 'dukou' };

class CentreListQuery {
  @Text({ description: 'The `nextCursor` of the page before.', max: 500, optional: true })
  cursor?: string;
}

@ApiTags('centres')
@Controller('api/v1/centres')
export class CentresController {
  constructor(private readonly centres: CentresService) {}

  @Get()
  @Permit('centres.list')
  @ApiOperation({ summary: 'All centres of this installation.' })
  @ApiOkResponse({ type: CentreListAnswer })
  @ApiProblems('bad-input')
  async list(@Query() query: CentreListQuery): Promise<CentreListAnswer> {
    const { items, ...page } = await this.centres.list(query.cursor);
    return { items: items.map(centreAnswer), ...page };
  }

  @Post()
  @Permit('centres.create')
  @ApiOperation({ summary: 'Creates a centre; its zones follow with PUT …/zones.' })
  @ApiCreatedResponse({ type: CentreAnswer })
  @ApiProblems('bad-input', 'conflict')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateCentreBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CentreAnswer> {
    const centre = await this.centres.create(actor, body);
    void reply.header('location', `/api/v1/centres/${centre.slug}`).header('etag', etagOf(centre.version));
    return centreAnswer(centre);
  }

  @Get(':centre')
  @Permit('centres.read')
  @ApiParam(CENTRE)
  @ApiOperation({ summary: 'One centre.' })
  @ApiOkResponse({ type: CentreAnswer })
  one(@CurrentCentre() centre: Centre, @Res({ passthrough: true }) reply: FastifyReply): CentreAnswer {
    void reply.header('etag', etagOf(centre.version));
    return centreAnswer(centre);
  }

  @Patch(':centre')
  @Permit('centres.update')
  @ApiParam(CENTRE)
  @ApiOperation({ summary: 'Changes a centre.' })
  @ApiOkResponse({ type: CentreAnswer })
  @ApiProblems('bad-input', 'conflict')
  async change(
    @CurrentCentre() centre: Centre,
    @CurrentActor() actor: Actor,
    @IfMatch() ifMatch: number | null,
    @Body() body: ChangeCentreBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CentreAnswer> {
    const changed = await this.centres.change({ centre, actor, ifMatch }, body);
    void reply.header('etag', etagOf(changed.version));
    return centreAnswer(changed);
  }
}
