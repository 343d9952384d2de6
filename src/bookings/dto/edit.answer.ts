import { AlternativeAnswer } from '../../hours/dto/impact.answer.js';
import { ApiProperty } from '@nestjs/swagger';
import { STATUSES } from '../booking.types.js';
import { BookingAnswer } from './booking.answer.js';
import { CheckedDateAnswer, RefusalAnswer, SkippedAnswer, WarningAnswer } from './refusal.answer.js';
import { SpanAnswer } from './span.answer.js';

const OCCURRENCE_ID = '01990000-0000-7000-8000-000000000001';

/** Where an occurrence lies, and for how many. */
export class PlaceAnswer extends SpanAnswer {
  @ApiProperty({ example: 'F1-HALL-AB' })
  zone!: string;

  @ApiProperty({ example: 80 })
  heads!: number;
}

export class MovedAnswer {
  @ApiProperty({ description: 'Id of the occurrence.', example: OCCURRENCE_ID })
  occurrence!: string;

  @ApiProperty({ type: PlaceAnswer })
  from!: PlaceAnswer;

  @ApiProperty({ type: PlaceAnswer })
  to!: PlaceAnswer;

  @ApiProperty({ description: 'Whether it can lie there.', example: true })
  ok!: boolean;

  @ApiProperty({ type: [RefusalAnswer] })
  refusals!: RefusalAnswer[];
}

/** An occurrence that an edit names. */
export class NamedDateAnswer extends SpanAnswer {
  @ApiProperty({ description: 'Id of the occurrence.', example: OCCURRENCE_ID })
  occurrence!: string;

  @ApiProperty({ example: 'F1-HALL-AB' })
  zone!: string;

  @ApiProperty({ enum: STATUSES, example: 'confirmed' })
  status!: string;
}

export class DifferenceAnswer {
  @ApiProperty({ type: [MovedAnswer] })
  moved!: MovedAnswer[];

  @ApiProperty({ type: [AlternativeAnswer] })
  added!: AlternativeAnswer[];

  @ApiProperty({ type: [NamedDateAnswer] })
  cancelled!: NamedDateAnswer[];

  @ApiProperty({ type: [NamedDateAnswer], description: 'Changed by hand before and therefore left alone.' })
  kept!: NamedDateAnswer[];

  @ApiProperty({ type: [CheckedDateAnswer] })
  refused!: CheckedDateAnswer[];
}

/** What an edit would do, for `?dryRun=true`. */
export class EditPreviewAnswer {
  @ApiProperty({ description: 'Whether the edit would be taken.', example: true })
  ok!: boolean;

  @ApiProperty({ type: DifferenceAnswer })
  difference!: DifferenceAnswer;

  @ApiProperty({ type: [CheckedDateAnswer] })
  dates!: CheckedDateAnswer[];

  @ApiProperty({ type: [SkippedAnswer] })
  skipped!: SkippedAnswer[];
}

/** The booking after an edit, and what the edit did. */
export class EditedAnswer extends BookingAnswer {
  @ApiProperty({ description: 'Always true: an edit that is not possible is a problem.', example: true })
  ok!: boolean;

  @ApiProperty({ type: DifferenceAnswer })
  difference!: DifferenceAnswer;

  @ApiProperty({ type: [CheckedDateAnswer] })
  dates!: CheckedDateAnswer[];

  @ApiProperty({ type: [SkippedAnswer] })
  skipped!: SkippedAnswer[];

  @ApiProperty({ type: [WarningAnswer] })
  warnings!: WarningAnswer[];
}
