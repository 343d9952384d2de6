import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { DateText, PeriodBoundText, Text } from '../platform/http/fields.js';
import { PageQuery } from '../platform/http/page.js';

export class AuditQuery extends PageQuery {
  @Text({ description: 'Id of a booking: what was done to it and its occurrences.', max: 64, optional: true })
  booking?: string;

  @Text({ description: 'Id of a person: what they did, and what was done to their account.', max: 64, optional: true })
  person?: string;

  @DateText({ description: 'A day of the centre.', optional: true })
  day?: string;

  @PeriodBoundText({ description: 'First day, or the instant from which on.', optional: true })
  from?: string;

  @PeriodBoundText({ description: 'Last day, or the instant before which.', optional: true })
  to?: string;
}

export class AuditActorAnswer {
  @ApiProperty({ example: '0199a5f0-7c1e-7a53-9f6e-3f1d8f2b6c11' })
  id!: string;

  @ApiProperty({ description: 'As it was then.', example: '后台一号' })
  name!: string;
}

export class AuditSubjectAnswer {
  @ApiProperty({ example: 'booking' })
  kind!: string;

  @ApiProperty({ example: '0199a5f0-7c1e-7a53-9f6e-3f1d8f2b6c11' })
  id!: string;
}

export class AuditEntryAnswer {
  @ApiProperty({ example: '0199a5f0-7c1e-7a53-9f6e-3f1d8f2b6c11' })
  id!: string;

  @ApiProperty({ example: '2026-08-24T10:00:00+08:00' })
  at!: string;

  @ApiProperty({ type: AuditActorAnswer })
  actor!: AuditActorAnswer;

  @ApiProperty({ example: 'booking.cancelled' })
  action!: string;

  @ApiProperty({ type: AuditSubjectAnswer })
  subject!: AuditSubjectAnswer;

  @ApiPropertyOptional({ example: '下雨取消' })
  reason?: string;

  @ApiPropertyOptional({
    description: 'What it was, as far as it changed.',
    type: 'object',
    additionalProperties: true,
    example: { status: 'confirmed' },
  })
  before?: unknown;

  @ApiPropertyOptional({
    description: 'What it is since, as far as it changed.',
    type: 'object',
    additionalProperties: true,
    example: { status: 'cancelled' },
  })
  after?: unknown;
}

export class AuditListAnswer {
  @ApiProperty({ type: AuditEntryAnswer, isArray: true, description: 'Newest first.' })
  items!: AuditEntryAnswer[];

  @ApiPropertyOptional({ description: 'Send it as `cursor` for the next page; absent on the last one.' })
  nextCursor?: string;
}
