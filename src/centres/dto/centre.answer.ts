import { ApiProperty } from '@nestjs/swagger';
import { inheritPolicy } from '../../scheduling/policy.js';
import type { PolicyPart } from '../../scheduling/policy.types.js';
import type { Centre } from '../centre.js';
import { PolicyAnswer } from './policy.answer.js';

export class CentreAnswer {
  @ApiProperty({ example: 'dukou' })
  slug!: string;

  @ApiProperty({ example: '渡口社区党群服务中心' })
  name!: string;

  @ApiProperty({ example: 'Dukou Community Centre' })
  nameEn!: string;

  @ApiProperty({ example: 'Asia/Shanghai' })
  timeZone!: string;

  @ApiProperty({ description: 'Square metres.', example: 2700 })
  areaM2!: number;

  @ApiProperty({ description: 'What the centre itself says.', type: 'object', additionalProperties: true, example: {} })
  policy!: PolicyPart;

  @ApiProperty({ description: 'Its policy with the defaults filled in.', type: PolicyAnswer })
  rules!: PolicyAnswer;

  @ApiProperty({ type: String, nullable: true, example: null })
  note!: string | null;

  @ApiProperty({ description: 'The ETag, as a number.', example: 1 })
  version!: number;
}

export class CentreListAnswer {
  @ApiProperty({ type: CentreAnswer, isArray: true })
  items!: CentreAnswer[];

  @ApiProperty({ description: 'Send it as `cursor` for the next page; missing on the last.', required: false })
  nextCursor?: string;
}

export const centreAnswer = ({ id: _, ...centre }: Centre): CentreAnswer => ({
  ...centre,
  rules: inheritPolicy([centre.policy]),
});
