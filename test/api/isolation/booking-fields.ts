import type { Level } from '../visibility.js';

/** Which fields of a booking each level of knowing it gives; written apart from the code, as `visibility.ts` is. */
const PLACE = ['start', 'end', 'zone', 'status'];
const ON_BOARD = [...PLACE, 'setupMinutes', 'cleanupMinutes'];

/** Every field of a date in the schedule, by how much of it may be known. */
export const SCHEDULE_FIELDS: Readonly<Record<Level, readonly string[]>> = {
  everything: [...ON_BOARD, 'id', 'booking', 'title', 'heads', 'visibility'],
  title: [...ON_BOARD, 'id', 'booking', 'title'],
  count: [...ON_BOARD, 'busy', 'heads'],
  busy: [...ON_BOARD, 'busy'],
};

/** Every field of what a refusal says was met. */
export const MET_FIELDS: Readonly<Record<Level, readonly string[]>> = {
  everything: ['kind', 'start', 'end', 'zone', 'id', 'title', 'pending'],
  title: ['kind', 'start', 'end', 'zone', 'id', 'title', 'pending'],
  count: ['kind', 'start', 'end', 'pending'],
  busy: ['kind', 'start', 'end', 'pending'],
};

const HEAD = ['id', 'status', 'zone', 'title', 'visibility', 'occurrences'];
const DATE = ['id', ...PLACE, 'edited'];

/** Fields of a booking, and of its dates, that are always there for who may know everything of it or only its title. */
export const BOOKING_FIELDS = {
  title: HEAD,
  everything: [...HEAD, 'version', 'heads', 'needs', 'note', 'createdBy', 'createdAt'],
  /** Only when every date is theirs to know. */
  rule: ['recurrence', 'segments'],
} as const;

export const DATE_FIELDS = {
  title: DATE,
  everything: [...DATE, 'heads', 'original', 'setupMinutes', 'cleanupMinutes'],
} as const;
