import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permit } from '../accounts/permit.decorator.js';
import { Clock } from '../platform/clock.js';
import { InjectSettings } from '../platform/config/settings.token.js';
import type { Settings } from '../platform/config/settings.js';
import { ApiProblems } from '../platform/http/answers.js';
import { expandRecurrence } from '../scheduling/recurrence.js';
import { addDays, dateOf, formatInstant, isTimeZone, toWall } from '../scheduling/time.js';
import { ExpandAnswer } from './dto/timetable.answer.js';
import { ExpandBody } from './dto/expand.body.js';
import { Faults, readTime } from './request.js';

@ApiTags('recurrences')
@Controller('api/v1/recurrences')
export class RecurrencesController {
  constructor(
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  @Post('expand')
  @HttpCode(200)
  @Permit('recurrences.expand')
  @ApiOperation({ summary: 'The dates of a recurrence rule, right across changes of the clock' })
  @ApiOkResponse({ type: ExpandAnswer })
  @ApiProblems('bad-input')
  expand(@Body() body: ExpandBody): object {
    const faults = new Faults();
    if (!isTimeZone(body.timeZone))
      faults.add('/timeZone', `"${body.timeZone}" is not an IANA time zone; send one such as Asia/Shanghai.`);
    faults.throwIfAny();
    const start = faults.take('/start', readTime(body.start, body.timeZone, { ofSeries: true }));
    if (!start) throw faults.asProblem();
    const today = dateOf(toWall(this.clock.now(), body.timeZone));
    const from = dateOf(start.wall) > today ? dateOf(start.wall) : today;
    const expansion = expandRecurrence({
      start: start.wall,
      timeZone: body.timeZone,
      rrule: body.rrule,
      exdates: body.exdates ?? [],
      rdates: body.rdates ?? [],
      maxOccurrences: Math.max(this.settings.maxOccurrences, body.limit ?? 0),
      horizonEnd: addDays(from, Math.round(this.settings.horizonYears * 365.25)),
      limit: body.limit ?? this.settings.maxOccurrences,
    });
    if (!expansion.ok) {
      for (const { part, detail } of expansion.faults) faults.add(pointers[part] ?? '/rrule', `${part}: ${detail}`);
      throw faults.asProblem();
    }
    return {
      occurrences: expansion.occurrences.map(({ local, instant }) => ({
        local,
        instant: formatInstant(instant, body.timeZone),
      })),
      skipped: expansion.skipped,
      complete: expansion.complete,
    };
  }
}

const pointers: Readonly<Record<string, string>> = {
  start: '/start',
  timeZone: '/timeZone',
  exdates: '/exdates',
  rdates: '/rdates',
};
