import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../accounts/actor.js';
import { CurrentActor, Permit, Scoped } from '../accounts/permit.decorator.js';
import type { ScopeCentre } from '../accounts/scope.js';
import { Clock } from '../platform/clock.js';
import { ApiProblems } from '../platform/http/answers.js';
import type { Zone } from '../scheduling/zones.types.js';
import { AvailabilityAnswer, ScheduleAnswer } from './dto/timetable.answer.js';
import { AvailabilityQuery, ScheduleQuery } from './dto/bookings.queries.js';
import { AvailabilityService } from './availability.service.js';
import { ScheduleService } from './schedule.service.js';

@ApiTags('timetable')
@ApiParam({ name: 'centre', example: 'dukou' })
@Controller('api/v1/centres/:centre')
export class TimetableController {
  constructor(
    private readonly clock: Clock,
    private readonly availabilities: AvailabilityService,
    private readonly schedules: ScheduleService,
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
  @ApiOkResponse({ type: ScheduleAnswer })
  @ApiProblems('bad-input')
  schedule(
    @Query() query: ScheduleQuery,
    @Scoped('centre') centre: ScopeCentre,
    @CurrentActor() actor: Actor,
  ): Promise<object> {
    return this.schedules.schedule(query, { centreId: centre.id, actor });
  }
}
