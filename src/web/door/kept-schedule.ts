import { readSchedule, type ScheduledZone } from '../live/day-schedule.js';
import { addDays } from '../../scheduling/time.js';
import type { Instant, WallDate } from '../../scheduling/time.types.js';
import { nowInstant } from '../time/clock.js';

/** A week ahead, so that a display goes on through a lost connection and over midnight. */
const DAYS_AHEAD = 6;

export interface KeptSchedule {
  readonly zone: ScheduledZone;
  readonly readAt: Instant;
}

const nameOf = (code: string): string => `dukou_door_${code}`;

/** Reads the zone's week from the server and keeps it in the browser; null when there is no such zone. */
export async function readAndKeep(code: string, today: WallDate): Promise<KeptSchedule | null> {
  const { zones } = await readSchedule(today, addDays(today, DAYS_AHEAD), [code]);
  const [zone] = zones;
  if (!zone) return null;
  const kept = { zone, readAt: nowInstant() };
  localStorage.setItem(nameOf(code), JSON.stringify(kept));
  return kept;
}

/** What was last read, perhaps before the tablet started anew; null when nothing was. */
export function keptSchedule(code: string): KeptSchedule | null {
  const text = localStorage.getItem(nameOf(code));
  return text === null ? null : (JSON.parse(text) as KeptSchedule);
}
