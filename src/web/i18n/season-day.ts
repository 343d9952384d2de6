import { useFormat } from './format.js';

/** A leap year, so that every day of any year is a date of it. */
const ANY_YEAR = '2000-';

/** The first or last day of a season as the language writes it: of every year (`07-01`), or of one (`2027-07-01`). */
export function useSeasonDay(): { dayOf(day: string): string } {
  const format = useFormat();
  return {
    dayOf: (day) =>
      day.length === 'MM-DD'.length ? format.value.date(ANY_YEAR + day, 'monthDay') : format.value.date(day, 'full'),
  };
}
