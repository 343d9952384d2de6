import { api, ask } from '../api/api.js';
import { centreSlug } from '../centre/centre.js';
import type { ScheduledZone } from '../live/day-schedule.js';
import { addDays } from '../../scheduling/time.js';
import type { Instant, WallDate } from '../../scheduling/time.types.js';
import { nowInstant } from '../time/clock.js';
import { keep, recall } from './keep.js';

/** A week ahead, so that a display goes on through a lost connection and over midnight. */
const DAYS_AHEAD = 6;
/** A network that neither answers nor fails is as good as none. */
const PATIENCE_MS = 15_000;

export interface KeptSchedule {
  readonly zone: ScheduledZone;
  readonly readAt: Instant;
  /** The last day that it tells of. */
  readonly until: WallDate;
}

const nameOf = (code: string): string => `dukou_door_${centreSlug()}_${code}`;

/**
 * Reads the zone's week from the server and keeps it in the browser; null when there is no such zone. It asks as nobody in
 * particular, for what hangs on a wall is read by everybody, whoever has signed in on the tablet.
 */
export async function readAndKeep(code: string, today: WallDate): Promise<KeptSchedule | null> {
  const until = addDays(today, DAYS_AHEAD);
  const { zones } = await ask(
    api.GET('/api/v1/centres/{centre}/schedule', {
      params: { path: { centre: centreSlug() }, query: { from: today, to: until, zones: [code] } },
      credentials: 'omit',
      signal: AbortSignal.timeout(PATIENCE_MS),
    }),
  );
  const [zone] = zones;
  if (!zone) return null;
  const kept = { zone, readAt: nowInstant(), until };
  keep(nameOf(code), kept);
  return kept;
}

/** What was last read, perhaps before the tablet started anew; null when nothing was. */
export const keptSchedule = (code: string): KeptSchedule | null => recall(nameOf(code));
