import { addDays, daysBetween, parseWallDate, weekdayOf } from '../../scheduling/time.js';
import type { WallDate } from '../../scheduling/time.types.js';
import type { Scheduled, ScheduledZone } from '../live/day-schedule.js';

/** A block in a day's column: where it begins and how long it is, in parts of the shown hours (0 to 1). */
export interface Block {
  readonly top: number;
  readonly height: number;
  /** Side by side with others of the same time: which lane of how many. */
  readonly lane: number;
  readonly lanes: number;
  readonly happening: Scheduled;
}

export interface Band {
  readonly top: number;
  readonly height: number;
}

export interface DayColumn {
  readonly date: WallDate;
  readonly open: readonly Band[];
  readonly openText: readonly { readonly start: string; readonly end: string }[];
  readonly closures: readonly { readonly start: string; readonly end: string; readonly reason: string }[];
  readonly blocks: readonly Block[];
}

export interface Week {
  /** Whole hours of the clock that the columns show. */
  readonly firstHour: number;
  readonly lastHour: number;
  readonly days: readonly DayColumn[];
}

/** The week of a date begins on Monday. */
export const mondayOf = (date: WallDate): WallDate => addDays(date, 1 - weekdayOf(date));

/** A date out of the address; null when it is none. */
export const dateFrom = (text: unknown): WallDate | null => (typeof text === 'string' ? parseWallDate(text) : null);

/** Minutes since the date's midnight of a time the API told; before it or past 24:00 it is cut to the day. */
function minutesIn(date: WallDate, at: string): number {
  const days = daysBetween(date, at.slice(0, 10) as WallDate);
  return Math.max(0, Math.min(1440, days * 1440 + Number(at.slice(11, 13)) * 60 + Number(at.slice(14, 16))));
}

/** Lays a zone's week out: the hours that are open or used, and in each day what lies where. */
export function weekOf(zone: ScheduledZone, monday: WallDate): Week {
  const dates = Array.from({ length: 7 }, (_, day) => addDays(monday, day));
  const all = dates.flatMap((date) =>
    [...zone.open, ...zone.occurrences]
      .filter((span) => touches(date, span))
      .map(({ start, end }) => [minutesIn(date, start), minutesIn(date, end)] as const),
  );
  const firstHour = Math.floor(Math.min(9 * 60, ...all.map(([start]) => start)) / 60);
  const lastHour = Math.ceil(Math.max(18 * 60, ...all.map(([, end]) => end)) / 60);
  const bandOf = (date: WallDate, { start, end }: { start: string; end: string }): Band => {
    const [from, length] = [firstHour * 60, (lastHour - firstHour) * 60];
    const top = (minutesIn(date, start) - from) / length;
    return { top, height: (minutesIn(date, end) - from) / length - top };
  };
  return {
    firstHour,
    lastHour,
    days: dates.map((date) => ({
      date,
      open: zone.open.filter((span) => touches(date, span)).map((span) => bandOf(date, span)),
      openText: zone.open.filter((span) => touches(date, span)),
      closures: zone.closures.filter((span) => touches(date, span)),
      blocks: inLanes(zone.occurrences.filter((one) => touches(date, one))).map(({ lane, lanes, happening }) => ({
        ...bandOf(date, happening),
        lane,
        lanes,
        happening,
      })),
    })),
  };
}

function touches(date: WallDate, { start, end }: { start: string; end: string }): boolean {
  return minutesIn(date, start) < 1440 && minutesIn(date, end) > 0;
}

/** What overlaps stands side by side: each in the first lane that is free, the lanes counted for each run of overlaps. */
function inLanes(happenings: readonly Scheduled[]): { lane: number; lanes: number; happening: Scheduled }[] {
  const laid: { lane: number; lanes: number; happening: Scheduled }[] = [];
  let run: typeof laid = [];
  let ends: string[] = [];
  for (const happening of happenings) {
    if (ends.every((end) => end <= happening.start)) {
      run = [];
      ends = [];
    }
    const free = ends.findIndex((end) => end <= happening.start);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = happening.end;
    const one = { lane, lanes: 1, happening };
    run.push(one);
    laid.push(one);
    for (const other of run) other.lanes = ends.length;
  }
  return laid;
}
