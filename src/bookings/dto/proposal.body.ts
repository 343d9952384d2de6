import { ListOf, Text, TextList, WallOrInstantText } from '../../platform/http/fields.js';
import { ZONE_CODE } from './booking.parts.js';

const OCCURRENCE = '01990000-0000-7000-8000-000000000001';

export class ProposedDateBody {
  @Text({ description: 'Id of the occurrence that shall lie elsewhere.', max: 36, example: OCCURRENCE })
  occurrence!: string;

  @Text({
    description: 'Another zone for it; its own when left out.',
    example: 'F3-MEET-2',
    optional: true,
    max: 32,
    pattern: ZONE_CODE,
    remedy: 'send a zone code such as F3-MEET-2',
  })
  zone?: string;

  @WallOrInstantText({ description: 'Another start; its own when left out.', optional: true })
  start?: string;

  @WallOrInstantText({ description: 'Another end; the length stays when left out.', optional: true })
  end?: string;
}

export class CounterBody {
  @ListOf(() => ProposedDateBody, {
    description: 'Where the dates shall lie instead; they hold these places until answered.',
    min: 1,
    max: 100,
  })
  proposals!: ProposedDateBody[];

  @Text({ description: 'Why; the asker reads it.', max: 300, example: 'The hall is needed for the assembly' })
  reason!: string;

  @WallOrInstantText({
    description: 'Until when it can be answered; three days when left out, and never past the date itself.',
    optional: true,
  })
  expiresAt?: string;
}

export class AnswerProposalBody {
  @TextList({
    description: 'Ids of the occurrences answered; all that are proposed elsewhere when left out.',
    optional: true,
    min: 1,
    max: 400,
    maxLength: 36,
    example: [OCCURRENCE],
  })
  occurrences?: string[];
}
