import { isPlace, type Zone, type ZoneNode } from '../centre/zone-tree.js';
import { squarify, type Box, type Placed } from './treemap.js';

/** A floor as it is drawn: areas, and in them the zones that people use. Nothing of it is stored: areas in m² make it. */
export interface FloorDrawing {
  readonly areas: readonly Placed<Zone>[];
  readonly rooms: readonly Placed<Zone>[];
}

/** Room for an area's name above its zones. */
const NAME_HEIGHT = 22;
const GAP = 4;

/** Draws one floor into a box; areas of a single zone are drawn as that zone. */
export function drawFloor(floor: ZoneNode, box: Box): FloorDrawing {
  const areas = squarify(nodesBelow(floor), box);
  const rooms = areas.flatMap(({ item, ...place }) => roomsOf(item, place));
  return {
    areas: areas.filter(({ item }) => nodesBelow(item).length > 0).map((area) => ({ ...area, item: area.item.zone })),
    rooms,
  };
}

function roomsOf(area: ZoneNode, place: Box): Placed<Zone>[] {
  const below = nodesBelow(area);
  if (below.length === 0) return [{ item: area.zone, ...inset(place, GAP / 2) }];
  const inside = inset({ ...place, y: place.y + NAME_HEIGHT, height: place.height - NAME_HEIGHT }, GAP / 2);
  return squarify(below, inside).flatMap(({ item, ...room }) => roomsOf(item, room));
}

const nodesBelow = (node: ZoneNode) =>
  node.children.filter(({ zone }) => zone.kind === 'node').map((item) => ({ item, weight: item.zone.areaM2 }));

const inset = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x + by,
  y: y + by,
  width: Math.max(0, width - 2 * by),
  height: Math.max(0, height - 2 * by),
});

/** What can be asked about: the others are drawn, but are only walls and stairs. */
export const isRoom = (zone: Zone): boolean => isPlace(zone);
