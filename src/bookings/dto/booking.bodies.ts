import {
  Flag,
  ListOf,
  Nested,
  OneOf,
  PeriodBoundText,
  Text,
  TextList,
  WallOrInstantText,
  Whole,
} from '../../platform/http/fields.js';
import { WAIVABLE } from '../../scheduling/refusals.js';
import { STATUSES, VISIBILITIES, type Status, type Visibility } from '../booking.types.js';

const MAX_HEADS = 100_000;
const MAX_LISTED_DATES = 800;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const CODE = /^[A-Z0-9][A-Z0-9-]{0,31}$/;

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
    pattern: CODE,
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

export class CreateBookingBody {
  @Text({
    description: 'Zone code.',
    example: 'F1-HALL-AB',
    max: 32,
    pattern: CODE,
    remedy: 'send a zone code such as F1-HALL-AB',
  })
  zone!: string;

  @WallOrInstantText({ description: 'Start of the booking, or of the first date of a series.' })
  start!: string;

  @WallOrInstantText({ description: 'End; the moment from which the zone is free again.', example: '2026-12-01T16:00' })
  end!: string;

  @Text({ description: 'What it is for.', example: 'Choir', max: 120 })
  title!: string;

  @Whole({
    description: "How many people; the zone's seats when left out, required in a shared zone.",
    example: 30,
    optional: true,
    min: 1,
    max: MAX_HEADS,
  })
  heads?: number;

  @Nested(() => RecurrenceBody, { description: 'Makes it a series.', optional: true })
  recurrence?: RecurrenceBody;

  @ListOf(() => ReplacementBody, {
    description: 'Single dates that lie in another zone or at another time, taken in the same commit.',
    optional: true,
    max: 400,
  })
  replacements?: ReplacementBody[];

  @OneOf({
    description: '`reject`: all dates or none; `skip`: take the rest and keep the refused dates with their reasons.',
    values: ['reject', 'skip'],
    optional: true,
    example: 'reject',
  })
  onConflict?: 'reject' | 'skip';

  @Flag({
    description: 'File a standby for dates that are only pending for somebody else.',
    optional: true,
    example: false,
  })
  standby?: boolean;

  @OneOf({
    description: "Who sees title and people; the zone's rule when left out.",
    values: VISIBILITIES,
    optional: true,
    example: 'public',
  })
  visibility?: Visibility;

  @Text({ description: 'Code of the operator it is booked for.', optional: true, max: 40, example: 'chunni' })
  operator?: string;

  @Nested(() => OnBehalfBody, { description: 'Booked at the desk for a person without an account.', optional: true })
  onBehalfOf?: OnBehalfBody;

  @TextList({
    description: 'Equipment that the zone must have.',
    example: ['projector'],
    optional: true,
    max: 20,
    maxLength: 60,
  })
  needs?: string[];

  @Text({
    description: 'For the deciders and the desk.',
    optional: true,
    max: 2000,
    lines: true,
    example: 'Chairs in a circle',
  })
  note?: string;

  @Nested(() => WaiverBody, { description: "Sets rules aside: the back office's right.", optional: true })
  waiver?: WaiverBody;
}

export const SCOPES = ['one', 'following', 'all'] as const;
export type EditScope = (typeof SCOPES)[number];

class Scoped {
  @OneOf({
    description: 'How far it reaches; `all` when left out for a single booking.',
    values: SCOPES,
    optional: true,
    example: 'one',
  })
  scope?: EditScope;

  @Text({
    description: 'Id of the occurrence for `one` and `following`.',
    optional: true,
    max: 36,
    pattern: UUID,
    remedy: 'send the id of one of its occurrences',
    example: '01990000-0000-7000-8000-000000000000',
  })
  occurrence?: string;
}

export class EditBookingBody extends Scoped {
  @Flag({
    description: 'Also dates that were changed by hand; they go back to their place in the series.',
    optional: true,
    example: false,
  })
  includeEdited?: boolean;

  @Text({
    description: 'Another zone.',
    optional: true,
    max: 32,
    pattern: CODE,
    remedy: 'send a zone code such as F1-HALL-AB',
    example: 'F3-MEET-2',
  })
  zone?: string;

  @WallOrInstantText({
    description: 'New start of the occurrence named, or of the first one reached; the others move by as much.',
    optional: true,
  })
  start?: string;

  @WallOrInstantText({ description: 'New end of that occurrence; without it the length stays.', optional: true })
  end?: string;

  @Whole({ description: 'How many people.', optional: true, min: 1, max: MAX_HEADS, example: 40 })
  heads?: number;

  @Nested(() => RecurrenceBody, {
    description: 'A new rule from here on: dates common to both stay, the rest is cancelled, new ones come.',
    optional: true,
  })
  recurrence?: RecurrenceBody;

  @ListOf(() => ReplacementBody, {
    description: 'Single dates of the new plan that lie elsewhere.',
    optional: true,
    max: 400,
  })
  replacements?: ReplacementBody[];

  @OneOf({
    description: '`skip`: dates that do not fit stay where they are.',
    values: ['reject', 'skip'],
    optional: true,
    example: 'reject',
  })
  onConflict?: 'reject' | 'skip';

  @Text({ description: 'What it is for (whole booking).', optional: true, max: 120, example: 'Choir' })
  title?: string;

  @OneOf({ description: 'Who sees it (whole booking).', values: VISIBILITIES, optional: true, example: 'internal' })
  visibility?: Visibility;

  @TextList({ description: 'Equipment (whole booking).', optional: true, max: 20, maxLength: 60, example: ['screen'] })
  needs?: string[];

  @Text({
    description: 'Note (whole booking); null takes it away.',
    optional: true,
    nullable: true,
    max: 2000,
    lines: true,
    example: 'Chairs in rows',
  })
  note?: string | null;

  @Nested(() => WaiverBody, { description: "Sets rules aside: the back office's right.", optional: true })
  waiver?: WaiverBody;
}

export class CancelBookingBody extends Scoped {
  @Text({ description: 'Why; the holder reads it.', optional: true, max: 300, example: 'The teacher is ill' })
  reason?: string;
}

export class DecideBody {
  @TextList({
    description: 'Ids of the occurrences decided; all that wait when left out.',
    optional: true,
    min: 1,
    max: 400,
    maxLength: 36,
    example: ['01990000-0000-7000-8000-000000000001'],
  })
  occurrences?: string[];

  @Text({ description: 'Why.', optional: true, max: 300, example: 'Welcome' })
  reason?: string;
}

export class DeclineBody {
  @TextList({
    description: 'Ids of the occurrences decided; all that wait when left out.',
    optional: true,
    min: 1,
    max: 400,
    maxLength: 36,
    example: ['01990000-0000-7000-8000-000000000001'],
  })
  occurrences?: string[];

  @Text({ description: 'Why; the asker reads it.', max: 300, example: 'The hall is needed for the assembly' })
  reason!: string;
}

export class EmptyBody {}

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
