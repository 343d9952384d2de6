import type { CalendarDay, StatutoryCalendar } from './hours.types.js';
import { weekdayOf } from './time.js';
import type { WallDate } from './time.types.js';

/**
 * What the statutory calendar says of the date. The first row that fits decides:
 *
 * | the date                        | kind                     |
 * | ------------------------------- | ------------------------ |
 * | is listed                       | `holiday` or `make-up`   |
 * | lies in a year that isn't known | `unknown`, never working |
 * | is a Saturday or Sunday         | `weekend`                |
 * | is any other                    | `working`                |
 */
export function dayOf(date: WallDate, calendar: StatutoryCalendar): CalendarDay {
  const listed = calendar.days[date];
  if (listed) return listed;
  if (!calendar.knownYears.includes(Number(date.slice(0, 4)))) return { kind: 'unknown' };
  return { kind: weekdayOf(date) >= 6 ? 'weekend' : 'working' };
}
