import { shallowRef, watch } from 'vue';
import { api, ask } from '../api/api.js';
import { useCentre } from '../centre/centre.js';
import { addMinutes } from '../../scheduling/time.js';
import type { WallTime } from '../../scheduling/time.types.js';
import { newestOnly } from '../live/newest.js';

const STEP_MINUTES = 30;
const MOST = 24;

/** Starts on a date from which a zone is free for so long, as the server grants them; undefined while it is asked. */
export function useSlots(wanted: () => { zone: string; date: string; minutes: number }) {
  const { slug } = useCentre();
  const slots = shallowRef<readonly string[]>();
  const begin = newestOnly();

  async function read(): Promise<void> {
    const isNewest = begin();
    const { zone, date, minutes } = wanted();
    slots.value = undefined;
    if (zone === '' || date === '') return;
    const params = { path: { centre: slug.value, zone }, query: { from: date, to: date } };
    const answer = await ask(api.GET('/api/v1/centres/{centre}/zones/{zone}/availability', { params })).catch(
      () => null,
    );
    if (isNewest()) slots.value = startsIn(answer?.free ?? [], minutes);
  }

  watch(() => JSON.stringify(wanted()), read, { immediate: true });
  return { slots, read };
}

/** Every half hour within the free times. */
export function startsIn(free: readonly { start: string; end: string }[], minutes: number): string[] {
  const starts: string[] = [];
  for (const { start, end } of free) {
    const first = start.slice(0, 16) as WallTime;
    const late = (60 - Number(first.slice(14, 16))) % STEP_MINUTES;
    for (
      let at = addMinutes(first, late);
      addMinutes(at, minutes) <= end.slice(0, 16) && starts.length < MOST;
      at = addMinutes(at, STEP_MINUTES)
    )
      starts.push(at);
  }
  return starts;
}
