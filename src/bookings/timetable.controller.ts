import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../accounts/actor.js';
import { CurrentActor, Permit, Scoped } from '../accounts/permit.decorator.js';
import type { ScopeCentre } from '../accounts/scope.js';
import { Standings } from '../operators/standings.js';
import { Clock } from '../platform/clock.js';
import { ApiProblems } from '../platform/http/answers.js';
import { KeptAnswers, replyWith } from '../platform/http/kept-answers.js';
import type { Zone } from '../scheduling/zones.types.js';
import { AvailabilityAnswer, ScheduleAnswer } from './dto/timetable.answer.js';
import { AvailabilityQuery, ScheduleQuery } from './dto/bookings.queries.js';
import { AvailabilityService } from './availability.service.js';
import { ScheduleService } from './schedule.service.js';
import { sightClassOf } from './sight.js';

@ApiTags('timetable')
@ApiParam({ name: 'centre', example: 'dukou' })
@Controller('api/v1/centres/:centre')
export class TimetableController {
  constructor(
    private readonly clock: Clock,
    private readonly availabilities: AvailabilityService,
    private readonly schedules: ScheduleService,
    private readonly standings: Standings,
    private readonly kept: KeptAnswers,
  ) {}

  @Get('zones/:zone/availability')
  @Permit('availability.read')
  @ApiOperation({ summary: 'When a zone is open, taken, and free for so many people' })
  @ApiParam({ name: 'zone', example: 'F1-CHESS' })
  @ApiOkResponse({ type: AvailabilityAnswer })
  @ApiProblems('bad-input')
  availability(
    @Query() query: AvailabilityQuery,
    @Scoped('centre') centre: ScopeCentre,
    @Scoped('zone') zone: Zone,
    @CurrentActor() actor: Actor,
  ): Promise<object> {
    return this.availabilities.availability(zone, query, { centreId: centre.id, actor, now: this.clock.now() });
  }

  @Get('schedule')
  @Permit('schedule.read')
  @ApiOperation({ summary: 'All that a timeline of these zones needs, in one call' })
  @ApiHeader({ name: 'If-None-Match', required: false, description: 'The ETag of the answer that you still have.' })
  @ApiOkResponse({ type: ScheduleAnswer, headers: { ETag: { schema: { type: 'string' } } } })
  @ApiResponse({ status: 304, description: 'Nothing has changed in the answer that If-None-Match names.' })
  @ApiProblems('bad-input')
  async schedule(
    @Query() query: ScheduleQuery,
    @Scoped('centre') centre: ScopeCentre,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const { from, to, zones } = query;
    const standing = await this.standings.of(actor, centre.id);
    const key = JSON.stringify([centre.id, sightClassOf(standing), from, to, zones ?? null]);
    const answer = await this.kept.answer(key, () => this.schedules.schedule(query, standing));
    return replyWith(answer, reply);
  }
}
