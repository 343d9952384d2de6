import { ApiProperty } from '@nestjs/swagger';
import { STATUSES, VISIBILITIES } from './booking.types.js';

const at = (description: string, example = '2026-12-01T14:00:00+08:00'): PropertyDecorator =>
  ApiProperty({ type: String, format: 'date-time', description, example });

/** Shapes of answers, for the OpenAPI file. */
export class RefusalAnswer {
  @ApiProperty({ description: 'Stable code of the reason.', example: 'occupied' }) code!: string;
  @ApiProperty({ description: 'Zone whose rule or claim it is.', required: false, example: 'F1-HALL-A' }) zone?: string;
  @ApiProperty({ enum: ['office', 'nobody'], description: 'Who may set it aside.', example: 'nobody' })
  waivableBy!: string;
  @ApiProperty({ required: false, description: 'Only pending requests stand in the way.' }) pending?: boolean;
  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    required: false,
    description: 'What it met, as far as the caller may see it.',
  })
  met?: object[];
}
export class AlternativeAnswer {
  @ApiProperty({ example: 'F1-HALL-C' }) zone!: string;
  @at('Start') start!: string;
  @at('End', '2026-12-01T16:00:00+08:00') end!: string;
}
export class WarningAnswer {
  @ApiProperty({ enum: ['calendar-unknown', 'beyond-agreement', 'same-person-elsewhere'], example: 'calendar-unknown' })
  code!: string;
  @ApiProperty({ required: false, example: 2027 }) year?: number;
  @ApiProperty({ required: false, description: 'Id of the other booking.' }) other?: string;
}
export class SkippedAnswer {
  @ApiProperty({ example: '2026-10-01T09:00' }) start!: string;
  @ApiProperty({ enum: ['nonexistent', 'excluded', 'holiday', 'not-working-day'], example: 'holiday' }) reason!: string;
}
export class CheckedDateAnswer {
  @at('Start') start!: string;
  @at('End', '2026-12-01T16:00:00+08:00') end!: string;
  @ApiProperty({ example: 'F1-HALL-AB' }) zone!: string;
  @ApiProperty({ example: 80 }) heads!: number;
  @ApiProperty() ok!: boolean;
  @ApiProperty({ type: [RefusalAnswer] }) refusals!: RefusalAnswer[];
  @ApiProperty({ type: [RefusalAnswer], required: false, description: 'Rules that the waiver sets aside.' })
  waived?: RefusalAnswer[];
  @ApiProperty({ type: [WarningAnswer] }) warnings!: WarningAnswer[];
  @ApiProperty({ type: [AlternativeAnswer], description: 'Up to three, best first.' })
  alternatives!: AlternativeAnswer[];
}
export class CheckAnswer {
  @ApiProperty({ description: 'Whether creating it as asked would succeed.' }) ok!: boolean;
  @ApiProperty({ type: [CheckedDateAnswer] }) occurrences!: CheckedDateAnswer[];
  @ApiProperty({ type: [WarningAnswer] }) warnings!: WarningAnswer[];
  @ApiProperty({ type: [SkippedAnswer] }) skipped!: SkippedAnswer[];
}
export class OccurrenceAnswer {
  @ApiProperty({ example: '01990000-0000-7000-8000-000000000001' }) id!: string;
  @at('Start') start!: string;
  @at('End', '2026-12-01T16:00:00+08:00') end!: string;
  @ApiProperty({ example: 'F1-HALL-AB' }) zone!: string;
  @ApiProperty({ enum: STATUSES, example: 'confirmed' }) status!: string;
  @ApiProperty({ description: 'Changed by hand, apart from its series.' }) edited!: boolean;
  @ApiProperty({ required: false, example: 80 }) heads?: number;
  @ApiProperty({
    required: false,
    description: 'Its wall start when it was made; never changes.',
    example: '2026-12-01T14:00',
  })
  original?: string;
  @ApiProperty({ required: false }) setupMinutes?: number;
  @ApiProperty({ required: false }) cleanupMinutes?: number;
  @ApiProperty({ required: false, description: 'Kept by choice although a rule changed beneath it.' }) kept?: boolean;
  @ApiProperty({ required: false, description: 'Why it was cancelled or declined.' }) reason?: string;
}
export class RefusedDateAnswer {
  @at('Start') start!: string;
  @at('End') end!: string;
  @ApiProperty({ example: 'F1-HALL' }) zone!: string;
  @ApiProperty({ type: [RefusalAnswer] }) refusals!: RefusalAnswer[];
}
export class BookingHeadAnswer {
  @ApiProperty({ example: '01990000-0000-7000-8000-000000000000' }) id!: string;
  @ApiProperty({ enum: STATUSES, example: 'confirmed' }) status!: string;
  @ApiProperty({ example: 'F1-HALL-AB' }) zone!: string;
  @ApiProperty({ example: 'Choir' }) title!: string;
  @ApiProperty({ enum: VISIBILITIES, example: 'public' }) visibility!: string;
  @ApiProperty({ required: false, example: 1 }) version?: number;
  @ApiProperty({ required: false, nullable: true, type: Number, example: 80 }) heads?: number | null;
  @ApiProperty({ required: false, type: [String], example: ['projector'] }) needs?: string[];
  @ApiProperty({ required: false, nullable: true, type: String }) note?: string | null;
  @ApiProperty({ required: false, nullable: true, type: Object }) recurrence?: object | null;
  @ApiProperty({
    required: false,
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    description: 'The history of its rule.',
  })
  segments?: object[];
  @ApiProperty({ required: false, description: 'Id of who made it.' }) createdBy?: string;
  @ApiProperty({ required: false, format: 'date-time' }) createdAt?: string;
  @ApiProperty({ required: false, type: Object }) onBehalfOf?: object;
  @ApiProperty({ required: false, type: Object }) waiver?: object;
  @ApiProperty({ type: [OccurrenceAnswer] }) occurrences!: OccurrenceAnswer[];
}
export class BookingAnswer extends BookingHeadAnswer {
  @ApiProperty({ type: [RefusedDateAnswer] }) refused!: RefusedDateAnswer[];
}
export class CreatedAnswer extends BookingAnswer {
  @ApiProperty({ type: [WarningAnswer] }) warnings!: WarningAnswer[];
  @ApiProperty({ type: [SkippedAnswer] }) skipped!: SkippedAnswer[];
}
export class MovedAnswer {
  @ApiProperty() occurrence!: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) from!: object;
  @ApiProperty({ type: 'object', additionalProperties: true }) to!: object;
  @ApiProperty() ok!: boolean;
  @ApiProperty({ type: [RefusalAnswer] }) refusals!: RefusalAnswer[];
}
export class DifferenceAnswer {
  @ApiProperty({ type: [MovedAnswer] }) moved!: MovedAnswer[];
  @ApiProperty({ type: [AlternativeAnswer] }) added!: AlternativeAnswer[];
  @ApiProperty({ type: [OccurrenceAnswer] }) cancelled!: OccurrenceAnswer[];
  @ApiProperty({ type: [OccurrenceAnswer], description: 'Changed by hand before and therefore left alone.' })
  kept!: OccurrenceAnswer[];
  @ApiProperty({ type: [CheckedDateAnswer] }) refused!: CheckedDateAnswer[];
}
export class EditAnswer {
  @ApiProperty() ok!: boolean;
  @ApiProperty({ type: DifferenceAnswer }) difference!: DifferenceAnswer;
  @ApiProperty({ type: [CheckedDateAnswer] }) dates!: CheckedDateAnswer[];
  @ApiProperty({ type: [SkippedAnswer] }) skipped!: SkippedAnswer[];
}
export class EditedAnswer extends BookingAnswer {
  @ApiProperty() ok!: boolean;
  @ApiProperty({ type: DifferenceAnswer }) difference!: DifferenceAnswer;
}
export class BookingListAnswer {
  @ApiProperty({ type: [BookingHeadAnswer] }) items!: BookingHeadAnswer[];
  @ApiProperty({ required: false }) nextCursor?: string;
}
export class SpanAnswer {
  @at('Start') start!: string;
  @at('End') end!: string;
}
export class FreeAnswer extends SpanAnswer {
  @ApiProperty({ required: false, description: 'Seats left in a shared zone.' }) units?: number;
}
export class AvailabilityAnswer {
  @ApiProperty({ example: 'F1-CHESS' }) zone!: string;
  @ApiProperty({ type: [SpanAnswer] }) open!: SpanAnswer[];
  @ApiProperty({ type: [SpanAnswer] }) busy!: SpanAnswer[];
  @ApiProperty({ type: [FreeAnswer] }) free!: FreeAnswer[];
}
export class ScheduledAnswer extends SpanAnswer {
  @ApiProperty({ example: 'F1-HALL-A' }) zone!: string;
  @ApiProperty({ enum: ['pending', 'confirmed'] }) status!: string;
  @ApiProperty({ required: false, description: 'True when nothing more may be told.' }) busy?: boolean;
  @ApiProperty({ required: false }) id?: string;
  @ApiProperty({ required: false }) booking?: string;
  @ApiProperty({ required: false, example: 'Choir' }) title?: string;
  @ApiProperty({ required: false }) heads?: number;
  @ApiProperty() setupMinutes!: number;
  @ApiProperty() cleanupMinutes!: number;
}
export class ScheduledZoneAnswer {
  @ApiProperty({ example: 'F1-HALL' }) code!: string;
  @ApiProperty({ example: '社区大客厅' }) name!: string;
  @ApiProperty({ example: 'Living-room hall' }) nameEn!: string;
  @ApiProperty({ nullable: true, type: Number, example: 240 }) seats!: number | null;
  @ApiProperty({ enum: ['exclusive', 'shared', 'none'] }) mode!: string;
  @ApiProperty({ type: [SpanAnswer] }) open!: SpanAnswer[];
  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } }) closures!: object[];
  @ApiProperty({ type: [ScheduledAnswer], description: 'All that takes a part of this zone.' })
  occurrences!: ScheduledAnswer[];
}
export class ScheduleAnswer extends SpanAnswer {
  @ApiProperty({ example: 'Asia/Shanghai' }) timeZone!: string;
  @ApiProperty({ type: [ScheduledZoneAnswer] }) zones!: ScheduledZoneAnswer[];
}
export class ExpandedTime {
  @ApiProperty({ example: '2026-12-01T14:00' }) local!: string;
  @at('Instant') instant!: string;
}
export class ExpandAnswer {
  @ApiProperty({ type: [ExpandedTime] }) occurrences!: ExpandedTime[];
  @ApiProperty({
    type: 'array',
    items: { type: 'object', properties: { local: { type: 'string' }, reason: { type: 'string' } } },
  })
  skipped!: object[];
  @ApiProperty({ description: 'False when dates after the limit or the horizon are left out.' }) complete!: boolean;
}
