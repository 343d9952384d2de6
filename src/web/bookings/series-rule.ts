import { addDays, addMinutes, dateOf, daysBetween } from '../../scheduling/time.js';
import type { Weekday } from '../../scheduling/hours.types.js';
import type { WallDate, WallTime } from '../../scheduling/time.types.js';
import type { components } from '../generated/api.js';
import { repeatOf, untilLast, type Repeat } from '../booking/repeat.js';
import { lastDateOf, type Booking } from './booking.js';

type Recurrence = components['schemas']['RecurrenceBody'];

/** The rule of a series as its dates lie now; `repeat` is null for one that the controls can't say. */
export interface SeriesRule {
  readonly date: WallDate;
  readonly repeat: Repeat | null;
  readonly rrule: string;
  /** Dates listed by hand, which every new rule takes along. */
  readonly listed: Pick<Recurrence, 'exdates' | 'rdates'>;
}

/** Reads the latest rule of a booking; null for a single one, or one of which not all may be seen. */
export function seriesRule(booking: Booking): SeriesRule | null {
  const segment = booking.segments?.at(-1);
  if (!segment?.recurrence) return null;
  const { rrule, days, exdates = [], rdates = [] } = segment.recurrence;
  const first = segment.start.slice(0, 10) as WallDate;
  const date = dateOf(addMinutes(segment.start as WallTime, segment.shiftMinutes));
  const movedDays = daysBetween(first, date);
  const said = { rrule: untilLast(rrule, lastDateOf(booking)), ...(days === undefined ? {} : { days }) };
  const repeat = repeatOf(said, first);
  const moved = (at: string): string => movedBy(at, segment.shiftMinutes);
  return {
    date,
    rrule,
    repeat: repeat && movedOn(repeat, { movedDays, isCounted: rrule.includes('COUNT=') }),
    listed: {
      ...(exdates.length === 0 ? {} : { exdates: exdates.map(moved) }),
      ...(rdates.length === 0 ? {} : { rdates: rdates.map(moved) }),
    },
  };
}

/** A series that was moved by days keeps its rule as written; in words it speaks of the days on which it lies now. */
function movedOn(repeat: Repeat, { movedDays, isCounted }: { movedDays: number; isCounted: boolean }): Repeat {
  const weekdays = repeat.weekdays.map((day) => ((((day - 1 + movedDays) % 7) + 7) % 7) + 1) as Weekday[];
  const until = isCounted ? repeat.until : addDays(repeat.until as WallDate, movedDays);
  return { ...repeat, weekdays: weekdays.sort((a, b) => a - b), until };
}

/** A listed date or wall time, moved as the series was; what carries an offset names its own moment and stays. */
function movedBy(at: string, minutes: number): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(at)) return dateOf(addMinutes(`${at}T00:00` as WallTime, minutes));
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(at) ? addMinutes(at as WallTime, minutes) : at;
}
