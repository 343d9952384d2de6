import { isRecord, isWholeNumber, unknownMembers, type Fault } from './faults.js';
import type { ZoneDraft, ZoneTree } from './zone-tree.js';
import type { Place } from './zones.types.js';

/** So wide and so high is every zone in the units of the places in it. */
export const PLACE_SPAN = 100;
/** What is narrower or lower can hardly be seen, let alone tapped. */
export const MIN_PLACE = 3;

const MEMBERS = ['x', 'y', 'width', 'height'];

/** All faults of a place by itself, as it came from outside. */
export function validatePlace(place: unknown): Fault[] {
  if (!isRecord(place)) return [{ pointer: '', detail: 'must be an object with x, y, width and height' }];
  const faults = ['x', 'y'].filter((member) => !isWholeNumber(place[member], 0, PLACE_SPAN - MIN_PLACE));
  const short = ['width', 'height'].filter((member) => !isWholeNumber(place[member], MIN_PLACE, PLACE_SPAN));
  return [
    ...unknownMembers(place, MEMBERS),
    ...faults.map((member) => ({
      pointer: `/${member}`,
      detail: `must be a whole number from 0 to ${PLACE_SPAN - MIN_PLACE}`,
    })),
    ...short.map((member) => ({
      pointer: `/${member}`,
      detail: `must be a whole number from ${MIN_PLACE} to ${PLACE_SPAN}`,
    })),
  ];
}

/** Half-open: places that only touch don't overlap. */
export const placesOverlap = (a: Place, b: Place): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

export const isInside = ({ x, y, width, height }: Place): boolean =>
  x >= 0 && y >= 0 && x + width <= PLACE_SPAN && y + height <= PLACE_SPAN;

/** What is wrong with the place of one zone among the others: on which field, and in words. */
export function placeFaults(zone: ZoneDraft, tree: ZoneTree): [field: string, detail: string][] {
  const { place } = zone;
  if (place === null) return [];
  if (zone.kind === 'combination') return [['place', 'must be left out: a combination is drawn as its parts']];
  if (zone.parent === null) return [['place', 'must be left out: a zone is placed in the zone it lies in']];
  const own = validatePlace(place);
  if (own.length > 0) return own.map(({ pointer, detail }) => [`place${pointer}`, detail]);
  if (!isInside(place)) return [['place', `must not reach beyond ${PLACE_SPAN}`]];
  const met = (tree.childrenOf.get(zone.parent) ?? []).filter(
    (other) => other.code !== zone.code && other.place !== null && placesOverlap(place, other.place),
  );
  return met.length === 0 ? [] : [['place', `overlaps ${met.map(({ code }) => code).join(', ')}`]];
}
