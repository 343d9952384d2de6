import { ApiProperty, OmitType } from '@nestjs/swagger';
import { Flag, OneOf } from '../../platform/http/fields.js';
import { ROLES, type Role } from '../actor.js';
import { LOGIN_EXAMPLE, NewLogin, PersonName } from './account-fields.js';

const ROLE = { description: 'Role in this centre.', values: ROLES, example: 'desk' };

export class NewPersonBody {
  @NewLogin()
  login!: string;

  @PersonName()
  name!: string;

  @OneOf(ROLE)
  role!: Role;
}

export class ChangePersonBody {
  @PersonName({ optional: true })
  name?: string;

  @OneOf({ ...ROLE, optional: true })
  role?: Role;
}

export class ChangeOwnerBody {
  @Flag({ description: 'Whether this person owns the installation.', example: true })
  isOwner!: boolean;
}

export class PersonAnswer {
  @ApiProperty({ example: '0199a5f0-7c1e-7a53-9f6e-3f1d8f2b6c11' })
  id!: string;

  @ApiProperty({ example: LOGIN_EXAMPLE })
  login!: string;

  @ApiProperty({ example: '前台一号' })
  name!: string;

  @ApiProperty({ enum: ROLES, example: 'desk' })
  role!: Role;

  @ApiProperty({ example: false })
  isOwner!: boolean;

  @ApiProperty({ description: 'A locked account cannot sign in.', example: false })
  locked!: boolean;

  @ApiProperty({ description: 'False until the first one-time link has been used.', example: true })
  hasPassword!: boolean;

  @ApiProperty({ description: 'The number in the ETag.', example: 3 })
  version!: number;
}

export class PersonListAnswer {
  @ApiProperty({ type: PersonAnswer, isArray: true })
  items!: PersonAnswer[];

  @ApiProperty({ required: false, description: 'Send it as `cursor` for the next page; absent on the last one.' })
  nextCursor?: string;
}

export class OwnerAnswer extends OmitType(PersonAnswer, ['role']) {}

export class OwnerListAnswer {
  @ApiProperty({ type: OwnerAnswer, isArray: true })
  items!: OwnerAnswer[];
}
