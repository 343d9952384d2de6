import { ApiProperty } from '@nestjs/swagger';
import { Flag, Text, TextList } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.js';
import { NOTICE_KINDS, NOTICE_SUBJECTS, type NoticeKind, type NoticeSubject } from '../notices.js';

const ID = '0198f3a2-7c1e-7d4b-9a55-3f2b6c8d9e01';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Which of my notices are asked for. */
export class NoticesQuery extends PageQuery {
  @Text({ description: 'Slug of a centre: only its notices.', max: 60, optional: true, example: 'dukou' })
  centre?: string;

  @Flag({ description: 'Only those not read yet.', optional: true, query: true, example: true })
  unread?: boolean;
}

/** Which of my notices I have read: those named, or all up to one of them. */
export class ReadNoticesBody {
  @TextList({ description: 'Ids of notices.', min: 1, max: 200, maxLength: 36, optional: true, example: [ID] })
  ids?: string[];

  @Text({
    description: 'Id of a notice: it and all older ones.',
    max: 36,
    pattern: UUID,
    remedy: 'send the id of a notice',
    optional: true,
    example: ID,
  })
  until?: string;
}

export class NoticeSubjectAnswer {
  @ApiProperty({ enum: NOTICE_SUBJECTS, example: 'booking' })
  kind!: NoticeSubject;

  @ApiProperty({ example: ID })
  id!: string;
}

export class NoticeAnswer {
  @ApiProperty({ example: ID })
  id!: string;

  @ApiProperty({ example: '2026-12-01T14:00:00+08:00' })
  at!: string;

  @ApiProperty({ enum: NOTICE_KINDS, example: 'confirmed' })
  kind!: NoticeKind;

  @ApiProperty({ description: 'Slug of the centre.', example: 'dukou' })
  centre!: string;

  @ApiProperty({ description: 'What it is about; read that for names and titles.', type: NoticeSubjectAnswer })
  subject!: NoticeSubjectAnswer;

  @ApiProperty({
    description: 'Ids, codes, times and counts, by kind.',
    type: 'object',
    additionalProperties: true,
    example: { zone: 'F3-MEET-2', dates: 1 },
  })
  data!: Record<string, unknown>;

  @ApiProperty({ example: false })
  read!: boolean;
}

export class NoticeListAnswer {
  @ApiProperty({ description: 'Newest first.', type: NoticeAnswer, isArray: true })
  items!: readonly NoticeAnswer[];

  @ApiProperty({ description: 'Where the next page begins; left out on the last one.', required: false })
  nextCursor?: string;
}

export class UnreadAnswer {
  @ApiProperty({ description: 'How many notices are not read yet.', example: 3 })
  unread!: number;
}
