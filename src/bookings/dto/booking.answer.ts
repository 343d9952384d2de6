import { ApiProperty } from '@nestjs/swagger';
import { REASON_CODES, STATUSES, VISIBILITIES, type ReasonCode } from '../booking.types.js';
import { OnBehalfBody, RecurrenceBody } from './booking.parts.js';
import { QuotaStateAnswer, RefusalAnswer, SkippedAnswer, WarningAnswer } from './refusal.answer.js';
import { InstantProperty, SpanAnswer } from './span.answer.js';

const BOOKING_ID = '01990000-0000-7000-8000-000000000000';
const OCCURRENCE_ID = '01990000-0000-7000-8000-000000000001';

/** Somebody else who waits for the same time, as far as the decider may know of them. */
export class RivalAnswer extends SpanAnswer {
  @ApiProperty({ required: false, description: 'Id of the other booking.', example: BOOKING_ID })
  booking?: string;

  @ApiProperty({ required: false, example: OCCURRENCE_ID })
  occurrence?: string;

  @ApiProperty({ required: false, example: 'Choir' })
  title?: string;

  @ApiProperty({ required: false, description: 'Only the time is yours to know.', example: true })
  busy?: boolean;

  @ApiProperty({ enum: ['pending', 'standby'], example: 'standby' })
  status!: string;

  @ApiProperty({ example: 'F1-HALL-AB' })
  zone!: string;

  @ApiProperty({ required: false, example: 80 })
  heads?: number;
}

/** Who did it, and when. */
export class DoneByAnswer {
  @ApiProperty({ description: 'Id of the person.' })
  by!: string;

  @InstantProperty('When.')
  at!: string;
}

export class AskedPlaceAnswer extends SpanAnswer {
  @ApiProperty({ example: 'F1-HALL-AB' })
  zone!: string;

  @ApiProperty({ example: 80 })
  heads!: number;
}

/** A counter-proposal that waits for an answer; the date lies at the proposed place until then. */
export class ProposalAnswer {
  @ApiProperty({ type: AskedPlaceAnswer, description: 'Where it was asked for.' })
  asked!: AskedPlaceAnswer;

  @ApiProperty({ example: 'The hall is needed for the assembly' })
  reason!: string;

  @InstantProperty('Until when it can be answered.')
  expiresAt!: string;
}

export class NamedPersonAnswer {
  @ApiProperty()
  id!: string;

  @ApiProperty({ example: '前台一号' })
  name!: string;
}

export class OccurrenceAnswer extends SpanAnswer {
  @ApiProperty({ example: OCCURRENCE_ID })
  id!: string;

  @ApiProperty({ example: 'F1-HALL-AB' })
  zone!: string;

  @ApiProperty({ enum: STATUSES, example: 'confirmed' })
  status!: string;

  @ApiProperty({ description: 'Changed by hand, apart from its series.', example: false })
  edited!: boolean;

  @ApiProperty({ required: false, example: 80 })
  heads?: number;

  @ApiProperty({
    required: false,
    description: 'Its wall start when it was made; never changes.',
    example: '2026-12-01T14:00',
  })
  original?: string;

  @ApiProperty({ required: false, description: 'Set-up before it, in minutes.', example: 30 })
  setupMinutes?: number;

  @ApiProperty({ required: false, description: 'Clean-up after it, in minutes.', example: 30 })
  cleanupMinutes?: number;

  @ApiProperty({ required: false, description: 'Kept by choice although a rule changed beneath it.' })
  kept?: boolean;

  @ApiProperty({ required: false, description: 'Why it was confirmed, declined or cancelled, as a person put it.' })
  reason?: string;

  @ApiProperty({
    enum: REASON_CODES,
    required: false,
    description: 'Why the system declined or cancelled it; never together with `reason`.',
    example: 'series-changed',
  })
  reasonCode?: ReasonCode;

  @ApiProperty({ required: false, enum: ['operator', 'centre'], description: 'Whose turn it is to decide.' })
  stage?: string;

  @ApiProperty({ required: false, type: DoneByAnswer, description: 'Who decided it last.' })
  decided?: DoneByAnswer;

  @ApiProperty({
    required: false,
    type: DoneByAnswer,
    description: 'For who decides there: who cancelled it; `slip` for who held the printed slip.',
  })
  cancelled?: DoneByAnswer;

  @ApiProperty({ required: false, type: ProposalAnswer })
  proposal?: ProposalAnswer;

  @ApiProperty({
    type: [RivalAnswer],
    required: false,
    description: 'For who decides: the standbys of a pending date, or the holders that a standby would displace.',
  })
  rivals?: RivalAnswer[];
}

