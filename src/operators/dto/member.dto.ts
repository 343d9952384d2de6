import { ApiProperty } from '@nestjs/swagger';
import { NewLogin, NewPassword, PersonName, LOGIN_EXAMPLE } from '../../accounts/dto/account-fields.js';
import { OPERATOR_ROLES, type OperatorRole } from '../../accounts/actor.js';
import { OneOf, Text } from '../../platform/http/fields.js';

const ROLE = { description: 'A manager also decides and looks after its people.', values: OPERATOR_ROLES };

export class ChangeMemberBody {
  @OneOf({ ...ROLE, example: 'manager' })
  role!: OperatorRole;
}

export class NewInvitationBody {
  @OneOf({ ...ROLE, example: 'member' })
  role!: OperatorRole;

  @Text({ description: 'Whom it is meant for, to tell invitations apart.', max: 80, example: '新来的志愿者' })
  label!: string;
}

export class InvitedAccountBody {
  @NewLogin()
  login!: string;

  @PersonName()
  name!: string;

  @NewPassword()
  password!: string;
}

export class MemberAnswer {
  @ApiProperty({ example: '0199a5f0-7c1e-7a53-9f6e-3f1d8f2b6c11' })
  id!: string;

  @ApiProperty({ example: LOGIN_EXAMPLE })
  login!: string;

  @ApiProperty({ example: '演示成员' })
  name!: string;

  @ApiProperty({ enum: OPERATOR_ROLES })
  role!: OperatorRole;

  @ApiProperty({ description: 'What to send as If-Match with a change of the role, in quotes.', example: 1 })
  version!: number;
}

export class MemberListAnswer {
  @ApiProperty({ type: MemberAnswer, isArray: true })
  items!: MemberAnswer[];

  @ApiProperty({ required: false, description: 'Send it as `cursor` for the next page; absent on the last one.' })
  nextCursor?: string;
}

export class InvitationAnswer {
  @ApiProperty({ example: '0199a5f0-7c1e-7a53-9f6e-3f1d8f2b6c11' })
  id!: string;

  @ApiProperty({ enum: OPERATOR_ROLES })
  role!: OperatorRole;

  @ApiProperty({ example: '新来的志愿者' })
  label!: string;

  @ApiProperty({ example: '2026-08-24T10:00:00+08:00' })
  createdAt!: string;

  @ApiProperty({ example: '2026-08-27T10:00:00+08:00' })
  expiresAt!: string;
}

export class InvitationListAnswer {
  @ApiProperty({ type: InvitationAnswer, isArray: true, description: 'Those that can still be taken up, by age.' })
  items!: InvitationAnswer[];
}

export class IssuedInvitationAnswer {
  @ApiProperty({ example: '0199a5f0-7c1e-7a53-9f6e-3f1d8f2b6c11' })
  id!: string;

  @ApiProperty({ description: 'Path on this server; shown only now.', example: '/invitation/kq3…43 characters' })
  url!: string;

  @ApiProperty({ example: '2026-08-27T10:00:00+08:00' })
  expiresAt!: string;
}

export class OpenInvitationAnswer {
  @ApiProperty({ description: 'Slug of the centre.', example: 'dukou' })
  centre!: string;

  @ApiProperty({ example: '渡口社区党群服务中心' })
  centreName!: string;

  @ApiProperty({ example: 'Dukou Community Service Centre' })
  centreNameEn!: string;

  @ApiProperty({ description: 'Code of the operator.', example: 'chunni' })
  operator!: string;

  @ApiProperty({ example: '春泥公益协会' })
  operatorName!: string;

  @ApiProperty({ example: 'Chunni Public Welfare Association' })
  operatorNameEn!: string;

  @ApiProperty({ enum: OPERATOR_ROLES })
  role!: OperatorRole;
}
