import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../platform/http/fields.js';
import { STATUSES } from '../booking.types.js';
import { SpanAnswer } from './span.answer.js';

export class IssuedSlipAnswer {
  @ApiProperty({ description: 'The code of its public page, `/slip/{code}`.', example: '7K3M9QX2VB4T' })
  code!: string;
}

export class SlipDateAnswer extends SpanAnswer {
  @ApiProperty({ example: 'F1-WELL-1' })
  zone!: string;

  @ApiProperty({ example: '义诊室' })
  name!: string;

  @ApiProperty({ example: 'Clinic room' })
  nameEn!: string;

  @ApiProperty({ enum: STATUSES, example: 'confirmed' })
  status!: string;
}

/** When and where, and nothing of what for or for whom. */
export class SlipAnswer {
  @ApiProperty({ description: 'Slug of the centre.', example: 'dukou' })
  centre!: string;

  @ApiProperty({ enum: STATUSES, example: 'confirmed' })
  status!: string;

  @ApiProperty({ description: 'Whether it can be cancelled here: something is ahead, and a phone number is known.' })
  cancellable!: boolean;

  @ApiProperty({ type: [SlipDateAnswer], description: 'The next dates, or the last one when all are over.' })
  occurrences!: SlipDateAnswer[];
}

export class CancelSlipBody {
  @Text({
    description: 'The last four digits of the phone number the booking was made with.',
    example: '0123',
    max: 4,
    pattern: /^\d{4}$/,
    remedy: 'send four digits',
  })
  last4!: string;
}

export class SearchBookingsBody {
  @Text({
    description: 'A name or a part of it, the last four digits of a phone number, or the code of a slip.',
    example: '王奶奶',
    min: 2,
    max: 80,
  })
  text!: string;
}
