import { ApiProperty } from '@nestjs/swagger';
import { STATUSES, type Status } from '../../bookings/booking.types.js';
import { Text, Whole } from '../../platform/http/fields.js';

const ID = '0199a5f0-7c1e-7a53-9f6e-3f1d8f2b6c11';

/** In the body, and not in the address, since addresses end up in logs. */
export class PhoneBody {
  @Text({
    description: 'A phone number; spaces, hyphens and brackets do not count.',
    example: '0570-5550123',
    min: 3,
    max: 30,
    pattern: /^[0-9+() -]{3,30}$/,
    remedy: 'send digits, spaces, +, - and brackets',
  })
  phone!: string;
}

export class PhoneSearchBody extends PhoneBody {
  @Whole({ description: 'How many to give, at most.', min: 1, max: 200, optional: true, example: 50 })
  limit?: number;

  @Text({
    description: 'The `nextCursor` of the page before, unchanged.',
    max: 500,
    optional: true,
    example: 'WyIwMTk5…',
  })
  cursor?: string;
}

export class PersonalDataAnswer {
  @ApiProperty({ description: 'Id of the booking.', example: ID })
  booking!: string;

  @ApiProperty({ example: 'F1-WELL-2' })
  zone!: string;

  @ApiProperty({ enum: STATUSES, example: 'confirmed' })
  status!: Status;

  @ApiProperty({ description: 'The name that is kept with it.', type: String, nullable: true, example: '王奶奶' })
  name!: string | null;

  @ApiProperty({ description: 'Start of its first date.', example: '2026-12-01T14:00:00+08:00' })
  start!: string;

  @ApiProperty({ description: 'End of its last date.', example: '2026-12-01T15:00:00+08:00' })
  end!: string;
}

export class PersonalDataListAnswer {
  @ApiProperty({ description: 'Oldest booking first.', type: PersonalDataAnswer, isArray: true })
  items!: readonly PersonalDataAnswer[];

  @ApiProperty({ description: 'Where the next page begins; left out on the last one.', required: false })
  nextCursor?: string;
}

export class RemovedAnswer {
  @ApiProperty({ description: 'From how many bookings name and phone were removed.', example: 2 })
  removed!: number;
}

/** A list of plain objects, told by what stands in one of them. */
const listOf = (description: string, example: object) =>
  ({
    description,
    type: 'array',
    items: { type: 'object', additionalProperties: true, description, example },
  }) as const;

/** All that is kept of one account. */
export class AccountDataAnswer {
  @ApiProperty({
    description: 'Id, login, name, whether an owner, whether locked, since when.',
    type: 'object',
    additionalProperties: true,
    example: { id: ID, login: 'member@sunshine.example', name: '成员', isOwner: false, locked: false },
  })
  account!: object;

  @ApiProperty(listOf('Roles in centres.', { centre: 'dukou', role: 'member' }))
  roles!: readonly object[];

  @ApiProperty(listOf('Operators the person acts for.', { centre: 'dukou', operator: 'sunshine', role: 'member' }))
  operators!: readonly object[];

  @ApiProperty(listOf('Names of personal tokens.', { name: 'display', createdAt: '2026-12-01T14:00:00+08:00' }))
  tokens!: readonly object[];

  @ApiProperty(
    listOf('Bookings the person made, with their dates.', {
      id: ID,
      centre: 'dukou',
      zone: 'F3-MEET-2',
      title: 'Choir',
      status: 'confirmed',
    }),
  )
  bookings!: readonly object[];

  @ApiProperty(
    listOf('What the person has been told.', {
      centre: 'dukou',
      kind: 'confirmed',
      subject: { kind: 'booking', id: ID },
    }),
  )
  notices!: readonly object[];
}
