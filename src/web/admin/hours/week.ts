import { clockSpanMinutes, mergeMinutes } from '../../../scheduling/clock-spans.js';
import type { ClockSpan, HoursDocument, WeekPattern } from '../../../scheduling/hours.types.js';
import type { MinuteSpan } from '../../../scheduling/time.types.js';

export const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
export type WeekdayKey = (typeof WEEKDAYS)[number];

const DAY = 1440;
export const CELL_MINUTES = 30;
export const CELLS = DAY / CELL_MINUTES;

/** A usual day, where somebody opens one that was closed. */
const USUAL: ClockSpan = { start: '09:00', end: '17:00' };

export const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const minutesOf = (spans: readonly ClockSpan[]): MinuteSpan[] =>
  mergeMinutes(spans.map(clockSpanMinutes).filter((span) => span !== null));

function spansOf(minutes: readonly MinuteSpan[]): ClockSpan[] {
  return mergeMinutes(minutes).map(({ start, end }) => ({ start: clockOf(start), end: endClock(end) }));
}

const endClock = (end: number): string => (end <= DAY ? clockOf(end) : clockOf(end - DAY));

/** Whether each half hour of the day is open wholly. */
export function cellsOf(spans: readonly ClockSpan[]): boolean[] {
  const open = minutesOf(spans);
  return Array.from({ length: CELLS }, (_, cell) => {
    const start = cell * CELL_MINUTES;
    return open.some((span) => span.start <= start && start + CELL_MINUTES <= span.end);
  });
}

/** Opens or closes the half hours from one to another, both included; what lies outside stays to the minute. */
export function paint(spans: readonly ClockSpan[], cells: readonly [number, number], isOpen: boolean): ClockSpan[] {
  const start = Math.min(...cells) * CELL_MINUTES;
  const end = (Math.max(...cells) + 1) * CELL_MINUTES;
  const before = minutesOf(spans);
  if (isOpen) return spansOf([...before, { start, end }]);
  return spansOf(
    before.flatMap((span) => [
      ...(span.start < start ? [{ start: span.start, end: Math.min(span.end, start) }] : []),
      ...(span.end > end ? [{ start: Math.max(span.start, end), end: span.end }] : []),
    ]),
  );
}

/** One more span behind those there are; null when the day has no room for it. */
export function withMore(spans: readonly ClockSpan[]): ClockSpan[] | null {
  const last = minutesOf(spans).at(-1);
  if (!last) return [USUAL];
  const start = last.end + 60;
  if (start + 60 > DAY) return null;
  return [...spans, { start: clockOf(start), end: clockOf(Math.min(start + 120, DAY)) }];
}

export const isPattern = (value: unknown): value is WeekPattern => typeof value === 'object' && value !== null;

/** A document as the API takes it: parts without an opinion left out. */
export function withoutEmpty(document: HoursDocument): HoursDocument {
  const { weekly, seasons, statutory, exceptions } = document;
  return {
    ...(weekly && { weekly }),
    ...(seasons && seasons.length > 0 && { seasons }),
    ...(statutory && Object.keys(statutory).length > 0 && { statutory }),
    ...(exceptions && exceptions.length > 0 && { exceptions }),
  };
}
