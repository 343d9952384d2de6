import { ApiProperty } from '@nestjs/swagger';
import { ListOf, Nested, PeriodBoundText, Text, TextList, WallOrInstantText } from '../../platform/http/fields.js';
import { ChoiceBody } from './choice.body.js';

const DATE_ID = '0198f3a2-7c1e-7d4b-9a55-3f2b6c8d9e02';

/** How a closure comes again. */
export class ClosureRecurrenceBody {
  @Text({ description: 'A rule of RFC 5545; it need not end.', max: 500, example: 'FREQ=MONTHLY;BYDAY=-1FR' })
  rrule!: string;

  @TextList({
    description: 'Dates or times that are left out.',
    max: 400,
    maxLength: 40,
    optional: true,
    example: ['2026-12-25'],
  })
  exdates?: string[];
}

export class ClosureBody {
  @Text({ description: 'The zone that is closed.', max: 40, example: 'F1-HALL' })
  zone!: string;

  @WallOrInstantText({
    description: 'Its start; what lies in the past is as if it started now.',
    example: '2026-11-27T13:30',
  })
  start!: string;

  @WallOrInstantText({ description: 'Its end, at most 370 days later.', example: '2026-11-27T17:30' })
  end!: string;

  @Text({ description: 'Why; shown to everybody.', max: 200, example: '大厅清洁' })
  reason!: string;

  @Nested(() => ClosureRecurrenceBody, { description: 'How it comes again.', optional: true })
  recurrence?: ClosureRecurrenceBody;

  @ListOf(() => ChoiceBody, { description: 'One choice for each affected occurrence.', max: 2000, optional: true })
  choices?: ChoiceBody[];
}

export class ClosureChangeBody {
  @Text({ description: 'Why; shown to everybody.', max: 200, optional: true, example: '大厅清洁' })
  reason?: string;

  @WallOrInstantText({
    description: 'The new end, earlier (not before now) or later.',
    optional: true,
    example: '2026-11-27T18:00',
  })
  end?: string;

  @Text({
    description: 'Which date of a recurring closure gets the new end.',
    max: 36,
    optional: true,
    example: DATE_ID,
  })
  date?: string;

  @ListOf(() => ChoiceBody, { description: 'One choice for each affected occurrence.', max: 2000, optional: true })
  choices?: ChoiceBody[];
}

export class ClosureCancelBody {
  @Text({
    description: 'Only this date of a recurring closure; all that is left when left out.',
    max: 36,
    optional: true,
    example: DATE_ID,
  })
  date?: string;
}

export class ClosuresQuery {
  @PeriodBoundText({ description: 'First date or instant; now when left out.', optional: true })
  from?: string;

  @PeriodBoundText({
    description: 'Last date or instant; 400 days after `from` when left out.',
    optional: true,
    example: '2026-12-31',
  })
  to?: string;

  @Text({ description: 'Only closures that take a part of this zone.', max: 40, optional: true, example: 'F1-HALL' })
  zone?: string;

  @Text({ description: 'The nextCursor of the page before.', max: 200, optional: true })
  cursor?: string;
}

export class ClosureDateAnswer {
  @ApiProperty({ example: '0198f3a2-7c1e-7d4b-9a55-3f2b6c8d9e02' })
  id!: string;

  @ApiProperty({ example: '2026-11-27T13:30:00+08:00' })
  start!: string;

  @ApiProperty({ example: '2026-11-27T17:30:00+08:00' })
  end!: string;

  @ApiProperty({
    description: 'Occurrences that stay inside; only told to staff.',
    type: String,
    isArray: true,
    required: false,
  })
  kept?: string[];
}

export class ClosureAnswer {
  @ApiProperty({ example: '0198f3a2-7c1e-7d4b-9a55-3f2b6c8d9e03' })
  id!: string;

  @ApiProperty({ example: 'F1-HALL' })
  zone!: string;

  @ApiProperty({ example: '大厅清洁' })
  reason!: string;

  @ApiProperty({ description: 'Wall time of the first start.', example: '2026-11-27T13:30' })
  start!: string;

  @ApiProperty({ description: 'Wall time of the first end.', example: '2026-11-27T17:30' })
  end!: string;

  @ApiProperty({ enum: ['active', 'cancelled'] })
  status!: string;

  @ApiProperty({ type: ClosureRecurrenceBody, required: false })
  recurrence?: ClosureRecurrenceBody;

  @ApiProperty({
    description: 'Dates are written up to here and added in time.',
    required: false,
    example: '2028-01-01',
  })
  extendedUntil?: string;

  @ApiProperty({ example: '2026-11-23T09:00:00+08:00' })
  createdAt!: string;

  @ApiProperty({ type: ClosureDateAnswer, isArray: true })
  dates!: ClosureDateAnswer[];
}

export class ClosuresAnswer {
  @ApiProperty({ type: ClosureAnswer, isArray: true })
  items!: ClosureAnswer[];

  @ApiProperty({ required: false })
  nextCursor?: string;
}