/** A date that was asked for and refused. */
export class RefusedDateAnswer extends SpanAnswer {
  @ApiProperty({ example: 'F1-HALL' })
  zone!: string;

  @ApiProperty({ type: [RefusalAnswer] })
  refusals!: RefusalAnswer[];
}

/** What the rule was from a date on. */
export class SegmentAnswer {
  @ApiProperty({ description: 'Wall start from which it holds.', example: '2026-09-02T14:00' })
  from!: string;

  @ApiProperty({ description: 'Wall start of its first date.', example: '2026-09-02T14:00' })
  start!: string;

  @ApiProperty({ description: 'Wall end of its first date.', example: '2026-09-02T16:00' })
  end!: string;

  @ApiProperty({ example: 'F1-HALL-AB' })
  zone!: string;

  @ApiProperty({ type: RecurrenceBody, nullable: true })
  recurrence!: RecurrenceBody | null;

  @ApiProperty({ description: 'How far its dates were moved from the rule, in minutes.', example: 0 })
  shiftMinutes!: number;
}

export class WaivedAnswer {
  @ApiProperty({ description: 'Why rules were set aside.', example: 'Agreed with the director' })
  reason!: string;

  @ApiProperty({ type: [String], description: 'Which rules.', example: ['outside-opening-hours'] })
  codes!: string[];
}

/** A booking; what the caller may not know of it is left out. */
export class BookingHeadAnswer {
  @ApiProperty({ example: BOOKING_ID })
  id!: string;

  @ApiProperty({ enum: STATUSES, example: 'confirmed' })
  status!: string;

  @ApiProperty({ example: 'F1-HALL-AB' })
  zone!: string;

  @ApiProperty({ example: 'Choir' })
  title!: string;

  @ApiProperty({ enum: VISIBILITIES, example: 'public' })
  visibility!: string;

  @ApiProperty({ required: false, description: 'Code of the operator in whose name it is.', example: 'chunni' })
  operator?: string;

  @ApiProperty({ required: false, description: 'Dates that lie in zones which are not your business are left out.' })
  partial?: boolean;

  @ApiProperty({ required: false, description: 'The ETag, as a number.', example: 1 })
  version?: number;

  @ApiProperty({ required: false, nullable: true, type: Number, example: 80 })
  heads?: number | null;

  @ApiProperty({ required: false, type: [String], example: ['projector'] })
  needs?: string[];

  @ApiProperty({ required: false, nullable: true, type: String, example: 'Chairs in a circle' })
  note?: string | null;

  @ApiProperty({ required: false, nullable: true, type: RecurrenceBody, description: 'The rule as it is now.' })
  recurrence?: RecurrenceBody | null;

  @ApiProperty({ required: false, type: [SegmentAnswer], description: 'The history of its rule.' })
  segments?: SegmentAnswer[];

  @ApiProperty({ required: false, type: DoneByAnswer, description: 'Who took the request in at the front desk.' })
  accepted?: DoneByAnswer;

  @ApiProperty({ required: false, description: 'Id of who made it.' })
  createdBy?: string;

  @InstantProperty('When it was made.', { required: false })
  createdAt?: string;

  @ApiProperty({ required: false, type: OnBehalfBody })
  onBehalfOf?: OnBehalfBody;

  @ApiProperty({ required: false, type: WaivedAnswer })
  waiver?: WaivedAnswer;

  @ApiProperty({ type: [OccurrenceAnswer] })
  occurrences!: OccurrenceAnswer[];
}

export class BookingAnswer extends BookingHeadAnswer {
  @ApiProperty({ type: [RefusedDateAnswer] })
  refused!: RefusedDateAnswer[];

  @ApiProperty({ required: false, type: [NamedPersonAnswer], description: 'Who had a hand in it, by name.' })
  people?: NamedPersonAnswer[];

  @ApiProperty({
    required: false,
    type: [QuotaStateAnswer],
    description: "For who books or decides: the operator's quotas in the periods of its dates.",
  })
  quotas?: QuotaStateAnswer[];
}

export class CreatedAnswer extends BookingAnswer {
  @ApiProperty({ type: [WarningAnswer] })
  warnings!: WarningAnswer[];

  @ApiProperty({ type: [SkippedAnswer] })
  skipped!: SkippedAnswer[];
}

export class BookingListAnswer {
  @ApiProperty({ type: [BookingHeadAnswer] })
  items!: BookingHeadAnswer[];

  @ApiProperty({ required: false, description: 'Send it as `cursor` for the next page; absent on the last one.' })
  nextCursor?: string;
}
