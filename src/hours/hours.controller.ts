import { Body, Controller, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../accounts/actor.js';
import { CurrentActor, CurrentCentre, IfMatch, Permit } from '../accounts/permit.decorator.js';
import type { ScopeCentre } from '../accounts/scope.js';
import { ApiProblems } from '../platform/http/answers.js';
import { etagOf } from '../platform/http/etag.js';
import { badInput } from '../platform/problems/problem.js';
import { formatInstant } from '../scheduling/time.js';
import { DryRunQuery } from '../centres/dto/zone.body.js';
import { HoursAnswer, HoursChangeBody, HoursQuery } from './dto/hours.body.js';
import { ImpactAnswer } from './dto/impact.answer.js';
import { HoursService, type HoursSubject } from './hours.service.js';

const EITHER = { schema: { oneOf: [{ $ref: getSchemaPath(HoursAnswer) }, { $ref: getSchemaPath(ImpactAnswer) }] } };

interface PutHours {
  readonly body: HoursChangeBody;
  readonly query: DryRunQuery;
  readonly ifMatch: number | null;
  readonly actor: Actor;
}

@ApiTags('hours')
@ApiExtraModels(HoursAnswer, ImpactAnswer)
@Controller('api/v1/centres/:centre')
export class HoursController {
  constructor(private readonly hours: HoursService) {}

  @Get('hours')
  @Permit('hours.read')
  @ApiOperation({ summary: 'Opening hours of the centre; with `from` and `to` also when it is open' })
  @ApiOkResponse({ type: HoursAnswer })
  @ApiProblems('bad-input')
  readCentre(
    @CurrentCentre() centre: ScopeCentre,
    @Query() query: HoursQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.read({ centre, zone: null }, query, reply);
  }

  @Put('hours')
  @Permit('hours.write')
  @ApiOperation({ summary: 'Replaces the opening hours of the centre' })
  @ApiOkResponse(EITHER)
  @ApiProblems('bad-input', 'choices-needed', 'refused')
  putCentre(
    @CurrentCentre() centre: ScopeCentre,
    @CurrentActor() actor: Actor,
    @IfMatch() ifMatch: number | null,
    @Query() query: DryRunQuery,
    @Body() body: HoursChangeBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.put({ centre, zone: null }, { body, query, ifMatch, actor }, reply);
  }

  @Get('zones/:zone/hours')
  @Permit('hours.read')
  @ApiOperation({ summary: 'What a zone says of its hours; with `from` and `to` also when it is really open' })
  @ApiOkResponse({ type: HoursAnswer })
  @ApiProblems('bad-input')
  readZone(
    @CurrentCentre() centre: ScopeCentre,
    @Param('zone') zone: string,
    @Query() query: HoursQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.read({ centre, zone }, query, reply);
  }

  @Put('zones/:zone/hours')
  @Permit('hours.write')
  @ApiOperation({
    summary: 'Replaces the opening hours of a zone',
    description:
      'An operator sets them inside the hours of the zones above; a `beyond` mark that was never granted is left out and ' +
      'the document becomes a request to the centre.',
  })
  @ApiOkResponse(EITHER)
  @ApiProblems('bad-input', 'choices-needed', 'refused')
  putZone(
    @CurrentCentre() centre: ScopeCentre,
    @Param('zone') zone: string,
    @CurrentActor() actor: Actor,
    @IfMatch() ifMatch: number | null,
    @Query() query: DryRunQuery,
    @Body() body: HoursChangeBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.put({ centre, zone }, { body, query, ifMatch, actor }, reply);
  }

  private async read(subject: HoursSubject, { from, to }: HoursQuery, reply: FastifyReply): Promise<object> {
    const { document, version } = await this.hours.read(subject);
    void reply.header('etag', etagOf(version));
    if (from === undefined && to === undefined) return document;
    if (from === undefined || to === undefined) {
      throw badInput([{ pointer: from === undefined ? '/from' : '/to', detail: 'send both bounds, or neither' }]);
    }
    const { timeZone } = subject.centre;
    const open = (await this.hours.open(subject, { from, to })).map(({ start, end }) => ({
      start: formatInstant(start, timeZone),
      end: formatInstant(end, timeZone),
    }));
    return { ...document, open };
  }

  private async put(
    subject: HoursSubject,
    { body, query, ifMatch, actor }: PutHours,
    reply: FastifyReply,
  ): Promise<object> {
    const { choices = [], ...document } = body;
    const change = { ...subject, document, choices, ifMatch, actor };
    if (query.dryRun) return this.hours.preview(change);
    const { document: written, version, request } = await this.hours.replace(change);
    void reply.header('etag', etagOf(version));
    return { ...written, ...(request && { request }) };
  }
}
