import type { CentreFile, FileRecurrence } from '../centres/import/centre-file.js';
import type { WallDate, WallTime } from '../scheduling/time.types.js';

/** The last day of the term that the demo's file is written for. */
const TERM_ENDS = '2027-06-30';

/** Whole years by which the file's term has to move so that it is still running, or ahead, on that day. */
export function yearsLater(today: WallDate): number {
  const years = Number(today.slice(0, 4)) - Number(TERM_ENDS.slice(0, 4));
  return Math.max(0, today.slice(4) > TERM_ENDS.slice(4) ? years + 1 : years);
}

/** The same date or wall time so many years later; what is written otherwise, such as "+25d", stays. */
export const shifted = <T extends string>(text: T, years: number): T =>
  text.replace(/^\d{4}(?=-)/, (year) => String(Number(year) + years)) as T;

/**
 * The demo's file with its services, closures and agreements in the term of the first start, so that a centre that is first
 * looked at in a later year lives as well. Rules name weekdays, and a start only bounds them, so the rhythm stays.
 */
export function inTermOf(file: CentreFile, today: WallDate): CentreFile {
  const years = yearsLater(today);
  if (years === 0) return file;
  const later = <T extends { readonly start: WallTime; readonly end: WallTime }>(one: T): T => ({
    ...one,
    start: shifted(one.start, years),
    end: shifted(one.end, years),
  });
  return {
    ...file,
    services: file.services.map(({ recurrence, ...service }) => ({
      ...later(service),
      ...(recurrence && { recurrence: laterRule(recurrence, years) }),
    })),
    closures: file.closures.map(({ recurrence, ...closure }) => ({
      ...later(closure),
      ...(recurrence && { recurrence: laterRule(recurrence, years) }),
    })),
    agreements: file.agreements.map((agreement) => ({
      ...agreement,
      from: shifted(agreement.from, years),
      until: shifted(agreement.until, years),
    })),
  };
}

function laterRule<T extends Pick<FileRecurrence, 'rrule' | 'exdates'> & Partial<FileRecurrence>>(
  rule: T,
  years: number,
): T {
  const { exdates, rdates } = rule;
  return {
    ...rule,
    rrule: rule.rrule.replace(/UNTIL=(\d{4})/, (_, year) => `UNTIL=${Number(year) + years}`),
    ...(exdates && { exdates: exdates.map((date) => shifted(date, years)) }),
    ...(rdates && { rdates: rdates.map((date) => shifted(date, years)) }),
  };
}
