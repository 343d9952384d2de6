import type { Season } from './hours.types.js';
import { parseWallDate } from './time.js';
import type { WallDate } from './time.types.js';

type SeasonDates = Pick<Season, 'from' | 'to'>;

/** A leap year, so that 29 February counts as a day of the year. */
const ANY_LEAP_YEAR = '2024';
const YEARLY_LENGTH = 'MM-DD'.length;

/** `2026-07-01` or, for every year, `07-01`; null when it is neither. */
export function seasonDateKind(text: string): 'dated' | 'yearly' | null {
  if (parseWallDate(text)) return 'dated';
  return text.length === YEARLY_LENGTH && parseWallDate(`${ANY_LEAP_YEAR}-${text}`) ? 'yearly' : null;
}

/** Both ends belong to the season; a yearly one whose `from` comes after its `to` runs over New Year. */
export function seasonCovers(season: SeasonDates, date: WallDate): boolean {
  const isYearly = season.from.length === YEARLY_LENGTH;
  const day = isYearly ? date.slice(5) : date;
  if (season.from <= season.to) return season.from <= day && day <= season.to;
  return isYearly && (season.from <= day || day <= season.to);
}

/** True when some date belongs to both. Both must be well formed, each with two dates of one kind. */
export function seasonsOverlap(a: SeasonDates, b: SeasonDates): boolean {
  return runsOf(a, b).some((x) => runsOf(b, a).some((y) => x.from <= y.to && y.from <= x.to));
}

/** The season as dated runs that sort as text: a yearly one once for each year that can matter beside the other. */
function runsOf(season: SeasonDates, other: SeasonDates): SeasonDates[] {
  if (seasonDateKind(season.from) === 'dated') return [season];
  return yearsBeside(other).map((year) => ({
    from: `${year}-${season.from}`,
    to: `${season.from <= season.to ? year : year + 1}-${season.to}`,
  }));
}

/** From the year before, whose run may reach over New Year; a third whole year could bring nothing new. */
function yearsBeside(other: SeasonDates): number[] {
  const isDated = seasonDateKind(other.from) === 'dated';
  const first = Number(isDated ? other.from.slice(0, 4) : ANY_LEAP_YEAR);
  const last = isDated ? Number(other.to.slice(0, 4)) : first + 1;
  return Array.from({ length: Math.min(last - first + 2, 4) }, (_, index) => first - 1 + index);
}
