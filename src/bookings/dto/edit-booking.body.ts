import { Flag, ListOf, Nested, OneOf, Text, TextList, WallOrInstantText, Whole } from '../../platform/http/fields.js';
import { VISIBILITIES, type Visibility } from '../booking.types.js';
import { MAX_HEADS, ZONE_CODE, RecurrenceBody, ReplacementBody, WaiverBody } from './booking.parts.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

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
    pattern: ZONE_CODE,
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
