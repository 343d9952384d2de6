import { ApiProperty, OmitType } from '@nestjs/swagger';
import { DateText, Document, Documents, ListOf, OneOf, Text, TextList } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.js';
import { AGREEMENT_KINDS, type AgreementKind } from '../../scheduling/agreements.types.js';
import { AgreementChoiceBody } from './agreement-life.dto.js';

const ID = '0198f3a2-7c1e-7d4b-9a55-3f2b6c8d9e04';
const RIGHTS = { decide: true, setHours: true, setPolicy: false, waive: ['too-short'], sees: 'names' };
const WINDOWS = { '6': [{ start: '09:00', end: '18:00' }] };
const QUOTAS = [
  { key: 'hours', kind: 'minutes', per: 'month', limit: 2400 },
  { key: 'open', kind: 'open-bookings', limit: 30 },
];
const STANDING = [{ zone: 'F3-ORG', units: 6 }];
const DUTIES = [{ key: 'public-hours', name: '公益开放', nameEn: 'Public hours', minutesPerMonth: 480 }];
const RIGHTS_TEXT =
  'Only of `operate`: `decide`, `setHours`, `setPolicy` (true or false), `waive` (refusal codes), `sees` (names or counts).';
const WINDOWS_TEXT = 'Times of the week in which it holds, by weekday "1" (Monday) to "7"; null for always.';
const QUOTAS_TEXT =
  '`minutes` per week, month or season (with `seasons`), or `open-bookings`; counted over all members, each with a `key`.';
const STANDING_TEXT = 'Units of shared zones that are the operator’s all the time.';
const DUTIES_TEXT = 'Minutes of public dates owed each month, each with a `key`.';

export class TermsBody {
  @Document({ description: RIGHTS_TEXT, optional: true, example: RIGHTS })
  rights?: object;

  @Document({ description: WINDOWS_TEXT, optional: true, nullable: true, example: WINDOWS })
  windows?: object | null;

  @Documents({ description: QUOTAS_TEXT, max: 20, optional: true, example: QUOTAS })
  quotas?: object[];

  @Documents({ description: STANDING_TEXT, max: 20, optional: true, example: STANDING })
  standing?: object[];

  @Documents({ description: DUTIES_TEXT, max: 20, optional: true, example: DUTIES })
  duties?: object[];

  @Text({ description: 'For both sides.', max: 2000, lines: true, optional: true, nullable: true, example: '三年期' })
  note?: string | null;
}

export class NewAgreementBody extends TermsBody {
  @Text({ description: 'Code of the operator.', max: 32, example: 'chunni' })
  operator!: string;

  @OneOf({ description: '`operate` runs the zones, `use` books in them.', values: AGREEMENT_KINDS, example: 'operate' })
  kind!: AgreementKind;

  @TextList({
    description: 'Codes of zones; all below them too.',
    min: 1,
    max: 200,
    maxLength: 40,
    example: ['F2-KIDS'],
  })
  zones!: string[];

  @DateText({ description: 'Its first day.', example: '2026-01-01' })
  from!: string;

  @DateText({ description: 'Its last day, at most ten years later.', example: '2028-12-31' })
  until!: string;
}

export class ChangeAgreementBody extends TermsBody {
  @TextList({
    description: 'Codes of zones, in place of those it has.',
    min: 1,
    max: 200,
    maxLength: 40,
    optional: true,
    example: ['F2-KIDS'],
  })
  zones?: string[];

  @DateText({ description: 'Its last day; not before today.', optional: true, example: '2028-12-31' })
  until?: string;

  @ListOf(() => AgreementChoiceBody, { description: 'One for each affected booking.', max: 2000, optional: true })
  choices?: AgreementChoiceBody[];
}

export class AgreementsQuery extends PageQuery {
  @Text({ description: 'Only those of this operator.', max: 32, optional: true, example: 'chunni' })
  operator?: string;

