import { MIN_PLACE, PLACE_SPAN, placesOverlap } from '../../../scheduling/places.js';
import type { Place } from '../../../scheduling/zones.types.js';
import type { ZoneNode } from '../../centre/zone-tree.js';
import { drawZones, nodesBelow } from '../../plan/floor-plan.js';
import type { Box } from '../../plan/treemap.js';

/** Where everything below a floor is drawn, by code. */
export type Places = ReadonlyMap<string, Place>;

/** The floor as it would be drawn with these places, and where there is none, by area. */
export function withPlaces(node: ZoneNode, places: Places): ZoneNode {
  const children = node.children.map((child) => {
    const { place: _, ...zone } = child.zone;
    const place = places.get(zone.code);
    return withPlaces({ ...child, zone: place ? { ...zone, place } : zone }, places);
  });
  return { ...node, children };
}

/** What the drawing of a floor comes to, in whole hundredths; edges that meet still meet. */
export function placesOf(floor: ZoneNode, box: Box): Places {
  const places = drawZones(floor, box).map(({ node, frame, x, y, width, height }): [string, Place] => {
    const [left, right] = stretch(x - frame.x, width, frame.width);
    const [top, bottom] = stretch(y - frame.y, height, frame.height);
    return [node.zone.code, { x: left, y: top, width: right - left, height: bottom - top }];
  });
  return new Map(places);
}

/** Sums of fractions differ in their last digits; edges that meet must not be rounded apart. */
function stretch(from: number, length: number, whole: number): [start: number, end: number] {
  const at = (edge: number): number => (whole > 0 ? Math.round(Number(((edge / whole) * PLACE_SPAN).toFixed(6))) : 0);
  const start = clamp(at(from), 0, PLACE_SPAN - MIN_PLACE);
  return [start, clamp(at(from + length), start + MIN_PLACE, PLACE_SPAN)];
}

export const clamp = (value: number, from: number, to: number): number => Math.max(from, Math.min(to, value));

/** The place moved by so many hundredths, as far as the edges of what it lies in. */
export const moved = (place: Place, across: number, down: number): Place => ({
  ...place,
  x: clamp(place.x + across, 0, PLACE_SPAN - place.width),
  y: clamp(place.y + down, 0, PLACE_SPAN - place.height),
});

/** The place made so many hundredths wider and higher, its upper left corner where it was. */
export const resized = (place: Place, across: number, down: number): Place => ({
  ...place,
  width: clamp(place.width + across, MIN_PLACE, PLACE_SPAN - place.x),
  height: clamp(place.height + down, MIN_PLACE, PLACE_SPAN - place.y),
});

/** So near, in hundredths, an edge that is dragged jumps to another. */
const PULL = 2;

/** While something is dragged, its edges jump to those of its neighbours and of what they lie in. */
export function snapped(place: Place, others: readonly Place[], isResized: boolean): Place {
  const across = [0, PLACE_SPAN, ...others.flatMap(({ x, width }) => [x, x + width])];
  const down = [0, PLACE_SPAN, ...others.flatMap(({ y, height }) => [y, y + height])];
  const right = pull(place.x + place.width, across);
  const bottom = pull(place.y + place.height, down);
  if (isResized) return resized(place, right, bottom);
  return moved(place, pull(place.x, across) || right, pull(place.y, down) || bottom);
}

/** How far it is to the nearest edge within reach; 0 when there is none. */
function pull(at: number, edges: readonly number[]): number {
  const nearest = edges.map((edge) => edge - at).toSorted((a, b) => Math.abs(a) - Math.abs(b))[0] ?? 0;
  return Math.abs(nearest) <= PULL ? nearest : 0;
}

/** Neighbours that lie over each other, as pairs of codes. */
export function overlapsIn(node: ZoneNode, places: Places): [string, string][] {
  const below = nodesBelow(node).map(({ zone }) => zone.code);
  const pairs = below.flatMap((one, index) =>
    below.slice(index + 1).flatMap((other): [string, string][] => {
      const [a, b] = [places.get(one), places.get(other)];
      return a && b && placesOverlap(a, b) ? [[one, other]] : [];
    }),
  );
  return [...pairs, ...nodesBelow(node).flatMap((child) => overlapsIn(child, places))];
}
