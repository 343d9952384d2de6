import { ApiProperty } from '@nestjs/swagger';
import {
  OPERATOR_ROLES,
  OPERATOR_STATUSES,
  ROLES,
  type OperatorRole,
  type OperatorStatus,
  type Role,
} from '../actor.js';
import { GivenPassword, NewPassword } from './account-fields.js';
import { UserAnswer } from './session.dto.js';

export class MyUserAnswer extends UserAnswer {
  @ApiProperty({ description: 'Owners may do everything in every centre.', example: false })
  isOwner!: boolean;
}

export class MyRoleAnswer {
  @ApiProperty({ description: 'Slug of the centre.', example: 'dukou' })
  centre!: string;

  @ApiProperty({ enum: ROLES, example: 'desk' })
  role!: Role;
}

export class MyOperatorAnswer {
  @ApiProperty({ description: 'Slug of the centre.', example: 'dukou' })
  centre!: string;

  @ApiProperty({ description: 'Code by which a booking names it.', example: 'chunni' })
  code!: string;

  @ApiProperty({ example: '春泥公益协会' })
  name!: string;

  @ApiProperty({ example: 'Chunni Public Welfare Association' })
  nameEn!: string;

  @ApiProperty({ enum: OPERATOR_ROLES, example: 'manager' })
  role!: OperatorRole;

  @ApiProperty({ enum: OPERATOR_STATUSES, description: 'A suspended one can add nothing.', example: 'active' })
  status!: OperatorStatus;
}

export class MeAnswer {
  @ApiProperty({ type: MyUserAnswer })
  user!: MyUserAnswer;

  @ApiProperty({ type: MyRoleAnswer, isArray: true })
  roles!: MyRoleAnswer[];

  @ApiProperty({
    description: 'What I may do by role, by centre; what is public is left out.',
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'string' } },
    example: { dukou: ['bookings.check', 'bookings.create', 'bookings.read'] },
  })
  permissions!: Record<string, string[]>;

  @ApiProperty({ type: MyOperatorAnswer, isArray: true, description: 'Operators I act for.' })
  operators!: MyOperatorAnswer[];
}

export class ChangePasswordBody {
  @GivenPassword()
  current!: string;

  @NewPassword()
  next!: string;
}

export class PasswordChangedAnswer {
  @ApiProperty({ description: 'How many of my other sessions have ended.', example: 2 })
  sessionsEnded!: number;

  @ApiProperty({ description: 'How many personal tokens still work; delete those you do not trust.', example: 1 })
  tokensKept!: number;
}
