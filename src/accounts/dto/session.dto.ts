import { ApiProperty } from '@nestjs/swagger';
import { GivenLogin, GivenPassword, LOGIN_EXAMPLE } from './account-fields.js';

export class SignInBody {
  @GivenLogin()
  login!: string;

  @GivenPassword()
  password!: string;
}

export class UserAnswer {
  @ApiProperty({ example: '0199a5f0-7c1e-7a53-9f6e-3f1d8f2b6c11' })
  id!: string;

  @ApiProperty({ example: LOGIN_EXAMPLE })
  login!: string;

  @ApiProperty({ example: '前台一号' })
  name!: string;
}

export class SessionAnswer {
  @ApiProperty({ type: UserAnswer })
  user!: UserAnswer;

  @ApiProperty({ description: 'When the session ends by itself.', example: '2026-08-24T14:00:00+00:00' })
  expiresAt!: string;
}
