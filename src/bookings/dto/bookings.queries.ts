import { Flag, OneOf, PeriodBoundText, Text, TextList, Whole } from '../../platform/http/fields.js';
import { STATUSES, type Status } from '../booking.types.js';
import { MAX_HEADS } from './booking.parts.js';

export class BookingsQuery {
  @PeriodBoundText({ description: 'Bookings with a date from here on.', optional: true })
  from?: string;

  @PeriodBoundText({ description: 'Bookings with a date up to here.', optional: true })
  to?: string;

  @Text({ description: 'Zone code.', optional: true, max: 32, example: 'F1-HALL' })
  zone?: string;

  @Text({ description: 'Code of an operator.', optional: true, max: 40, example: 'chunni' })
  operator?: string;

  @OneOf({ description: 'Status.', values: STATUSES, optional: true, example: 'pending' })
  status?: Status;

  @Flag({ description: 'Only my own.', optional: true, query: true, example: true })
  mine?: boolean;

  @Text({ description: 'The `nextCursor` of the page before.', optional: true, max: 300 })
  cursor?: string;

  @Whole({ description: 'Items on a page.', optional: true, query: true, min: 1, max: 200, example: 50 })
  limit?: number;
}

export class DryRunQuery {
  @Flag({ description: 'Show the difference and write nothing.', optional: true, query: true, example: true })
  dryRun?: boolean;
}

export class AvailabilityQuery {
  @PeriodBoundText({ description: 'First date (or instant).' })
  from!: string;

  @PeriodBoundText({ description: 'Last date, included (or instant, excluded).' })
  to!: string;

  @Whole({
    description: 'For how many people; 1 when left out.',
    optional: true,
    query: true,
    min: 1,
    max: MAX_HEADS,
    example: 30,
  })
  heads?: number;
}

export class ScheduleQuery {
  @PeriodBoundText({ description: 'First date (or instant).' })
  from!: string;

  @PeriodBoundText({ description: 'Last date, included (or instant, excluded).' })
  to!: string;

  @TextList({
    description: 'Zone codes, separated by commas; all zones when left out.',
    optional: true,
    query: true,
    min: 1,
    max: 200,
    maxLength: 32,
    example: ['F1-HALL', 'F1-CHESS'],
  })
  zones?: string[];
}