  @Text({ description: 'Only those that cover this zone.', max: 40, optional: true, example: 'F2-KIDS-1' })
  zone?: string;

  @DateText({ description: 'Only those in force on this day.', optional: true })
  on?: string;
}

export class AgreementAnswer {
  @ApiProperty({ example: ID })
  id!: string;

  @ApiProperty({ description: 'Code of the operator.', example: 'chunni' })
  operator!: string;

  @ApiProperty({ enum: AGREEMENT_KINDS })
  kind!: AgreementKind;

  @ApiProperty({ description: 'Codes it names; all below them are covered too.', type: String, isArray: true })
  zones!: string[];

  @ApiProperty({ example: '2026-01-01' })
  from!: string;

  @ApiProperty({ example: '2028-12-31' })
  until!: string;

  @ApiProperty({ enum: ['future', 'in-force', 'over'] })
  life!: string;

  @ApiProperty({ description: RIGHTS_TEXT, type: 'object', additionalProperties: true, example: RIGHTS })
  rights!: object;

  @ApiProperty({
    description: WINDOWS_TEXT,
    type: 'object',
    additionalProperties: true,
    nullable: true,
    example: WINDOWS,
  })
  windows!: object | null;

  @ApiProperty({
    description: QUOTAS_TEXT,
    type: 'array',
    items: { type: 'object', additionalProperties: true, description: 'One quota.', example: QUOTAS[0] },
    example: QUOTAS,
  })
  quotas!: object[];

  @ApiProperty({
    description: STANDING_TEXT,
    type: 'array',
    items: { type: 'object', additionalProperties: true, description: 'Units of one zone.', example: STANDING[0] },
    example: STANDING,
  })
  standing!: object[];

  @ApiProperty({
    description: DUTIES_TEXT,
    type: 'array',
    items: { type: 'object', additionalProperties: true, description: 'One duty.', example: DUTIES[0] },
    example: DUTIES,
  })
  duties!: object[];

  @ApiProperty({ type: String, nullable: true, example: '三年期' })
  note!: string | null;

  @ApiProperty({ description: 'The agreement it follows.', type: String, nullable: true, example: ID })
  renews!: string | null;

  @ApiProperty({ description: 'Why it was ended early.', type: String, nullable: true, example: '合同提前终止' })
  endedReason!: string | null;

  @ApiProperty({ example: '2026-08-24T10:00:00+08:00' })
  createdAt!: string;

  @ApiProperty({ description: 'The number in the ETag.', example: 3 })
  version!: number;
}

export class AgreementListAnswer {
  @ApiProperty({ type: AgreementAnswer, isArray: true })
  items!: AgreementAnswer[];

  @ApiProperty({ required: false, description: 'Send it as `cursor` for the next page; absent on the last one.' })
  nextCursor?: string;
}

/** An agreement as the log keeps it. */
export class AgreementTextAnswer extends OmitType(AgreementAnswer, ['life', 'createdAt']) {}

export class AgreementVersionAnswer {
  @ApiProperty({ example: '2026-08-24T10:00:00+08:00' })
  at!: string;

  @ApiProperty({ description: 'Who made the change; told to the centre only.', required: false, example: '演示管理员' })
  by?: string;

  @ApiProperty({ example: 'agreement.changed' })
  action!: string;

  @ApiProperty({ type: String, nullable: true, example: '合同提前终止' })
  reason!: string | null;

  @ApiProperty({ description: 'As it was; null at its making.', type: AgreementTextAnswer, nullable: true })
  before!: AgreementTextAnswer | null;

  @ApiProperty({
    description: 'As it is from then on; null when it was taken away.',
    type: AgreementTextAnswer,
    nullable: true,
  })
  after!: AgreementTextAnswer | null;
}

export class AgreementVersionsAnswer {
  @ApiProperty({ type: AgreementVersionAnswer, isArray: true, description: 'By age; the newest 200.' })
  items!: AgreementVersionAnswer[];
}
