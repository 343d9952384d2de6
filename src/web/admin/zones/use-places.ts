import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import type { Place } from '../../../scheduling/zones.types.js';
import { within, type ZoneNode } from '../../centre/zone-tree.js';
import { drawZones, nodesBelow, type DrawnZone } from '../../plan/floor-plan.js';
import type { Box } from '../../plan/treemap.js';
import { overlapsIn, placesOf, snapped, withPlaces, type Places } from './places.js';

export interface PlacesDraft {
  readonly places: ShallowRef<Places>;
  /** The drawing by area is to be used again; nothing has been moved since. */
  readonly isAutomatic: ShallowRef<boolean>;
  readonly drawn: ComputedRef<readonly DrawnZone[]>;
  readonly overlaps: ComputedRef<readonly [string, string][]>;
  readonly isChanged: ComputedRef<boolean>;
  /** Somebody has placed something here before. */
  readonly isStored: ComputedRef<boolean>;
  put(code: string, place: Place): void;
  /** The same, with its edges drawn to those of its neighbours. */
  drag(code: string, place: Place, isResized: boolean): void;
  reset(): void;
  undo(): void;
}

/** A floor while its zones are being placed: begins with what is stored, or with what the drawing makes of areas. */
export function usePlaces(floor: ComputedRef<ZoneNode | undefined>, box: ComputedRef<Box>): PlacesDraft {
  const places = shallowRef<Places>(new Map());
  const isAutomatic = shallowRef(false);
  const before = shallowRef('');
  const textOf = (all: Places): string => JSON.stringify([...all]);

  const drawn = computed(() => (floor.value ? drawZones(withPlaces(floor.value, places.value), box.value) : []));

  function begin(automatic: boolean): void {
    const node = floor.value;
    if (!node) return;
    places.value = placesOf(automatic ? withPlaces(node, new Map()) : node, box.value);
    isAutomatic.value = automatic;
  }

  const siblingsOf = (node: ZoneNode, code: string): ZoneNode[] => {
    const below = nodesBelow(node);
    return below.some(({ zone }) => zone.code === code) ? below : below.flatMap((child) => siblingsOf(child, code));
  };

  function put(code: string, place: Place): void {
    places.value = new Map(places.value).set(code, place);
    isAutomatic.value = false;
  }

  return {
    places,
    isAutomatic,
    drawn,
    overlaps: computed(() => (floor.value ? overlapsIn(floor.value, places.value) : [])),
    isChanged: computed(() => isAutomatic.value || textOf(places.value) !== before.value),
    isStored: computed(() => (floor.value ? within(floor.value) : []).some(({ zone }) => zone.place !== undefined)),
    put,
    drag: (code, place, isResized) => {
      const siblings = floor.value ? siblingsOf(floor.value, code) : [];
      const others = siblings.flatMap(({ zone }) => (zone.code === code ? [] : (places.value.get(zone.code) ?? [])));
      put(code, snapped(place, others, isResized));
    },
    reset: () => begin(true),
    undo: () => {
      begin(false);
      before.value = textOf(places.value);
    },
  };
}
