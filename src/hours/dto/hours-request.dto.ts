import { ApiProperty } from '@nestjs/swagger';
import { ListOf, OneOf, Text } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.js';
import { formatInstant } from '../../scheduling/time.js';
import { REQUEST_STATUSES, type HoursRequest, type RequestStatus } from '../hours-requests.store.js';
import { ChoiceBody } from './choice.body.js';
import { HoursBody } from './hours.body.js';

const ID = '0198f3a2-7c1e-7d4b-9a55-3f2b6c8d9e01';

export class HoursRequestsQuery extends PageQuery {
  @OneOf({ description: 'Only those in this state.', values: REQUEST_STATUSES, optional: true, example: 'waiting' })
  status?: RequestStatus;
}

export class GrantHoursBody {
  @ListOf(() => ChoiceBody, { description: 'One choice for each affected occurrence.', max: 2000, optional: true })
  choices?: ChoiceBody[];
}

export class DeclineHoursBody {
  @Text({ description: 'Why not; the operator reads it.', max: 500, example: '夜间无人值守' })
  reason!: string;
}

export class HoursRequestAnswer {
  @ApiProperty({ example: ID })
  id!: string;

  @ApiProperty({ example: 'F1-CHILD' })
  zone!: string;

  @ApiProperty({ description: 'Code of the operator that asks.', example: 'chunni' })
  operator!: string;

  @ApiProperty({ enum: REQUEST_STATUSES, example: 'waiting' })
  status!: RequestStatus;

  @ApiProperty({ description: 'The hours asked for, whole.', type: HoursBody })
  document!: object;

  @ApiProperty({ description: 'Why it was declined.', required: false })
  reason?: string;

  @ApiProperty({ description: 'Id of the person who asked.', example: ID })
  askedBy!: string;

  @ApiProperty({ example: '2026-12-01T14:00:00+08:00' })
  askedAt!: string;

  @ApiProperty({ description: 'Id of the person who decided or withdrew it.', required: false })
  decidedBy?: string;

  @ApiProperty({ required: false, example: '2026-12-02T09:00:00+08:00' })
  decidedAt?: string;
}

export class HoursRequestListAnswer {
  @ApiProperty({ description: 'Newest first.', type: HoursRequestAnswer, isArray: true })
  items!: readonly HoursRequestAnswer[];

  @ApiProperty({ description: 'Where the next page begins; left out on the last one.', required: false })
  nextCursor?: string;
}

export function hoursRequestAnswer(request: HoursRequest, timeZone: string): HoursRequestAnswer {
  const { id, zone, operator, status, document, reason, askedBy, askedAt, decidedBy, decidedAt } = request;
  return {
    ...{ id, zone, operator, status, document },
    ...(reason !== null && { reason }),
    askedBy,
    askedAt: formatInstant(askedAt, timeZone),
    ...(decidedBy !== null && { decidedBy }),
    ...(decidedAt !== null && { decidedAt: formatInstant(decidedAt, timeZone) }),
  };
}
