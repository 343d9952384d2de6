import type { RuleChange, SeriesDifference } from '../hours/rule-impact.js';
import { dayOf } from '../scheduling/calendar.js';
import type { StatutoryCalendar } from '../scheduling/hours.types.js';
import { expandRecurrence } from '../scheduling/recurrence.js';
import { addDays, addMinutes, dateOf, toWall } from '../scheduling/time.js';
import type { Instant, WallTime } from '../scheduling/time.types.js';
import type { Booking } from './booking.types.js';
import type { SeriesBounds } from './request.js';

/** What another calendar adds to and drops from a series that heeds statutory days; null when nothing, or no such series. */
export function seriesDifferenceOf(
  booking: Booking,
  change: RuleChange,
  { now, bounds }: { now: Instant; bounds: SeriesBounds },
): SeriesDifference | null {
  const segment = booking.segments.at(-1);
  if (!segment?.recurrence || segment.recurrence.days === 'any') return null;
  const { recurrence } = segment;
  const { timeZone } = change.plan;
  const from = toWall(now, timeZone);
  const datesUnder = (calendar: StatutoryCalendar): Set<WallTime> => {
    const expansion = expandRecurrence({
      start: segment.start,
      timeZone,
      ...recurrence,
      calendar: (date) => dayOf(date, calendar),
      // Another calendar may bring in a few dates more than the series was first allowed.
      maxOccurrences: bounds.maxOccurrences * 2,
      horizonEnd: addDays(dateOf(from), Math.round(bounds.horizonYears * 365.25) + 366),
    });
    if (!expansion.ok) return new Set();
    return new Set(
      expansion.occurrences.map(({ local }) => addMinutes(local, segment.shiftMinutes)).filter((wall) => wall > from),
    );
  };
  const before = datesUnder(change.hoursBefore.calendar);
  const after = datesUnder(change.hoursAfter.calendar);
  const add = [...after].filter((wall) => !before.has(wall));
  const drop = [...before].filter((wall) => !after.has(wall));
  return add.length + drop.length === 0 ? null : { booking: booking.id, title: booking.title, add, drop };
}
