import { ApiProperty } from '@nestjs/swagger';
import { DateText, ListOf, OneOf, PeriodBoundText, Text, Whole } from '../../platform/http/fields.js';
import { ChoiceBody, SeriesChoiceBody } from './choice.body.js';

export class DaysQuery {
  @PeriodBoundText({ description: 'First date.', example: '2026-10-01' })
  from!: string;

  @PeriodBoundText({ description: 'Last date, included; at most 400 days.', example: '2026-10-10' })
  to!: string;
}

/** One special day of a year. */
export class CalendarDayBody {
  @DateText({ description: 'A date of that year.', example: '2027-10-01' })
  date!: string;

  @OneOf({
    description: 'A public holiday, or a make-up working day.',
    values: ['holiday', 'make-up'],
    example: 'holiday',
  })
  kind!: 'holiday' | 'make-up';

  @Text({ description: 'Its name.', max: 100, example: '国庆节' })
  name!: string;

  @Text({ description: 'Its English name.', max: 100, optional: true, example: 'National Day' })
  nameEn?: string;

  @Whole({
    description: 'The weekday (1 Monday to 7 Sunday) whose hours a make-up day follows, when the notice names it.',
    min: 1,
    max: 7,
    optional: true,
    example: 4,
  })
  follows?: 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

/** What shall happen to the bookings and series that another calendar concerns. */
export class CalendarChoicesBody {
  @ListOf(() => ChoiceBody, { description: 'One choice for each affected occurrence.', max: 2000, optional: true })
  choices?: ChoiceBody[];

  @ListOf(() => SeriesChoiceBody, {
    description: 'One choice for each series with a difference.',
    max: 1000,
    optional: true,
  })
  series?: SeriesChoiceBody[];
}

/** A year's statutory days, whole. */
export class CalendarYearBody extends CalendarChoicesBody {
  @Text({
    description: 'Where they come from, such as the notice.',
    max: 300,
    example: '国务院办公厅关于2027年部分节假日安排的通知',
  })
  source!: string;

  @ListOf(() => CalendarDayBody, { description: 'All special days of the year.', max: 366 })
  days!: CalendarDayBody[];
}

export class DayAnswer {
  @ApiProperty({ example: '2026-10-01' })
  date!: string;

  @ApiProperty({ enum: ['working', 'weekend', 'holiday', 'make-up', 'unknown'], example: 'holiday' })
  kind!: string;

  @ApiProperty({ required: false, example: '国庆节' })
  name?: string;

  @ApiProperty({ required: false, example: 'National Day' })
  nameEn?: string;

  @ApiProperty({ required: false, description: 'The weekday a make-up day stands in for.', example: 4 })
  follows?: number;
}

export class DaysAnswer {
  @ApiProperty({ type: DayAnswer, isArray: true })
  items!: DayAnswer[];
}

export class CalendarYearAnswer {
  @ApiProperty({ example: 2026 })
  year!: number;

  @ApiProperty({ description: 'False while the year is not announced: its days are unknown.' })
  known!: boolean;

  @ApiProperty({ description: 'True when the centre has loaded the year itself.' })
  loaded!: boolean;

  @ApiProperty({
    nullable: true,
    type: String,
    example: 'chinese-days 1.5.7, after the yearly notices of the State Council',
  })
  source!: string | null;

  @ApiProperty({ type: CalendarDayBody, isArray: true })
  days!: CalendarDayBody[];
}
