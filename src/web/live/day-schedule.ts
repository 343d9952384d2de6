import { computed, type ComputedRef, type MaybeRefOrGetter, toValue } from 'vue';
import { api, ask, type Schemas } from '../api/api.js';
import { centreSlug, useCentre } from '../centre/centre.js';
import { isLeaf, type ZoneTree } from '../centre/zone-tree.js';
import { useNow } from '../time/clock.js';
import type { WallDate } from '../../scheduling/time.types.js';
import { useLive, type Live } from './use-live.js';
import { zoneState, type ZoneState } from './zone-state.js';

export type ScheduledZone = Schemas['ScheduledZoneAnswer'];
export type Scheduled = Schemas['ScheduledAnswer'];
export type Schedule = Schemas['ScheduleAnswer'];

/** All zones, or those named, from the first date to the last, both included. */
export function readSchedule(from: WallDate, to: WallDate, zones?: readonly string[]): Promise<Schedule> {
  const query = { from, to, ...(zones ? { zones: [...zones] } : {}) };
  return ask(api.GET('/api/v1/centres/{centre}/schedule', { params: { path: { centre: centreSlug() }, query } }));
}

export interface DaySchedule {
  readonly live: Live<Schedule>;
  readonly byZone: ComputedRef<ReadonlyMap<string, ScheduledZone>>;
  /** What goes on in each zone at this moment. */
  readonly states: ComputedRef<ReadonlyMap<string, ZoneState<Scheduled>>>;
}

/** One day of the whole centre, kept fresh, and what goes on in each zone now. */
export function useDaySchedule(date: MaybeRefOrGetter<WallDate>): DaySchedule {
  const { tree } = useCentre();
  const now = useNow();
  const live = useLive(() => readSchedule(toValue(date), toValue(date)), {
    on: () => toValue(date),
    topics: ['schedule'],
  });
  const byZone = computed(() => new Map((live.data.value?.zones ?? []).map((zone) => [zone.code, zone])));
  const states = computed(
    () =>
      new Map(
        [...byZone.value].map(([code, zone]) => [code, zoneState(zone, now.value, takesWholeOf(tree.value, code))]),
      ),
  );
  return { live, byZone, states };
}

/**
 * Whether a date elsewhere takes all of a zone. A leaf with one booking at a time is taken whole by whatever lies in it; in a
 * shared leaf only what was booked with a zone around it takes the whole; a zone with parts is taken whole by a booking of
 * itself or of one around it.
 */
export function takesWholeOf(tree: ZoneTree, code: string): (happening: { readonly zone: string }) => boolean {
  const node = tree.inOrder.find(({ zone }) => zone.code === code);
  if (!node) return () => true;
  if (node.zone.kind === 'node' && isLeaf(node)) {
    return node.zone.mode === 'shared' ? ({ zone }) => zone !== code : () => true;
  }
  const around = new Set(tree.pathOf(code).map((zone) => zone.code));
  return ({ zone }) => around.has(zone);
}
