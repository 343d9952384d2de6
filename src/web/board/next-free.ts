import { api, ask } from '../api/api.js';
import { addDays, addMinutes } from '../../scheduling/time.js';
import type { WallDate, WallTime } from '../../scheduling/time.types.js';

const DAYS_AHEAD = 28;

/** The first start after a moment from which a zone is free for so long; undefined when there is none in four weeks. */
export async function nextFree({
  centre,
  zone,
  after,
  minutes,
}: {
  centre: string;
  zone: string;
  after: WallTime;
  minutes: number;
}): Promise<WallTime | undefined> {
  const from = after.slice(0, 10) as WallDate;
  const query = { from, to: addDays(from, DAYS_AHEAD) };
  const { free } = await ask(
    api.GET('/api/v1/centres/{centre}/zones/{zone}/availability', { params: { path: { centre, zone }, query } }),
  );
  for (const { start, end } of free) {
    const first = start.slice(0, 16) > after ? (start.slice(0, 16) as WallTime) : addMinutes(after, 30);
    if (addMinutes(first, minutes) <= end.slice(0, 16) && first >= start.slice(0, 16)) return first;
  }
  return undefined;
}
