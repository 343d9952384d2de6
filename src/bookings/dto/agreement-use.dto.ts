import { ApiProperty } from '@nestjs/swagger';
import { DateText } from '../../platform/http/fields.js';

export class AgreementUseQuery {
  @DateText({ description: 'A day of the periods that are asked for; today when left out.', optional: true })
  on?: string;
}

export class QuotaUseAnswer {
  @ApiProperty({ description: 'Its key in the agreement.', example: 'hours' })
  quota!: string;

  @ApiProperty({ enum: ['minutes', 'bookings'] })
  unit!: string;

  @ApiProperty({ enum: ['week', 'month', 'season', 'open'] })
  per!: string;

  @ApiProperty({ description: 'First day of the week or month, the season, or `open`.', example: '2026-09-01' })
  period!: string;

  @ApiProperty({ example: 2400 })
  limit!: number;

  @ApiProperty({ description: 'By confirmed dates.', example: 600 })
  used!: number;

  @ApiProperty({ description: 'By requests that wait.', example: 120 })
  held!: number;

  @ApiProperty({ description: 'Below zero when a waiver let it be passed.', example: 1680 })
  left!: number;
}

export class DutyUseAnswer {
  @ApiProperty({ example: 'public-hours' })
  key!: string;

  @ApiProperty({ example: '公益开放' })
  name!: string;

  @ApiProperty({ example: 'Public hours' })
  nameEn!: string;

  @ApiProperty({ example: '2026-09' })
  month!: string;

  @ApiProperty({ example: 480 })
  owedMinutes!: number;

  @ApiProperty({ description: 'Of public dates that are over.', example: 120 })
  doneMinutes!: number;

  @ApiProperty({ description: 'Of public dates still to come or running.', example: 240 })
  plannedMinutes!: number;
}

export class AgreementUseAnswer {
  @ApiProperty({ example: '2026-09-01' })
  on!: string;

  @ApiProperty({ type: QuotaUseAnswer, isArray: true })
  quotas!: QuotaUseAnswer[];

  @ApiProperty({ type: DutyUseAnswer, isArray: true })
  duties!: DutyUseAnswer[];
}
