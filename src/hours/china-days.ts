import { createRequire } from 'node:module';
import type { StatutoryCalendar } from '../scheduling/hours.types.js';

/** Values are `English name,Chinese name,days`. */
interface ChineseDays {
  readonly holidays: Readonly<Record<string, string>>;
  readonly workdays: Readonly<Record<string, string>>;
}

/** Only the package's data is read: its functions call every day of a year they don't know a working day. */
const require = createRequire(import.meta.url);
const data = require('chinese-days/dist/chinese-days.json') as ChineseDays;
const { version } = require('chinese-days/package.json') as { version: string };

/** Where the days come from, as it is told to people. */
export const CHINA_SOURCE = `chinese-days ${version}, after the yearly notices of the State Council`;

/** Public holidays and make-up working days of mainland China, for the years that were announced. */
export const CHINA: StatutoryCalendar = {
  knownYears: knownYears(),
  days: Object.fromEntries([
    ...Object.entries(data.holidays).map(([date, names]) => [date, { kind: 'holiday', ...namesOf(names) }]),
    ...Object.entries(data.workdays).map(([date, names]) => [date, { kind: 'make-up', ...namesOf(names) }]),
  ]) as StatutoryCalendar['days'],
};

/**
 * A year is known when its own National Day is listed. A few dates aren't enough: the notice for one year may already
 * name days of its neighbours.
 */
function knownYears(): number[] {
  const years = Object.keys(data.holidays).filter((date) => date.endsWith('-10-01'));
  return years.map((date) => Number(date.slice(0, 4))).sort((a, b) => a - b);
}

function namesOf(names: string): { name: string; nameEn: string } {
  const [nameEn = '', name = nameEn] = names.split(',');
  return { name, nameEn };
}
