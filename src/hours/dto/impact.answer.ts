import { ApiProperty } from '@nestjs/swagger';
import { HoursBody } from './hours.body.js';

/** Another place or time that would do. */
export class AlternativeAnswer {
  @ApiProperty({ example: 'F3-MEET-2' })
  zone!: string;

  @ApiProperty({ example: '2026-12-01T14:00:00+08:00' })
  start!: string;

  @ApiProperty({ example: '2026-12-01T16:00:00+08:00' })
  end!: string;
}

export class AffectedAnswer {
  @ApiProperty({ example: '0198f3a2-7c1e-7d4b-9a55-3f2b6c8d9e01' })
  occurrence!: string;

  @ApiProperty({ example: '0198f3a2-7c1e-7d4b-9a55-3f2b6c8d9e00' })
  booking!: string;

  @ApiProperty({ example: '合唱' })
  title!: string;

  @ApiProperty({ example: 'F2-ELDER-1' })
  zone!: string;

  @ApiProperty({ example: '2026-12-01T09:00:00+08:00' })
  start!: string;

  @ApiProperty({ example: '2026-12-01T10:30:00+08:00' })
  end!: string;

  @ApiProperty({ example: 30 })
  heads!: number;

  @ApiProperty({ enum: ['pending', 'confirmed'] })
  status!: string;

  @ApiProperty({ description: 'The code of the refusal it would meet.', example: 'outside-opening-hours' })
  why!: string;

  @ApiProperty({ type: AlternativeAnswer, isArray: true })
  alternatives!: AlternativeAnswer[];

  @ApiProperty({ description: "The booking's version.", example: 1 })
  version!: number;
}

export class SeriesDifferenceAnswer {
  @ApiProperty({ example: '0198f3a2-7c1e-7d4b-9a55-3f2b6c8d9e00' })
  booking!: string;

  @ApiProperty({ example: '暖"新"托班' })
  title!: string;

  @ApiProperty({ description: 'Dates it gains, as wall times of the start.', example: ['2027-02-20T15:30'] })
  add!: string[];

  @ApiProperty({ description: 'Dates it loses, as wall times of the start.', example: ['2027-10-01T15:30'] })
  drop!: string[];
}

/** What a dry run answers: the change as it was understood, and whom it would meet. */
export class ImpactAnswer {
  @ApiProperty({ type: AffectedAnswer, isArray: true })
  affected!: AffectedAnswer[];

  @ApiProperty({
    description: 'Only for hours set by an operator: what goes beyond will be asked of the centre.',
    required: false,
    example: true,
  })
  asksBeyond?: boolean;

  @ApiProperty({ description: 'Only for hours: what they would say.', type: HoursBody, required: false })
  document?: HoursBody;

  @ApiProperty({ description: 'Only for calendars.', type: SeriesDifferenceAnswer, isArray: true, required: false })
  series?: SeriesDifferenceAnswer[];
}
