import { AlternativeAnswer } from '../../hours/dto/impact.answer.js';
import { ApiProperty } from '@nestjs/swagger';
import { InstantProperty, SpanAnswer } from './span.answer.js';

/** One booking or closure that stands in the way. */
export class MetAnswer extends SpanAnswer {
  @ApiProperty({ enum: ['booking', 'closure', 'hold'], example: 'booking' })
  kind!: string;

  @ApiProperty({ description: 'True when it is only a request.', example: false })
  pending!: boolean;

  @ApiProperty({ required: false, description: 'Its zone, when the caller may know it.', example: 'F1-HALL-A' })
  zone?: string;

  @ApiProperty({ required: false, description: 'Its id, when the caller may know it.' })
  id?: string;

  @ApiProperty({ required: false, description: 'Its title, when the caller may know it.', example: 'Choir' })
  title?: string;
}

/** Open hours of a day, as wall times of the centre. */
export class OpenWallAnswer {
  @ApiProperty({ example: '2026-12-01T08:30' })
  start!: string;

  @ApiProperty({ example: '2026-12-01T20:30' })
  end!: string;
}

/** One reason why a date is not possible; which further members there are depends on `code`. */
export class RefusalAnswer {
  @ApiProperty({ description: 'Stable code of the reason.', example: 'occupied' })
  code!: string;

  @ApiProperty({ description: 'Zone whose rule or claim it is.', required: false, example: 'F1-HALL-A' })
  zone?: string;

  @ApiProperty({ enum: ['office', 'nobody'], description: 'Who may set it aside.', example: 'nobody' })
  waivableBy!: string;

  @ApiProperty({ required: false, description: 'Only pending requests stand in the way.', example: false })
  pending?: boolean;

  @ApiProperty({
    required: false,
    type: [MetAnswer],
    description: '`occupied`: what it met, as far as the caller may see it.',
  })
  met?: MetAnswer[];

  @ApiProperty({
    required: false,
    enum: ['seats', 'limit', 'zone'],
    description: "`over-capacity`: a shared zone's seats, a head-count limit, or the zone itself.",
    example: 'limit',
  })
  of?: string;

  @ApiProperty({ required: false, description: '`over-capacity`: how many there are.', example: 260 })
  units?: number;

  @ApiProperty({ required: false, description: '`over-capacity`: how many are taken.', example: 240 })
  claimed?: number;

  @ApiProperty({ required: false, description: '`over-capacity`: how many were asked for.', example: 30 })
  asked?: number;

  @ApiProperty({ required: false, type: [OpenWallAnswer], description: '`outside-opening-hours`: when it is open.' })
  open?: OpenWallAnswer[];

  @ApiProperty({ required: false, description: 'Why it is closed, in words.', example: '大厅清洁' })
  reason?: string;

  @ApiProperty({ required: false, description: 'The English name of the holiday on which it is closed.' })
  reasonEn?: string;

  @ApiProperty({ required: false, description: '`closed`: id of the closure.' })
  closure?: string;

  @InstantProperty('`closed`: when the closure begins.', { required: false })
  start?: string;

  @InstantProperty('`closed`: when the closure ends.', { required: false })
  end?: string;

  @InstantProperty('`in-the-past`: what time it is.', { required: false })
  now?: string;

  @ApiProperty({ required: false, description: '`too-soon`: notice wanted, in minutes.', example: 120 })
  noticeMinutes?: number;

  @InstantProperty('`too-soon`: the earliest start.', { required: false })
  earliest?: string;

  @ApiProperty({ required: false, description: '`too-far-ahead`: how many days ahead.', example: 90 })
  horizonDays?: number;

  @InstantProperty('`too-far-ahead`: the latest end.', { required: false })
  latest?: string;

  @ApiProperty({ required: false, description: '`too-short`, `too-long`: its length in minutes.', example: 15 })
  minutes?: number;

  @ApiProperty({ required: false, description: '`too-short`: the shortest length in minutes.', example: 30 })
  shortestMinutes?: number;

  @ApiProperty({ required: false, description: '`too-long`: the longest length in minutes.', example: 240 })
  longestMinutes?: number;

  @ApiProperty({ required: false, description: '`off-grid`: starts lie on this grid, in minutes.', example: 15 })
  gridMinutes?: number;

  @ApiProperty({ required: false, type: [String], description: '`off-grid`: wall starts nearby that lie on it.' })
  nearest?: string[];

  @ApiProperty({
    required: false,
    enum: ['zone', 'who', 'window'],
    description:
      '`not-bookable`: the zone never is, or not by the caller. `no-agreement`: none for the zone on that date, or only at other times of the week.',
    example: 'who',
  })
  why?: string;

  @ApiProperty({ required: false, description: '`series-overlaps-itself`: wall start of the other date.' })
  with?: string;

  @ApiProperty({ required: false, type: [String], description: '`lacks-equipment`: what the zone lacks.' })
  missing?: string[];

