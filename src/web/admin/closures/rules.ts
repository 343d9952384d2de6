import { weekdayOf } from '../../../scheduling/time.js';
import type { WallDate } from '../../../scheduling/time.types.js';

export const REPEATS = ['once', 'daily', 'weekly', 'monthly'] as const;
export type Repeat = (typeof REPEATS)[number];

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** How a closure comes again, as RFC 5545 writes it; undefined when it does not. Monthly keeps the weekday, as "the last Friday". */
export function ruleOf(repeat: Repeat, start: WallDate, until: string): string | undefined {
  const end = until === '' ? '' : `;UNTIL=${until.replaceAll('-', '')}`;
  const day = DAYS[weekdayOf(start) - 1] ?? 'MO';
  switch (repeat) {
    case 'once':
      return undefined;
    case 'daily':
      return `FREQ=DAILY${end}`;
    case 'weekly':
      return `FREQ=WEEKLY;BYDAY=${day}${end}`;
    case 'monthly':
      return `FREQ=MONTHLY;BYDAY=${weekOfMonth(start)}${day}${end}`;
  }
}

/** First to fourth; a day in the last seven of a long month counts as the last. */
function weekOfMonth(date: WallDate): number {
  const week = Math.ceil(Number(date.slice(8, 10)) / 7);
  return week === 5 ? -1 : week;
}
