import { RRuleTemporal } from 'rrule-temporal';
import { isPlain, walkPlain, type Walk } from './recurrence.plain.js';
import type { Rule } from './recurrence.types.js';
import { dateOf, daysBetween, parseWallDate, weekdayOf } from './time.js';
import type { WallDate, WallTime } from './time.types.js';

const WEEKDAYS = ['', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** Periods and dates that one rule may try before it is given up; a daily rule needs about 366 of either for a year. */
const MAX_PERIODS = 4_000;
const MAX_CANDIDATES = 200_000;

/**
 * Calls `visit` with each time that the rule gives from `start` to `last` (both included), ascending, until it answers
 * false. COUNT and UNTIL are the caller's business. Returns false when the rule was given up because it is too much work.
 */
export function generateWalls(walk: Walk, visit: (wall: WallTime) => boolean): boolean {
  if (walk.last < walk.start) return true;
  if (!isPlain(walk.rule)) return generateByLibrary(walk, visit);
  walkPlain(walk, visit);
  return true;
}

/**
 * The same for any rule; it costs some milliseconds a year. The rule runs on the bare wall clock (as if it were UTC), so
 * that no change of offset ever moves the time of day.
 */
export function generateByLibrary({ rule, start, last }: Walk, visit: (wall: WallTime) => boolean): boolean {
  const generator = new RRuleTemporal({
    rruleString: `DTSTART:${basic(start)}\nRRULE:${ruleText(rule)};UNTIL=${basic(last)}`,
    maxIterations: MAX_PERIODS,
    maxCandidateEvaluations: MAX_CANDIDATES,
    cache: false,
  });
  try {
    generator.all((date) => {
      const wall = date.toString().slice(0, 16) as WallTime;
      return isSpill(rule, dateOf(wall)) || visit(wall);
    });
    return true;
  } catch (error) {
    if (error instanceof Error && /^Maximum .* exceeded/.test(error.message)) return false;
    throw error;
  }
}

/** In a year without a 53rd Monday the generator takes the first of the next year for it (and so backwards for -53). */
function isSpill(rule: Rule, date: WallDate): boolean {
  if (rule.freq !== 'YEARLY' || rule.byMonth || !rule.byDay?.some((day) => Math.abs(day.position ?? 0) === 53))
    return false;
  const fromStart = ordinal(parseWallDate(`${date.slice(0, 4)}-01-01`), date);
  const fromEnd = ordinal(date, parseWallDate(`${date.slice(0, 4)}-12-31`));
  const weekday = weekdayOf(date);
  return !rule.byDay.some(
    (day) => day.weekday === weekday && (day.position === fromStart || day.position === -fromEnd),
  );
}

function ordinal(from: WallDate | null, to: WallDate | null): number {
  return from && to ? Math.floor(daysBetween(from, to) / 7) + 1 : 0;
}

function basic(wall: WallTime): string {
  return `${wall.replaceAll(/[-:]/g, '')}00Z`;
}

function ruleText(rule: Rule): string {
  const days = rule.byDay?.map((day) => `${day.position ?? ''}${WEEKDAYS[day.weekday]}`);
  const parts: [string, string | undefined][] = [
    ['FREQ', rule.freq],
    ['INTERVAL', String(rule.interval)],
    ['BYMONTH', rule.byMonth?.join(',')],
    ['BYWEEKNO', rule.byWeekNo?.join(',')],
    ['BYYEARDAY', rule.byYearDay?.join(',')],
    ['BYMONTHDAY', rule.byMonthDay?.join(',')],
    ['BYDAY', days?.join(',')],
    ['BYSETPOS', rule.bySetPos?.join(',')],
    ['WKST', WEEKDAYS[rule.weekStart]],
  ];
  return parts.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`])).join(';');
}
