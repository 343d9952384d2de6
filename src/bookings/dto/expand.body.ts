import { Text, TextList, WallOrInstantText, Whole } from '../../platform/http/fields.js';
import { MAX_LISTED_DATES } from './booking.parts.js';

export class ExpandBody {
  @WallOrInstantText({ description: 'First start, wall time of the zone.' })
  start!: string;

  @Text({ description: 'IANA time zone.', example: 'Asia/Shanghai', max: 60 })
  timeZone!: string;

  @Text({ description: 'RFC 5545 recurrence rule.', example: 'FREQ=DAILY;COUNT=3', max: 500 })
  rrule!: string;

  @TextList({
    description: 'Dates or times left out.',
    optional: true,
    max: MAX_LISTED_DATES,
    maxLength: 40,
    example: [],
  })
  exdates?: string[];

  @TextList({ description: 'Dates or times added.', optional: true, max: MAX_LISTED_DATES, maxLength: 40, example: [] })
  rdates?: string[];

  @Whole({ description: 'At most so many.', optional: true, min: 1, max: 2000, example: 100 })
  limit?: number;
}
