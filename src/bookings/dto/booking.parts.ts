import { OneOf, Text, TextList, WallOrInstantText } from '../../platform/http/fields.js';
import { WAIVABLE } from '../../scheduling/refusals.js';

/** Bounds of fields that several bodies share. */
export const MAX_HEADS = 100_000;
export const MAX_LISTED_DATES = 800;
export const ZONE_CODE = /^[A-Z0-9][A-Z0-9-]{0,31}$/;

export class RecurrenceBody {
  @Text({
    description: 'RFC 5545 recurrence rule; it needs COUNT or UNTIL.',
    example: 'FREQ=WEEKLY;BYDAY=WE;UNTIL=20270630',
    max: 500,
  })
  rrule!: string;

  @TextList({
    description: 'Dates or times left out.',
    example: ['2026-12-30'],
    optional: true,
    max: MAX_LISTED_DATES,
    maxLength: 40,
  })
  exdates?: string[];

  @TextList({ description: 'Dates or times added.', example: [], optional: true, max: MAX_LISTED_DATES, maxLength: 40 })
  rdates?: string[];

  @OneOf({
    description:
      'What statutory days do: nothing, holidays are left out, or working days only with make-up days taken in.',
    values: ['any', 'skip-holidays', 'working-days'],
    optional: true,
    example: 'skip-holidays',
  })
  days?: 'any' | 'skip-holidays' | 'working-days';
}

export class ReplacementBody {
  @WallOrInstantText({ description: 'The start of the date that lies elsewhere.' })
  start!: string;

  @Text({
    description: 'Another zone for it.',
    example: 'F3-MEET-2',
    optional: true,
    max: 32,
    pattern: ZONE_CODE,
    remedy: 'send a zone code such as F1-HALL-A',
  })
  zone?: string;

  @WallOrInstantText({ description: 'Another start for it.', optional: true })
  newStart?: string;

  @WallOrInstantText({ description: 'Another end; without it the length stays.', optional: true })
  newEnd?: string;
}

export class OnBehalfBody {
  @Text({ description: 'Whom the booking is for.', example: '王奶奶', max: 80 })
  name!: string;

  @Text({
    description: 'How to reach them.',
    example: '0570-5550123',
    optional: true,
    min: 3,
    max: 30,
    pattern: /^[0-9+() -]{3,30}$/,
    remedy: 'send digits, spaces, +, - and brackets',
  })
  phone?: string;
}

export class WaiverBody {
  @Text({
    description: 'Why the rule is set aside; kept in the audit log.',
    example: 'Agreed with the director',
    max: 300,
  })
  reason!: string;

  @TextList({
    description: 'Which rules; all that may be waived when left out. Claims are never set aside.',
    example: ['outside-opening-hours'],
    optional: true,
    min: 1,
    max: WAIVABLE.size,
    maxLength: 30,
  })
  codes?: string[];
}
