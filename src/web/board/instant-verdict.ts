import type { RefusalCode } from '../../scheduling/refusals.js';
import type { Zone } from '../centre/zone-tree.js';
import { aboutRefusal } from '../help/codes.js';
import { hindranceOf } from '../today/find.js';
import type { ScheduledZone } from '../live/day-schedule.js';

export type InstantVerdict = 'ok' | 'past' | 'unbookable' | 'short' | 'long' | 'closed' | 'taken' | 'closure';

const REFUSAL_OF: Readonly<Record<Exclude<InstantVerdict, 'ok'>, RefusalCode>> = {
  past: 'in-the-past',
  unbookable: 'not-bookable',
  short: 'too-short',
  long: 'too-long',
  closed: 'outside-opening-hours',
  taken: 'occupied',
  closure: 'closed',
};

/** Where the help explains the refusal that it foresees. */
export const aboutInstant = (verdict: InstantVerdict): string | null =>
  verdict === 'ok' ? null : aboutRefusal(REFUSAL_OF[verdict]);

/** Where something is being put on the board. Wall times, and the centre's offset there, such as `+08:00`. */
export interface Target {
  readonly start: string;
  readonly end: string;
  readonly offset: string;
  /** The occurrence that moves: it is never in its own way. */
  readonly except?: string | undefined;
}

/** What the timetable at hand says at once, while the server is being asked. */
export function instantVerdict(
  zone: Zone,
  schedule: ScheduledZone | undefined,
  {
    target,
    wallNow,
    takesWhole,
  }: {
    target: Target;
    wallNow: string;
    takesWhole: (happening: { readonly zone: string }) => boolean;
  },
): InstantVerdict {
  if (zone.mode === 'none' || zone.rules.whoMayBook === 'nobody' || !schedule) return 'unbookable';
  if (target.start < wallNow) return 'past';
  const span = {
    start: Date.parse(`${target.start}:00${target.offset}`),
    end: Date.parse(`${target.end}:00${target.offset}`),
  };
  const minutes = (span.end - span.start) / 60_000;
  if (minutes < zone.rules.shortestMinutes) return 'short';
  if (minutes > zone.rules.longestMinutes) return 'long';
  const others = {
    ...schedule,
    occurrences: schedule.occurrences.filter(({ id }) => id === undefined || id !== target.except),
  };
  return hindranceOf(others, span, takesWhole) ?? 'ok';
}
