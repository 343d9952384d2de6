import { ApiProperty } from '@nestjs/swagger';
import { VISIBILITIES, type Visibility } from '../booking.types.js';
import { InstantProperty, SpanAnswer } from './span.answer.js';

export class FreeAnswer extends SpanAnswer {
  @ApiProperty({ required: false, description: 'Seats left in a shared zone.', example: 12 })
  units?: number;
}

export class AvailabilityAnswer {
  @ApiProperty({ example: 'F1-CHESS' })
  zone!: string;

  @ApiProperty({ type: [SpanAnswer] })
  open!: SpanAnswer[];

  @ApiProperty({ type: [SpanAnswer] })
  busy!: SpanAnswer[];

  @ApiProperty({ type: [FreeAnswer] })
  free!: FreeAnswer[];
}

/** One occurrence on a timeline, as far as the caller may see it. */
export class ScheduledAnswer extends SpanAnswer {
  @ApiProperty({ example: 'F1-HALL-A' })
  zone!: string;

  @ApiProperty({ enum: ['pending', 'confirmed'], example: 'confirmed' })
  status!: string;

  @ApiProperty({ required: false, description: 'True when nothing more may be told.', example: true })
  busy?: boolean;

  @ApiProperty({ required: false, description: 'Id of the occurrence.' })
  id?: string;

  @ApiProperty({ required: false, description: 'Id of its booking.' })
  booking?: string;

  @ApiProperty({ required: false, example: 'Choir' })
  title?: string;

  @ApiProperty({ required: false, example: 80 })
  heads?: number;

  @ApiProperty({ required: false, enum: VISIBILITIES, description: 'For who may know everything of it.' })
  visibility?: Visibility;

  @ApiProperty({ description: 'Set-up before it, in minutes.', example: 30 })
  setupMinutes!: number;

  @ApiProperty({ description: 'Clean-up after it, in minutes.', example: 30 })
  cleanupMinutes!: number;
}

export class ScheduledClosureAnswer extends SpanAnswer {
  @ApiProperty({ description: 'Id of the closure.' })
  id!: string;

  @ApiProperty({ description: 'The zone that is closed.', example: 'F1-HALL' })
  zone!: string;

  @ApiProperty({ example: '大厅清洁' })
  reason!: string;
}

export class ScheduledZoneAnswer {
  @ApiProperty({ example: 'F1-HALL' })
  code!: string;

  @ApiProperty({ example: '社区大客厅' })
  name!: string;

  @ApiProperty({ example: 'Living-room hall' })
  nameEn!: string;

  @ApiProperty({ nullable: true, type: Number, example: 240 })
  seats!: number | null;

  @ApiProperty({ enum: ['exclusive', 'shared', 'none'], example: 'exclusive' })
  mode!: string;

  @ApiProperty({ type: [SpanAnswer] })
  open!: SpanAnswer[];

  @ApiProperty({ type: [ScheduledClosureAnswer] })
  closures!: ScheduledClosureAnswer[];

  @ApiProperty({ type: [ScheduledAnswer], description: 'All that takes a part of this zone.' })
  occurrences!: ScheduledAnswer[];
}

export class ScheduleAnswer extends SpanAnswer {
  @ApiProperty({ example: 'Asia/Shanghai' })
  timeZone!: string;

  @ApiProperty({ type: [ScheduledZoneAnswer] })
  zones!: ScheduledZoneAnswer[];
}

export class ExpandedTime {
  @ApiProperty({ description: 'Wall time.', example: '2026-12-01T14:00' })
  local!: string;

  @InstantProperty('The instant it is.')
  instant!: string;
}

export class ExpandSkippedAnswer {
  @ApiProperty({ description: 'Wall time.', example: '2026-03-29T02:30' })
  local!: string;

  @ApiProperty({ enum: ['nonexistent', 'excluded', 'holiday', 'not-working-day'], example: 'nonexistent' })
  reason!: string;
}

export class ExpandAnswer {
  @ApiProperty({ type: [ExpandedTime] })
  occurrences!: ExpandedTime[];

  @ApiProperty({ type: [ExpandSkippedAnswer] })
  skipped!: ExpandSkippedAnswer[];

  @ApiProperty({ description: 'False when dates after the limit or the horizon are left out.', example: true })
  complete!: boolean;
}
