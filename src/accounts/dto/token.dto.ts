import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../platform/http/fields.js';

export class NewTokenBody {
  @Text({ description: 'What the token is for.', example: 'door display', max: 80 })
  name!: string;
}

export class TokenAnswer {
  @ApiProperty({ example: '0199a5f0-7c1e-7a53-9f6e-3f1d8f2b6c11' })
  id!: string;

  @ApiProperty({ example: 'door display' })
  name!: string;

  @ApiProperty({ example: '2026-08-24T02:00:00+00:00' })
  createdAt!: string;
}

export class NewTokenAnswer extends TokenAnswer {
  @ApiProperty({ description: 'Shown only now.', example: 'pX3v…43 characters' })
  token!: string;
}

export class TokenListAnswer {
  @ApiProperty({ type: TokenAnswer, isArray: true })
  items!: TokenAnswer[];
}
