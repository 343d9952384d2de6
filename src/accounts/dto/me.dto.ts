import { ApiProperty } from '@nestjs/swagger';
import { ROLES, type Role } from '../actor.js';
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
