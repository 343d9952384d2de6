import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Permit } from './permit.decorator.js';
import { PERMISSION_NAMES, TABLE_ROLES, whoMay } from './permissions.js';

export class PermissionAnswer {
  @ApiProperty({ example: 'bookings.decide' })
  permission!: string;

  @ApiProperty({
    description: 'Who holds it apart from roles: anybody (`public`), anybody signed in, owners only.',
    enum: ['public', 'signed-in', 'owner', 'owner-or-loopback', 'roles'],
    example: 'roles',
  })
  who!: string;

  @ApiProperty({
    description: `How far it reaches by role: ${TABLE_ROLES.join(', ')}. A role that is left out does not hold it.`,
    type: 'object',
    additionalProperties: { type: 'string', enum: ['centre', 'zones', 'operator', 'own'] },
    example: { admin: 'centre', office: 'centre', manager: 'zones' },
  })
  roles!: Record<string, string>;
}

export class PermissionTableAnswer {
  @ApiProperty({ type: PermissionAnswer, isArray: true })
  items!: PermissionAnswer[];
}

@ApiTags('me')
@Controller('api/v1/permissions')
export class PermissionsController {
  @Get()
  @Permit('permissions.read')
  @ApiOperation({ summary: 'The permission table: role by action by scope; owners may do everything' })
  @ApiOkResponse({ type: PermissionTableAnswer })
  read(): PermissionTableAnswer {
    return {
      items: PERMISSION_NAMES.map((permission) => {
        const who = whoMay(permission);
        return typeof who === 'string'
          ? { permission, who, roles: {} }
          : { permission, who: 'roles', roles: { ...who } };
      }),
    };
  }
}