  @ApiProperty({ required: false, description: '`no-agreement`: code of the operator.', example: 'chunni' })
  operator?: string;

  @ApiProperty({ required: false, description: '`quota-exceeded`: id of the agreement.' })
  agreement?: string;

  @ApiProperty({ required: false, description: '`quota-exceeded`: key of the quota.', example: 'hours' })
  quota?: string;

  @ApiProperty({ required: false, enum: ['minutes', 'bookings'], description: '`quota-exceeded`: what it counts.' })
  unit?: string;

  @ApiProperty({ required: false, enum: ['week', 'month', 'season', 'open'], example: 'month' })
  per?: string;

  @ApiProperty({
    required: false,
    description: '`quota-exceeded`: which week, month or season.',
    example: '2026-12-01',
  })
  period?: string;

  @ApiProperty({ required: false, description: '`quota-exceeded`: how much there is.', example: 2400 })
  limit?: number;

  @ApiProperty({ required: false, description: '`quota-exceeded`: confirmed by now.', example: 1800 })
  used?: number;

  @ApiProperty({ required: false, description: '`quota-exceeded`: held by requests that wait.', example: 300 })
  held?: number;
}

/** Something to know that does not stand in the way. */
export class WarningAnswer {
  @ApiProperty({ enum: ['calendar-unknown', 'beyond-agreement', 'same-person-elsewhere'], example: 'calendar-unknown' })
  code!: string;

  @ApiProperty({ required: false, description: '`calendar-unknown`: the year that is not announced.', example: 2027 })
  year?: number;

  @ApiProperty({ required: false, description: '`same-person-elsewhere`: id of the other booking.' })
  other?: string;

  @ApiProperty({ required: false, description: '`beyond-agreement`: id of the agreement that will have ended.' })
  agreement?: string;

  @ApiProperty({ required: false, description: '`beyond-agreement`: its last day.', example: '2026-12-31' })
  until?: string;
}

/** How a quota of the operator stands in one period. */
export class QuotaStateAnswer {
  @ApiProperty({ description: 'Id of the agreement.' })
  agreement!: string;

  @ApiProperty({ description: 'Key of the quota.', example: 'hours' })
  quota!: string;

  @ApiProperty({ enum: ['minutes', 'bookings'], example: 'minutes' })
  unit!: string;

  @ApiProperty({ enum: ['week', 'month', 'season', 'open'], example: 'month' })
  per!: string;

  @ApiProperty({ description: 'First day of the week or month, the season, or `open`.', example: '2026-12-01' })
  period!: string;

  @ApiProperty({ example: 2400 })
  limit!: number;

  @ApiProperty({ description: 'Confirmed.', example: 1800 })
  used!: number;

  @ApiProperty({ description: 'Held by requests that wait.', example: 300 })
  held!: number;

  @ApiProperty({ description: 'What remains, after this request where one is judged.', example: 180 })
  left!: number;

  @ApiProperty({ required: false, description: 'What this request takes.', example: 120 })
  asked?: number;
}

/** A date that the rule names and that nevertheless is none. */
export class SkippedAnswer {
  @ApiProperty({ description: 'Wall start.', example: '2026-10-01T09:00' })
  start!: string;

  @ApiProperty({ enum: ['nonexistent', 'excluded', 'holiday', 'not-working-day'], example: 'holiday' })
  reason!: string;
}

/** The verdict on one date. */
export class CheckedDateAnswer extends SpanAnswer {
  @ApiProperty({ example: 'F1-HALL-AB' })
  zone!: string;

  @ApiProperty({ example: 80 })
  heads!: number;

  @ApiProperty({ description: 'Whether this date can be taken.', example: true })
  ok!: boolean;

  @ApiProperty({ type: [RefusalAnswer] })
  refusals!: RefusalAnswer[];

  @ApiProperty({ type: [RefusalAnswer], required: false, description: 'Rules that the waiver sets aside.' })
  waived?: RefusalAnswer[];

  @ApiProperty({ type: [WarningAnswer] })
  warnings!: WarningAnswer[];

  @ApiProperty({ type: [AlternativeAnswer], description: 'Up to three, best first.' })
  alternatives!: AlternativeAnswer[];
}

export class CheckAnswer {
  @ApiProperty({ description: 'Whether creating it as asked would succeed.', example: true })
  ok!: boolean;

  @ApiProperty({ type: [CheckedDateAnswer] })
  occurrences!: CheckedDateAnswer[];

  @ApiProperty({ type: [WarningAnswer] })
  warnings!: WarningAnswer[];

  @ApiProperty({ type: [QuotaStateAnswer], description: "The operator's quotas in the periods asked for." })
  quotas!: QuotaStateAnswer[];

  @ApiProperty({ type: [SkippedAnswer] })
  skipped!: SkippedAnswer[];
}
