import { ApiProperty } from '@nestjs/swagger';
import type { Approval, Policy, WhoMayBook } from '../../scheduling/policy.types.js';

/** A number for the centre's own people and one for everybody else. */
export class PerBookerAnswer {
  @ApiProperty({ description: "For the centre's own people.", example: 0 })
  staff!: number;

  @ApiProperty({ description: 'For everybody else who may book.', example: 120 })
  member!: number;
}

/** What a zone demands of a booking, after inheritance. */
export class PolicyAnswer implements Policy {
  @ApiProperty({ description: 'Shortest booking in minutes.', example: 30 })
  shortestMinutes!: number;

  @ApiProperty({ description: 'Longest booking in minutes.', example: 240 })
  longestMinutes!: number;

  @ApiProperty({ description: 'Starts lie on this grid, counted from midnight, in minutes.', example: 15 })
  gridMinutes!: number;

  @ApiProperty({ description: 'Notice in minutes.', type: PerBookerAnswer })
  noticeMinutes!: PerBookerAnswer;

  @ApiProperty({ description: 'How many days ahead.', type: PerBookerAnswer })
  horizonDays!: PerBookerAnswer;

  @ApiProperty({ description: 'Set-up before a booking in minutes.', example: 30 })
  setupMinutes!: number;

  @ApiProperty({ description: 'Clean-up after a booking in minutes.', example: 30 })
  cleanupMinutes!: number;

  @ApiProperty({ description: 'Who decides requests.', enum: ['none', 'centre', 'operator', 'both'], example: 'none' })
  approval!: Approval;

  @ApiProperty({ description: 'Who may book.', enum: ['nobody', 'staff', 'members'], example: 'members' })
  whoMayBook!: WhoMayBook;

  @ApiProperty({
    description: 'Visibility of a booking that does not say its own.',
    enum: ['public', 'internal', 'private'],
    example: 'internal',
  })
  visibility!: Policy['visibility'];
}
