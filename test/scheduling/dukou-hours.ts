import type { HoursLayer } from '../../src/scheduling/hours-statement.js';
import type { ClockSpan, HoursDocument, StatutoryCalendar, WeekPattern } from '../../src/scheduling/hours.types.js';
import { asInstant, wallAt } from '../../src/scheduling/time.js';
import type { Instant, MinuteSpan, WallDate, WallTime } from '../../src/scheduling/time.types.js';

export const SHANGHAI = 'Asia/Shanghai';

/** `'08:30-20:30'` for a span, as a reader would write it. */
export function clock(...spans: string[]): ClockSpan[] {
  return spans.map((span) => ({ start: span.slice(0, 5), end: span.slice(6) }));
}

/** The same spans from one weekday to another, both included. */
export function days(from: number, to: number, ...spans: string[]): WeekPattern {
  const weekdays = Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
  return Object.fromEntries(weekdays.map((weekday) => [weekday, clock(...spans)]));
}

export function layer(code: string, document: HoursDocument = {}): HoursLayer {
  return { code, document };
}

export function date(text: string): WallDate {
  return text as WallDate;
}

export function wall(text: string): WallTime {
  return text as WallTime;
}

export function at(text: string): Instant {
  return asInstant(Date.parse(text));
}

/** Minutes back to `'08:30-20:30'`; past midnight the day is counted on: `'22:00-26:00'` reads `'22:00-02:00+1'`. */
export function read(spans: readonly MinuteSpan[]): string[] {
  const text = (minutes: number): string =>
    wallAt(date('2000-01-01'), minutes).slice(11) + (minutes >= 1440 ? '+1' : '');
  return spans.map(({ start, end }) => `${text(start)}-${end === 1440 ? '24:00' : text(end)}`);
}

/** The National Day holiday of 2026 and its two make-up days; 2027 isn't announced. */
export const CALENDAR: StatutoryCalendar = {
  knownYears: [2026],
  days: {
    ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((n) => [`2026-10-0${n}`, { kind: 'holiday', name: '国庆节' }])),
    '2026-09-20': { kind: 'make-up', name: '国庆节' },
    '2026-10-10': { kind: 'make-up', name: '国庆节' },
  },
};

export const CENTRE = layer('DUKOU', {
  weekly: { ...days(1, 5, '08:30-20:30'), ...days(6, 7, '09:00-20:30') },
  statutory: { holiday: [], makeUp: 'by-notice' },
});

const HOLIDAY_NINE_TO_FOUR: HoursDocument = { statutory: { holiday: clock('09:00-16:00'), beyond: true } };

export const CHESS = [CENTRE, layer('F1'), layer('F1-CHESS', HOLIDAY_NINE_TO_FOUR)];
export const ELDER = [CENTRE, layer('F2'), layer('F2-ELDER', HOLIDAY_NINE_TO_FOUR)];
export const ELDER_ROOM = [...ELDER, layer('F2-ELDER-1')];
export const COUNTERS = [CENTRE, layer('F1'), layer('F1-SVC', { weekly: days(1, 5, '08:30-12:00', '13:30-17:30') })];
export const HALL = [CENTRE, layer('F1'), layer('F1-HALL')];
export const KIDS = [
  CENTRE,
  layer('F2'),
  layer('F2-KIDS', {
    weekly: { ...days(1, 5, '15:30-20:00'), ...days(6, 7, '09:00-18:00') },
    seasons: [{ name: '暑假', from: '07-01', to: '08-31', weekly: days(1, 7, '08:00-18:00'), beyond: true }],
  }),
];
export const NURSERY = [...KIDS, layer('F2-KIDS-1')];
