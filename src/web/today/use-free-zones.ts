import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import { api, ask } from '../api/api.js';
import { useCentre } from '../centre/centre.js';
import { isBookable, type Zone } from '../centre/zone-tree.js';
import { takesWholeOf, type ScheduledZone } from '../live/day-schedule.js';
import { MINUTE } from '../../scheduling/time.types.js';
import { newestOnly } from '../live/newest.js';
import { nowInstant } from '../time/clock.js';
import { hindranceOf, isGranted, spanOf, type Hindrance, type Wish } from './find.js';

/**
 * `granted` when the server's free times hold the wish; `notice` when it is free, but too late to book it oneself: one asks at
 * the desk; `rules` when the horizon or a head limit stands in the way.
 */
export type Finding = 'granted' | 'notice' | 'too-small' | 'rules' | NonNullable<Hindrance>;

export interface FoundZone {
  readonly zone: Zone;
  readonly finding: Finding;
  /** Seats left in a shared zone. */
  readonly units?: number;
}

export interface FreeZones {
  /** Best first: free ones, the smallest that does before larger ones; undefined while asking. */
  readonly found: ShallowRef<readonly FoundZone[] | undefined>;
  readonly problem: ShallowRef<unknown>;
  readonly freeCount: ComputedRef<number>;
}

/** Which zones are free for a wish: the timetable rules most out, the server decides on the rest. */
export function useFreeZones(wish: () => Wish | null, schedule: () => ReadonlyMap<string, ScheduledZone>): FreeZones {
  const { tree, slug } = useCentre();
  const found = shallowRef<readonly FoundZone[]>();
  const problem = shallowRef<unknown>(null);
  const begin = newestOnly();

  async function judge(zone: Zone, wanted: Wish): Promise<FoundZone> {
    const day = schedule().get(zone.code);
    if (zone.seats !== null && zone.seats < wanted.heads) return { zone, finding: 'too-small' };
    const offset = day?.open[0]?.start.slice(19);
    if (!day || offset === undefined) return { zone, finding: 'closed' };
    const span = spanOf(wanted, offset);
    if (span.start < nowInstant()) return { zone, finding: 'past' };
    const hindrance = hindranceOf(day, span, takesWholeOf(tree.value, zone.code));
    if (hindrance !== null) return { zone, finding: hindrance };
    if (span.start < nowInstant() + zone.rules.noticeMinutes.member * MINUTE) {
      // The server grants nothing this soon, so the seats left in a shared zone are not known either.
      return { zone, finding: hindranceOf(day, span, () => true) ?? 'notice' };
    }
    const { date, heads } = wanted;
    const { free } = await ask(
      api.GET('/api/v1/centres/{centre}/zones/{zone}/availability', {
        params: { path: { centre: slug.value, zone: zone.code }, query: { from: date, to: date, heads } },
      }),
    );
    if (!isGranted(free, span)) return { zone, finding: 'rules' };
    const units = free.find(({ end }) => Date.parse(end) >= span.end)?.units;
    return { zone, finding: 'granted', ...(units === undefined ? {} : { units }) };
  }

  async function search(wanted: Wish): Promise<void> {
    const isNewest = begin();
    problem.value = null;
    try {
      const zones = tree.value.inOrder.map(({ zone }) => zone).filter(isBookable);
      const judged = await Promise.all(zones.map((zone) => judge(zone, wanted)));
      if (isNewest()) found.value = judged.sort(bySuitability);
    } catch (error) {
      if (isNewest()) problem.value = error;
    }
  }

  watch(
    [wish, schedule],
    ([wanted, days], [before]) => {
      if (JSON.stringify(wanted) !== JSON.stringify(before)) found.value = undefined;
      if (wanted && days.size > 0) void search(wanted);
    },
    { immediate: true },
  );

  const freeCount = computed(() => (found.value ?? []).filter(({ finding }) => isFree(finding)).length);
  return { found, problem, freeCount };
}

export const isFree = (finding: Finding): boolean => finding === 'granted' || finding === 'notice';

const ORDER: readonly Finding[] = ['granted', 'notice', 'rules', 'taken', 'closure', 'closed', 'past', 'too-small'];

const bySuitability = (a: FoundZone, b: FoundZone): number =>
  ORDER.indexOf(a.finding) - ORDER.indexOf(b.finding) || (a.zone.seats ?? 0) - (b.zone.seats ?? 0);
