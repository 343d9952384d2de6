import { Body, Controller, Delete, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../accounts/actor.js';
import { CurrentActor, CurrentCentre, IfMatch, Permit } from '../accounts/permit.decorator.js';
import type { ScopeCentre } from '../accounts/scope.js';
import { ApiProblems } from '../platform/http/answers.js';
import { etagOf } from '../platform/http/etag.js';
import { notFound } from '../platform/problems/problem.js';
import { CalendarService, type YearChange } from './calendar.service.js';
import {
  CalendarChoicesBody,
  CalendarYearAnswer,
  CalendarYearBody,
  DaysAnswer,
  DaysQuery,
} from './dto/calendar.body.js';
import { DryRunQuery } from '../centres/dto/zone.body.js';
import { ImpactAnswer } from './dto/impact.answer.js';

const EITHER = {
  schema: { oneOf: [{ $ref: getSchemaPath(CalendarYearAnswer) }, { $ref: getSchemaPath(ImpactAnswer) }] },
};
const FIRST_YEAR = 1970;
const LAST_YEAR = 2200;

@ApiTags('hours')
@ApiExtraModels(CalendarYearAnswer, ImpactAnswer)
@Controller('api/v1/centres/:centre')
export class CalendarController {
  constructor(private readonly calendar: CalendarService) {}

  @Get('days')
  @Permit('days.read')
  @ApiOperation({ summary: 'What each date is: working day, weekend, public holiday, make-up day, or unknown' })
  @ApiOkResponse({ type: DaysAnswer })
  @ApiProblems('bad-input')
  async days(@CurrentCentre() centre: ScopeCentre, @Query() query: DaysQuery): Promise<object> {
    return { items: await this.calendar.days(centre, query) };
  }

  @Get('calendar/:year')
  @Permit('days.read')
  @ApiOperation({ summary: "A year's public holidays and make-up days, and where they come from" })
  @ApiOkResponse({ type: CalendarYearAnswer })
  async read(
    @CurrentCentre() centre: ScopeCentre,
    @Param('year') year: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const { answer, version } = await this.calendar.readYear({ centre, year: yearOf(year) });
    void reply.header('etag', etagOf(version));
    return answer;
  }

  @Put('calendar/:year')
  @Permit('calendar.write')
  @ApiOperation({ summary: "Loads a year's calendar in place of the one that came with the software" })
  @ApiOkResponse(EITHER)
  @ApiProblems('bad-input', 'choices-needed', 'refused')
  put(
    @CurrentCentre() centre: ScopeCentre,
    @Param('year') year: string,
    @CurrentActor() actor: Actor,
    @IfMatch() ifMatch: number | null,
    @Query() { dryRun }: DryRunQuery,
    @Body() body: CalendarYearBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const change = { centre, year: yearOf(year), content: body, chosen: body, ifMatch, actor };
    return this.change(change, dryRun ?? false, reply);
  }

  @Delete('calendar/:year')
  @Permit('calendar.write')
  @ApiOperation({ summary: 'Goes back to the calendar that came with the software' })
  @ApiOkResponse(EITHER)
  @ApiProblems('bad-input', 'choices-needed', 'refused')
  remove(
    @CurrentCentre() centre: ScopeCentre,
    @Param('year') year: string,
    @CurrentActor() actor: Actor,
    @IfMatch() ifMatch: number | null,
    @Query() { dryRun }: DryRunQuery,
    @Body() body: CalendarChoicesBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.change(
      { centre, year: yearOf(year), content: null, chosen: body, ifMatch, actor },
      dryRun ?? false,
      reply,
    );
  }

  private async change(change: YearChange, dryRun: boolean, reply: FastifyReply): Promise<object> {
    if (dryRun) return this.calendar.preview(change);
    const { answer, version } = await this.calendar.replace(change);
    void reply.header('etag', etagOf(version));
    return answer;
  }
}

function yearOf(text: string): number {
  const year = Number(text);
  if (!/^\d{4}$/.test(text) || year < FIRST_YEAR || year > LAST_YEAR) throw notFound('such year');
  return year;
}
