import type { Scheduled } from '../live/day-schedule.js';

/** Something that is being put on the board: a new booking, or one that moves or grows. Wall times. */
export interface Ghost {
  readonly kind: 'new' | 'move' | 'resize';
  readonly zone: string;
  readonly start: string;
  readonly end: string;
  /** What moves. */
  readonly one?: Scheduled;
}

/** Whether it may lie there, in words; `isSure` when the server has said so. */
export interface GhostVerdict {
  readonly isOk: boolean;
  readonly text: string;
  /** Where the help explains it; null for what needs no explaining. */
  readonly about: string | null;
  readonly isSure: boolean;
}
