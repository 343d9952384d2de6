import { computed, ref, watch, type ComputedRef } from 'vue';
import { api, ask } from '../../api/api.js';
import { loadCentre, useCentre } from '../../centre/centre.js';
import { useLive } from '../../live/use-live.js';
import { readZones } from './zones-api.js';

export interface ZonesLiveOptions {
  /** Something is being written that is not saved. */
  readonly isDirty: () => boolean;
  /** Shows the zones as they are now; the centre with its tree is loaded anew when this is left out. */
  readonly take?: () => Promise<void>;
  /** What is being written cannot stand on other zones: they are only taken in when that is asked for. */
  readonly isHeld?: boolean;
}

export interface ZonesLive {
  /** Another person has changed zones or rules while something is being written here. */
  readonly isChangedElsewhere: ComputedRef<boolean>;
  /** Takes in what was held back. */
  takeIn(): Promise<void>;
}

const EVERY_MS = 60_000;

/** Keeps the screens of zones fresh while others change zones, rules and the centre; what is being written stays. */
export function useZonesLive({ isDirty, take, isHeld = false }: ZonesLiveOptions): ZonesLive {
  const { slug, centre, tree } = useCentre();
  const hasChanged = ref(false);
  const shown = (): string => JSON.stringify([centre.value, [...tree.value.byCode.values()]]);

  async function takeIn(): Promise<void> {
    await (take ?? (() => loadCentre(slug.value)))();
    if (isHeld) hasChanged.value = false;
  }

  const live = useLive(
    async () => {
      const params = { path: { centre: slug.value } };
      const [now, { data }] = await Promise.all([
        ask(api.GET('/api/v1/centres/{centre}', { params })),
        readZones(slug.value),
      ]);
      return JSON.stringify([now, data]);
    },
    { topics: ['rules'], everyMs: EVERY_MS },
  );
  watch(live.data, (now) => {
    if (now === undefined || now === shown()) return;
    hasChanged.value = isDirty();
    if (!hasChanged.value || !isHeld) void takeIn();
  });
  // What was written has been saved or dropped: there is nothing left to be warned of.
  watch(isDirty, (is) => {
    if (!is && !isHeld) hasChanged.value = false;
  });
  return { isChangedElsewhere: computed(() => hasChanged.value && isDirty()), takeIn };
}
