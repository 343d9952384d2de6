import type { ClockSpan, WeekPattern } from '../../scheduling/hours.types.js';

const span = (start: string, end: string): ClockSpan => ({ start, end });

function weekOf(weekdays: readonly ClockSpan[], weekend: readonly ClockSpan[]): WeekPattern {
  return { 1: weekdays, 2: weekdays, 3: weekdays, 4: weekdays, 5: weekdays, 6: weekend, 7: weekend };
}

/** Weeks that many centres keep; each is changed afterwards as one likes. */
export const WEEKS: readonly { readonly key: string; readonly weekly: WeekPattern }[] = [
  { key: 'office', weekly: weekOf([span('08:30', '17:30')], []) },
  { key: 'noon', weekly: weekOf([span('08:30', '12:00'), span('13:30', '17:30')], []) },
  { key: 'evenings', weekly: weekOf([span('08:30', '20:30')], [span('09:00', '20:30')]) },
  { key: 'daily', weekly: weekOf([span('09:00', '17:00')], [span('09:00', '17:00')]) },
];
