import { Flag, ListOf, Nested, OneOf, Text, TextList, WallOrInstantText, Whole } from '../../platform/http/fields.js';
import { VISIBILITIES, type Visibility } from '../booking.types.js';
import { MAX_HEADS, ZONE_CODE, RecurrenceBody, ReplacementBody, OnBehalfBody, WaiverBody } from './booking.parts.js';

export class CreateBookingBody {
  @Text({
    description: 'Zone code.',
    example: 'F1-HALL-AB',
    max: 32,
    pattern: ZONE_CODE,
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
