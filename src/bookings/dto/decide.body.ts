import { Text, TextList } from '../../platform/http/fields.js';

export class DecideBody {
  @TextList({
    description: 'Ids of the occurrences decided; all that wait when left out.',
    optional: true,
    min: 1,
    max: 400,
    maxLength: 36,
    example: ['01990000-0000-7000-8000-000000000001'],
  })
  occurrences?: string[];

  @Text({ description: 'Why.', optional: true, max: 300, example: 'Welcome' })
  reason?: string;
}

export class DeclineBody {
  @TextList({
    description: 'Ids of the occurrences decided; all that wait when left out.',
    optional: true,
    min: 1,
    max: 400,
    maxLength: 36,
    example: ['01990000-0000-7000-8000-000000000001'],
  })
  occurrences?: string[];

  @Text({ description: 'Why; the asker reads it.', max: 300, example: 'The hall is needed for the assembly' })
  reason!: string;
}

export class EmptyBody {}
