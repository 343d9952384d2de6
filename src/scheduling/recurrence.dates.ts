import type { RuleFault } from './recurrence.types.js';
import { dateOf, parseInstant, parseWallDate, parseWallTime, toWall } from './time.js';
import type { WallDate, WallTime } from './time.types.js';

const MAX_DATES = 1000;
const BASIC = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?$/;

/** Dates that were listed, as the wall clock shows them; a date without a time stays apart. */
export interface ListedDates {
  readonly dates: ReadonlySet<WallDate>;
  readonly walls: ReadonlySet<WallTime>;
}

/**
 * Reads EXDATE or RDATE values: a date, a wall time, or an instant with `Z` or an offset, each also in the basic form of
 * iCalendar (`20261001T090000`). An instant becomes what the wall clock shows then.
 */
export function readListedDates(
  part: 'exdates' | 'rdates',
  texts: readonly string[],
  timeZone: string,
): { listed: ListedDates; faults: RuleFault[] } {
  const dates = new Set<WallDate>();
  const walls = new Set<WallTime>();
  if (texts.length > MAX_DATES) {
    return { listed: { dates, walls }, faults: [{ part, detail: `has more than ${MAX_DATES} dates` }] };
  }
  const faults: RuleFault[] = [];
  for (const text of texts) {
    const extended = text.replace(BASIC, extend);
    const date = parseWallDate(extended);
    const instant = parseInstant(extended);
    const wall = instant === null ? parseWallTime(extended) : toWall(instant, timeZone);
    if (date) dates.add(date);
    else if (wall) walls.add(wall);
    else
      faults.push({
        part,
        detail: `"${text.slice(0, 40)}" is not a date, a local time or an instant on a whole minute`,
      });
  }
  return { listed: { dates, walls }, faults };
}

export function isListed(listed: ListedDates, wall: WallTime): boolean {
  return listed.walls.has(wall) || listed.dates.has(dateOf(wall));
}

function extend(_text: string, ...groups: (string | undefined)[]): string {
  const [year, month, day, hours, minutes, seconds, zulu = ''] = groups;
  const date = `${year}-${month}-${day}`;
  return hours === undefined ? date : `${date}T${hours}:${minutes}:${seconds}${zulu}`;
}
