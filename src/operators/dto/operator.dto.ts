import { ApiProperty } from '@nestjs/swagger';
import { OPERATOR_STATUSES, type OperatorStatus } from '../../accounts/actor.js';
import { Nested, OneOf, Text } from '../../platform/http/fields.js';
import { OPERATOR_CODE, OPERATOR_KINDS, type OperatorKind } from '../operator.store.js';

export class ContactBody {
  @Text({ description: 'Whom to ask for.', max: 80, optional: true, example: '值班负责人' })
  name?: string;

  @Text({
    description: 'Telephone number.',
    max: 30,
    optional: true,
    pattern: /^[0-9 +()-]{3,30}$/,
    remedy: 'send 3 to 30 digits, spaces, + ( ) and -',
    example: '0570-0000000',
  })
  phone?: string;

  @Text({
    description: 'E-mail address.',
    max: 190,
    optional: true,
    pattern: /^[^\s@]{1,64}@[^\s@]{1,125}$/,
    remedy: 'send an e-mail address',
    example: 'office@chunni.example',
  })
  email?: string;
}

export class NewOperatorBody {
  @Text({
    description: 'By which paths and bookings name it; it stays for ever.',
    min: 2,
    max: 32,
    pattern: OPERATOR_CODE,
    remedy: 'send 2 to 32 small letters, digits and hyphens, beginning with a letter',
    example: 'chunni',
  })
  code!: string;

  @Text({ description: 'Name in the language of the place.', max: 200, example: '春泥公益协会' })
  name!: string;

  @Text({ description: 'Name in English.', max: 200, example: 'Chunni Public Welfare Association' })
  nameEn!: string;

  @OneOf({ description: 'What it is.', values: OPERATOR_KINDS, example: 'association' })
  kind!: OperatorKind;

  @Nested(() => ContactBody, { description: 'Whom to call.', optional: true })
  contact?: ContactBody;

  @Text({
    description: 'For the centre and the operator.',
    max: 2000,
    lines: true,
    optional: true,
    example: '驻点组织',
  })
  note?: string;
}

export class ChangeOperatorBody {
  @Text({ description: 'Name in the language of the place.', max: 200, optional: true, example: '春泥公益协会' })
  name?: string;

  @Text({ description: 'Name in English.', max: 200, optional: true, example: 'Chunni Public Welfare Association' })
  nameEn?: string;

  @OneOf({ description: 'What it is.', values: OPERATOR_KINDS, optional: true, example: 'association' })
  kind?: OperatorKind;

  @Nested(() => ContactBody, { description: 'Whom to call, in place of what stands.', optional: true })
  contact?: ContactBody;

  @Text({
    description: 'Null takes it away.',
    max: 2000,
    lines: true,
    optional: true,
    nullable: true,
    example: '驻点组织',
  })
  note?: string | null;

  @OneOf({
    description:
      '`suspended` keeps what is booked and adds nothing; `ended` is for good and needs that no agreement runs any more.',
    values: OPERATOR_STATUSES.filter((status) => status !== 'invited'),
    optional: true,
    example: 'suspended',
  })
  status?: Exclude<OperatorStatus, 'invited'>;
}

export class ContactAnswer {
  @ApiProperty({ required: false, example: '值班负责人' })
  name?: string;

  @ApiProperty({ required: false, example: '0570-0000000' })
  phone?: string;

  @ApiProperty({ required: false, example: 'office@chunni.example' })
  email?: string;
}

export class OperatorAnswer {
  @ApiProperty({ example: 'chunni' })
  code!: string;

  @ApiProperty({ example: '春泥公益协会' })
  name!: string;

  @ApiProperty({ example: 'Chunni Public Welfare Association' })
  nameEn!: string;

  @ApiProperty({ enum: OPERATOR_KINDS })
  kind!: OperatorKind;

  @ApiProperty({ type: ContactAnswer })
  contact!: ContactAnswer;

  @ApiProperty({ enum: OPERATOR_STATUSES, description: 'It is invited until its first person has joined.' })
  status!: OperatorStatus;

  @ApiProperty({
    description: 'What the centre has noted of it, for the centre’s own people only.',
    type: String,
    nullable: true,
    required: false,
    example: '驻点组织',
  })
  note?: string | null;

  @ApiProperty({ example: '2026-08-24T10:00:00+08:00' })
  createdAt!: string;

  @ApiProperty({ description: 'The number in the ETag.', example: 3 })
  version!: number;
}

export class OperatorListAnswer {
  @ApiProperty({ type: OperatorAnswer, isArray: true })
  items!: OperatorAnswer[];

  @ApiProperty({ required: false, description: 'Send it as `cursor` for the next page; absent on the last one.' })
  nextCursor?: string;
}
