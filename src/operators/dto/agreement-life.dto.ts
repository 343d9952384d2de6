import { ApiProperty } from '@nestjs/swagger';
import { DateText, ListOf, Nested, OneOf, Text } from '../../platform/http/fields.js';

const BOOKING = '0198f3a2-7c1e-7d4b-9a55-3f2b6c8d9e00';

export class HandOverWaiverBody {
  @Text({ description: 'Why; it is kept with the booking.', max: 500, example: '过渡期由中心协调' })
  reason!: string;
}

/** What shall happen to one booking that loses its agreement. */
export class AgreementChoiceBody {
  @Text({ description: 'The affected booking.', max: 36, example: BOOKING })
  booking!: string;

  @OneOf({
    description:
      'Keep its dates as an exception, hand all of it that is ahead over to another operator or the centre, or cancel the affected dates.',
    values: ['keep', 'hand-over', 'cancel'],
    example: 'hand-over',
  })
  action!: 'keep' | 'hand-over' | 'cancel';

  @Text({
    description: 'Code of the operator that takes it over; null or left out: the centre.',
    max: 32,
    optional: true,
    nullable: true,
    example: 'sunshine',
  })
  operator?: string | null;

  @Text({ description: 'Why it is cancelled; people read it.', max: 500, optional: true, example: '委托到期' })
  reason?: string;

  @Nested(() => HandOverWaiverBody, {
    description: 'Sets agreement and quotas of the receiving operator aside.',
    optional: true,
  })
  waiver?: HandOverWaiverBody;
}

export class EndAgreementBody {
  @DateText({
    description: 'The last day; not before today. Before its first day: it never begins and is taken away.',
    example: '2026-12-31',
  })
  on!: string;

  @Text({ description: 'Why; the operator reads it.', max: 500, example: '合同提前终止' })
  reason!: string;

  @ListOf(() => AgreementChoiceBody, { description: 'One for each affected booking.', max: 2000, optional: true })
  choices?: AgreementChoiceBody[];
}

export class RenewAgreementBody {
  @DateText({ description: 'Its last day, at most ten years after its first.', example: '2029-12-31' })
  until!: string;

  @DateText({
    description: 'Its first day; the day after the old one when left out.',
    optional: true,
    example: '2029-01-01',
  })
  from?: string;
}

export class AffectedBookingAnswer {
  @ApiProperty({ example: BOOKING })
  booking!: string;

  @ApiProperty({ example: '合唱' })
  title!: string;

  @ApiProperty({ type: String, isArray: true, example: ['F2-KIDS-1'] })
  zones!: string[];

  @ApiProperty({ description: 'How many of its dates ahead.', example: 12 })
  dates!: number;

  @ApiProperty({ example: '2026-12-01T09:00:00+08:00' })
  first!: string;

  @ApiProperty({ example: '2027-06-29T10:30:00+08:00' })
  last!: string;

  @ApiProperty({ enum: ['pending', 'confirmed', 'standby'] })
  status!: string;

  @ApiProperty({ description: "The booking's version.", example: 1 })
  version!: number;
}

export class AgreementImpactAnswer {
  @ApiProperty({ type: AffectedBookingAnswer, isArray: true })
  affected!: AffectedBookingAnswer[];
}
