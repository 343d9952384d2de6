import { addMinutes } from '../../scheduling/time.js';
import type { WallTime } from '../../scheduling/time.types.js';
import type { Scheduled, ScheduledZone } from '../live/day-schedule.js';

/** A line of the board's list: something that is on, or a time that is open. */
export interface Entry {
  readonly start: string;
  readonly end: string;
  readonly one?: Scheduled;
}

/** What is on and what is open between, in their order. */
export function entriesOf(schedule: ScheduledZone | undefined, now: WallTime): Entry[] {
  if (!schedule) return [];
  const taken: Entry[] = schedule.occurrences.map((one) => ({ start: one.start, end: one.end, one }));
  const open = schedule.open.flatMap((entry) => ahead(entry, now));
  const free = schedule.mode === 'shared' ? open : open.flatMap((entry) => gapsIn(entry, taken));
  return [...free, ...taken].sort((a, b) => a.start.localeCompare(b.start));
}

/** What of an open time still lies ahead, from the next half hour on. */
function ahead({ start, end }: Entry, now: WallTime): Entry[] {
  if (start.slice(0, 16) >= now) return [{ start, end }];
  const next = addMinutes(now, (60 - Number(now.slice(14, 16))) % 30);
  return next < end.slice(0, 16) ? [{ start: `${next}${start.slice(16)}`, end }] : [];
}

/** An open time without what is on in it. */
function gapsIn({ start, end }: Entry, taken: readonly Entry[]): Entry[] {
  const gaps: Entry[] = [];
  let from = start;
  for (const one of taken.filter((other) => other.start < end && other.end > start)) {
    if (one.start > from) gaps.push({ start: from, end: one.start });
    if (one.end > from) from = one.end;
  }
  return from < end ? [...gaps, { start: from, end }] : gaps;
}

/** An hour at its beginning; the form offers the rest. */
export function placeIn(zone: string, { start, end }: Entry): { zone: string; start: string; end: string } {
  const [from, to] = [start.slice(0, 16), end.slice(0, 16)];
  const hour = `${from.slice(0, 11)}${String(Number(from.slice(11, 13)) + 1).padStart(2, '0')}${from.slice(13)}`;
  return { zone, start: from, end: hour < to ? hour : to };
}
