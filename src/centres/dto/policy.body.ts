import { Nested, OneOf, Whole } from '../../platform/http/fields.js';
import type { Policy, PolicyPart } from '../../scheduling/policy.types.js';

const LONGEST_MINUTES = 14 * 1440;

class NoticeBody {
  @Whole({ description: "For the centre's own people, in minutes.", example: 0, min: 0, max: 365 * 1440 })
  staff!: number;

  @Whole({ description: 'For everybody else who may book.', example: 120, min: 0, max: 365 * 1440 })
  member!: number;
}

class HorizonBody {
  @Whole({ description: "For the centre's own people, in days.", example: 400, min: 1, max: 1100 })
  staff!: number;

  @Whole({ description: 'For everybody else who may book.', example: 180, min: 1, max: 1100 })
  member!: number;
}

/** What a zone itself demands of a booking, whole; a member left out is inherited from the zone above. */
export class PolicyBody implements PolicyPart {
  @Whole({ description: 'Shortest booking in minutes.', min: 5, max: LONGEST_MINUTES, optional: true, example: 30 })
  shortestMinutes?: number;

  @Whole({ description: 'Longest booking in minutes.', min: 5, max: LONGEST_MINUTES, optional: true, example: 240 })
  longestMinutes?: number;

  @Whole({
    description: 'Starts lie on this grid from midnight: 5, 10, 15, 20, 30 or 60 minutes.',
    min: 5,
    max: 60,
    optional: true,
    example: 15,
  })
  gridMinutes?: number;

  @Nested(() => NoticeBody, { description: 'Notice in minutes.', optional: true })
  noticeMinutes?: NoticeBody;

  @Nested(() => HorizonBody, { description: 'How many days ahead.', optional: true })
  horizonDays?: HorizonBody;

  @Whole({ description: 'Set-up before a booking in minutes.', min: 0, max: 480, optional: true, example: 30 })
  setupMinutes?: number;

  @Whole({ description: 'Clean-up after a booking in minutes.', min: 0, max: 480, optional: true, example: 30 })
  cleanupMinutes?: number;

  @OneOf({
    description: 'Who decides requests.',
    values: ['none', 'centre', 'operator', 'both'],
    optional: true,
    example: 'none',
  })
  approval?: Policy['approval'];

  @OneOf({ description: 'Who may book.', values: ['nobody', 'staff', 'members'], optional: true, example: 'members' })
  whoMayBook?: Policy['whoMayBook'];

  @OneOf({
    description: 'Visibility of a booking that does not say its own.',
    values: ['public', 'internal', 'private'],
    optional: true,
    example: 'internal',
  })
  visibility?: Policy['visibility'];
}
