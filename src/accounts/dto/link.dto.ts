import { ApiProperty } from '@nestjs/swagger';
import { NewLogin, NewPassword, PersonName } from './account-fields.js';

export class LinkAnswer {
  @ApiProperty({ description: 'Path on this server; shown only now.', example: '/welcome/kq3…43 characters' })
  url!: string;

  @ApiProperty({ example: '2026-08-27T10:00:00+08:00' })
  expiresAt!: string;
}

export class OpenLinkAnswer {
  @ApiProperty({ enum: ['password', 'owner'], example: 'password' })
  purpose!: 'password' | 'owner';

  @ApiProperty({
    description: 'Whom it is for; null for the first owner.',
    type: String,
    nullable: true,
    example: '前台一号',
  })
  name!: string | null;
}

export class LinkPasswordBody {
  @NewPassword()
  password!: string;
}

export class FirstOwnerBody {
  @NewLogin()
  login!: string;

  @PersonName()
  name!: string;

  @NewPassword()
  password!: string;
}
