import { Flag, OneOf, Text, WallOrInstantText } from '../../platform/http/fields.js';

/** What shall happen to one affected occurrence. */
export class ChoiceBody {
  @Text({ description: 'The affected occurrence.', max: 36, example: '0198f3a2-7c1e-7d4b-9a55-3f2b6c8d9e01' })
  occurrence!: string;

  @OneOf({
    description: 'Keep it as an exception, move it, cancel it, or (closures only) let it end earlier.',
    values: ['keep', 'cancel', 'move', 'shorten'],
    example: 'move',
  })
  action!: 'keep' | 'cancel' | 'move' | 'shorten';

  @Text({ description: 'Why it is cancelled; people read it.', max: 500, optional: true, example: '管道抢修' })
  reason?: string;

  @WallOrInstantText({ description: 'Where it moves to.', optional: true })
  start?: string;

  @WallOrInstantText({
    description: 'Its end after moving (its length stays when left out) or shortening.',
    optional: true,
    example: '2026-12-01T15:00',
  })
  end?: string;

  @Text({ description: 'The zone it moves to; its own when left out.', max: 40, optional: true, example: 'F3-MEET-2' })
  zone?: string;
}

/** Whether a series follows a newly loaded calendar. */
export class SeriesChoiceBody {
  @Text({ description: 'The booking.', max: 36, example: '0198f3a2-7c1e-7d4b-9a55-3f2b6c8d9e01' })
  booking!: string;

  @Flag({
    description: 'True adds and drops the dates that were listed; false leaves the series as it is.',
    example: true,
  })
  apply!: boolean;
}
