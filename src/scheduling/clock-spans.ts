import type { ClockSpan } from './hours.types.js';
import type { MinuteSpan } from './time.types.js';

const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;
const MINUTES_PER_DAY = 1440;

/** Minutes since midnight of `HH:MM`, `00:00` to `24:00`; null for anything else. */
export function parseClock(text: string): number | null {
  if (text === '24:00') return MINUTES_PER_DAY;
  const match = CLOCK.exec(text);
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}

/** Minutes of the day on which the span starts; an end at or before the start is on the next day. Null for a bad clock. */
export function clockSpanMinutes(span: ClockSpan): MinuteSpan | null {
  const start = parseClock(span.start);
  const end = parseClock(span.end);
  if (start === null || end === null || start === MINUTES_PER_DAY) return null;
  return { start, end: end <= start ? end + MINUTES_PER_DAY : end };
}

/** Sorted and without overlaps; spans that touch become one. */
export function mergeMinutes(spans: readonly MinuteSpan[]): MinuteSpan[] {
  const merged: MinuteSpan[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && span.start <= last.end) merged[merged.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    else merged.push(span);
  }
  return merged;
}

/** What lies in both lists; both are given merged, and so is the result. */
export function intersectMinutes(a: readonly MinuteSpan[], b: readonly MinuteSpan[]): MinuteSpan[] {
  return a.flatMap((span) =>
    b
      .map((other) => ({ start: Math.max(span.start, other.start), end: Math.min(span.end, other.end) }))
      .filter((common) => common.start < common.end),
  );
}

export function shiftMinutes(spans: readonly MinuteSpan[], minutes: number): MinuteSpan[] {
  return spans.map((span) => ({ start: span.start + minutes, end: span.end + minutes }));
}
