import { PLACE_SPAN } from '../../scheduling/places.js';
import type { Place } from '../../scheduling/zones.types.js';
import { isPlace, type Zone, type ZoneNode } from '../centre/zone-tree.js';
import { squarify, type Box, type Placed } from './treemap.js';

/** A floor as it is drawn: areas, and in them the zones that people use. */
export interface FloorDrawing {
  readonly areas: readonly Placed<Zone>[];
  readonly rooms: readonly Placed<Zone>[];
}

/** One zone of a drawing, as wide as its share; `frame` is what it shares with its siblings. */
export interface DrawnZone extends Box {
  readonly node: ZoneNode;
  readonly frame: Box;
}

/** Room for an area's name above its zones. */
const NAME_HEIGHT = 22;
const GAP = 4;
const PHONE_WIDTH = 560;

/** Draws one floor into a box; areas of a single zone are drawn as that zone. */
export function drawFloor(floor: ZoneNode, box: Box): FloorDrawing {
  const drawn = drawZones(floor, box);
  const placed = ({ node, frame: _, ...place }: DrawnZone): Placed<Zone> => ({ item: node.zone, ...place });
  const isArea = ({ node }: DrawnZone): boolean => nodesBelow(node).length > 0;
  return {
    areas: drawn.filter(isArea).map(placed),
    rooms: drawn.filter((one) => !isArea(one)).map((one) => ({ ...placed(one), ...inset(one, GAP / 2) })),
  };
}

/** Everything below a floor, each area before the zones in it. */
export function drawZones(floor: ZoneNode, frame: Box): DrawnZone[] {
  return layOut(floor, frame).flatMap(({ item: node, ...box }) => {
    const inside = { ...box, y: box.y + NAME_HEIGHT, height: Math.max(0, box.height - NAME_HEIGHT) };
    return [{ node, frame, ...box }, ...drawZones(node, inset(inside, GAP / 2))];
  });
}

/** Zones stand where somebody has placed them; where one of them has no place, all of them are drawn by area. */
function layOut(node: ZoneNode, frame: Box): Placed<ZoneNode>[] {
  const below = nodesBelow(node);
  if (isPlaced(node)) return below.map((item) => ({ item, ...boxOf(item.zone.place, frame) }));
  return squarify(
    below.map((item) => ({ item, weight: item.zone.areaM2 })),
    frame,
  );
}

/** Whether the zones directly below stand where somebody has placed them. */
export const isPlaced = (node: ZoneNode): boolean => nodesBelow(node).every(({ zone }) => zone.place !== undefined);

/** Combinations are drawn as their parts. */
export const nodesBelow = (node: ZoneNode): ZoneNode[] => node.children.filter(({ zone }) => zone.kind === 'node');

/** On a phone a floor is drawn upright, so that names have room. */
export const floorBox = (width: number): Box => ({
  x: 0,
  y: 0,
  width,
  height: width < PHONE_WIDTH ? width * 1.25 : width * 0.42,
});

function boxOf(place: Place = { x: 0, y: 0, width: 0, height: 0 }, frame: Box): Box {
  const [across, down] = [frame.width / PLACE_SPAN, frame.height / PLACE_SPAN];
  return {
    x: frame.x + place.x * across,
    y: frame.y + place.y * down,
    width: place.width * across,
    height: place.height * down,
  };
}

const inset = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x + by,
  y: y + by,
  width: Math.max(0, width - 2 * by),
  height: Math.max(0, height - 2 * by),
});

/** What can be asked about: the others are drawn, but are only walls and stairs. */
export const isRoom = (zone: Zone): boolean => isPlace(zone);
