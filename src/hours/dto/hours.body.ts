import { ApiProperty } from '@nestjs/swagger';
import { DateText, Document, Flag, ListOf, PeriodBoundText, Text } from '../../platform/http/fields.js';
import { ChoiceBody } from './choice.body.js';

const WEEK = { '1': [{ start: '08:30', end: '20:30' }], '6': [{ start: '09:00', end: '20:30' }] };

/** Times of the clock; an end at or before the start runs past midnight and belongs to the day it starts. */
export class ClockSpanBody {
  @Text({ description: 'From 00:00 to 23:59.', max: 5, example: '08:30' })
  start!: string;

  @Text({ description: 'From 00:00 to 24:00.', max: 5, example: '20:30' })
  end!: string;
}

/** A part of the year with a week of its own. */
export class SeasonBody {
  @Text({ description: 'What it is called.', max: 200, example: '暑假' })
  name!: string;

  @Text({ description: 'First date, in one year (2026-07-01) or every year (07-01).', max: 10, example: '07-01' })
  from!: string;

  @Text({ description: 'Last date, written as the first.', max: 10, example: '08-31' })
  to!: string;

  @Document({ description: 'Spans by weekday, "1" Monday to "7" Sunday; who is left out is closed.', example: WEEK })
  weekly!: Record<string, unknown>;

  @Flag({
    description: 'Granted by the centre: may go beyond the hours of the zones above.',
    optional: true,
    example: false,
  })
  beyond?: boolean;
}

/** A date or a run of dates that is open or closed otherwise than the pattern says. */
export class HoursExceptionBody {
  @DateText({ description: 'First date.', example: '2026-12-31' })
  from!: string;

  @DateText({ description: 'Last date, included.', example: '2026-12-31' })
  to!: string;

  @ListOf(() => ClockSpanBody, { description: 'When it is open; an empty list is closed.', max: 10 })
  spans!: ClockSpanBody[];

  @Text({ description: 'Why; shown to everybody.', max: 200, example: '年终盘点' })
  reason!: string;

  @Flag({
    description: 'Granted by the centre: may go beyond the hours of the zones above.',
    optional: true,
    example: false,
  })
  beyond?: boolean;
}

/** Opening hours of the centre or of one zone, whole; a part left out means "as the zone above". */
export class HoursBody {
  @Document({
    description: 'Spans by weekday, "1" Monday to "7" Sunday; who is left out is closed.',
    optional: true,
    example: WEEK,
  })
  weekly?: Record<string, unknown>;

  @ListOf(() => SeasonBody, { description: 'Parts of the year with a week of their own.', max: 60, optional: true })
  seasons?: SeasonBody[];

  @Document({
    description:
      'Statutory days: `holiday` spans on public holidays, `makeUp` the weekday (1–7) whose hours a make-up working day ' +
      'follows or "by-notice", `beyond` when granted by the centre.',
    optional: true,
    example: { holiday: [], makeUp: 'by-notice' },
  })
  statutory?: Record<string, unknown>;

  @ListOf(() => HoursExceptionBody, { description: 'Dated exceptions.', max: 1000, optional: true })
  exceptions?: HoursExceptionBody[];
}

/** Opening hours with what shall happen to the bookings that they leave outside. */
export class HoursChangeBody extends HoursBody {
  @ListOf(() => ChoiceBody, { description: 'One choice for each affected occurrence.', max: 2000, optional: true })
  choices?: ChoiceBody[];
}

/** For which period the answer shall also say when it is open. */
export class HoursQuery {
  @PeriodBoundText({ description: 'First date or instant of `open`; together with `to`.', optional: true })
  from?: string;

  @PeriodBoundText({ description: 'Last date or instant of `open`.', optional: true, example: '2026-12-07' })
  to?: string;
}

export class OpenSpanAnswer {
  @ApiProperty({ example: '2026-12-01T08:30:00+08:00' })
  start!: string;

  @ApiProperty({ example: '2026-12-01T20:30:00+08:00' })
  end!: string;
}

/** What was asked of the centre, since it goes beyond its hours. */
export class HoursAskedAnswer {
  @ApiProperty({ example: '0198f3a2-7c1e-7d4b-9a55-3f2b6c8d9e01' })
  id!: string;

  @ApiProperty({ enum: ['waiting'], example: 'waiting' })
  status!: 'waiting';
}

export class HoursAnswer extends HoursBody {
  @ApiProperty({
    description:
      'The request that the whole document became, when an operator went beyond the hours of the zones above.',
    type: HoursAskedAnswer,
    required: false,
  })
  request?: HoursAskedAnswer;

  @ApiProperty({
    description: 'When it is open in the period asked for.',
    type: OpenSpanAnswer,
    isArray: true,
    required: false,
  })
  open?: OpenSpanAnswer[];
}
