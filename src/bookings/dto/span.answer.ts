import { ApiProperty } from '@nestjs/swagger';

/** An instant with the centre's offset. */
export const InstantProperty = (
  description: string,
  { example = '2026-12-01T14:00:00+08:00', required = true } = {},
): PropertyDecorator => ApiProperty({ type: String, format: 'date-time', description, example, required });

export class SpanAnswer {
  @InstantProperty('Start.')
  start!: string;

  @InstantProperty('End; the moment from which it is free again.', { example: '2026-12-01T16:00:00+08:00' })
  end!: string;
}
