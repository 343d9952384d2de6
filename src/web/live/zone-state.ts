import { addMinutes } from '../../scheduling/time.js';
import { MINUTE, type Instant, type WallTime } from '../../scheduling/time.types.js';

/** What a timeline tells of one date in a zone; times as the API writes them, with the centre's offset. */
export interface Happening {
  readonly start: string;
  readonly end: string;
  readonly zone: string;
  readonly status: string;
  readonly title?: string;
  readonly setupMinutes: number;
  readonly cleanupMinutes: number;
}

interface Times {
  readonly start: string;
  readonly end: string;
}

/** A zone with what happens in it, as `GET …/schedule` gives it. */
export interface ZoneDay {
  readonly code: string;
  readonly mode: string;
  readonly open: readonly Times[];
  readonly closures: readonly (Times & { readonly reason: string })[];
  readonly occurrences: readonly Happening[];
}

/** `partly`: some of it is taken, such as a table of a shared room or one half of a hall. */
export const STATE_KINDS = ['free', 'busy', 'partly', 'closed'] as const;
export type StateKind = (typeof STATE_KINDS)[number];

export interface ZoneState<H extends Happening = Happening> {
  readonly kind: StateKind;
  /** Until when it stays so, as far as the day's data tells; null when they don't. */
  readonly until: string | null;
  /** What is on now; set-up and clean-up count as part of it. */
  readonly current: readonly H[];
  readonly next: H | null;
  /** Why it is closed, when someone has said so. */
  readonly reason: string | null;
}

const ms = (iso: string): number => Date.parse(iso);
const holds = ({ start, end }: Times, at: number): boolean => ms(start) <= at && at < ms(end);
const takenFrom = (one: Happening): number => ms(one.start) - one.setupMinutes * MINUTE;
const takenUntil = (one: Happening): number => ms(one.end) + one.cleanupMinutes * MINUTE;

/**
 * What goes on in a zone at an instant. `takesWhole` says whether a date in another zone takes all of this one.
 *
 * | open | closure | dates at that time  | kind   | until                                            |
 * | ---- | ------- | ------------------- | ------ | ------------------------------------------------ |
 * | no   | –       | –                   | closed | it opens                                         |
 * | yes  | yes     | –                   | closed | the closure ends                                 |
 * | yes  | no      | one takes it whole  | busy   | the last of those that follow one another ends ¹ |
 * | yes  | no      | some                | partly | the first of them ends                           |
 * | yes  | no      | none                | free   | the next date (with set-up), closure, or closing |
 *
 * ¹ after its end, its clean-up.
 */
export function zoneState<H extends Happening>(
  zone: Omit<ZoneDay, 'occurrences'> & { readonly occurrences: readonly H[] },
  at: Instant,
  takesWhole: (happening: H) => boolean = () => true,
): ZoneState<H> {
  const current = zone.occurrences.filter((one) => takenFrom(one) <= at && at < takenUntil(one));
  const next = zone.occurrences.find((one) => ms(one.start) > at && !current.includes(one)) ?? null;
  const open = zone.open.find((span) => holds(span, at));
  const closure = zone.closures.find((span) => holds(span, at));
  const whole = current.filter(takesWhole);
  if (whole.length > 0)
    return { kind: 'busy', until: endOfRun(zone.occurrences, whole, at), current, next, reason: null };
  if (closure) return { kind: 'closed', until: closure.end, current, next, reason: closure.reason };
  if (current.length > 0)
    return { kind: 'partly', until: earliest(current.map((one) => endAfter(one, at))), current, next, reason: null };
  if (!open)
    return {
      kind: 'closed',
      until: zone.open.find(({ start }) => ms(start) > at)?.start ?? null,
      current,
      next,
      reason: null,
    };
  const ends = [open.end, ...zone.closures.map(({ start }) => start), ...(next ? [next.start] : [])];
  return { kind: 'free', until: earliest(ends.filter((end) => ms(end) > at)), current, next, reason: null };
}

/** The end of what is on, and of what follows it without a gap in which the zone could be used. */
function endOfRun(all: readonly Happening[], current: readonly Happening[], at: Instant): string {
  let last = current.reduce((a, b) => (takenUntil(b) > takenUntil(a) ? b : a));
  for (const one of all) {
    if (takenFrom(one) <= takenUntil(last) && takenUntil(one) > takenUntil(last)) last = one;
  }
  return endAfter(last, at);
}

/** When something ends; of what is over and is being cleaned up after, when that is done. */
const endAfter = ({ end, cleanupMinutes }: Happening, at: Instant): string =>
  ms(end) > at ? end : addMinutes(end.slice(0, 16) as WallTime, cleanupMinutes) + end.slice(16);

const earliest = (times: readonly string[]): string | null =>
  times.reduce<string | null>((first, time) => (first === null || ms(time) < ms(first) ? time : first), null);
