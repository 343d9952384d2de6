import { isPlace, within, type Zone, type ZoneNode } from '../centre/zone-tree.js';

/** What *Today* shows of one area: the area as a heading, its places as rows. */
export interface ZoneCard {
  readonly area: Zone;
  readonly rows: readonly { readonly zone: Zone; readonly isPart: boolean; readonly hasParts: boolean }[];
}

export interface FloorCards {
  readonly floor: Zone;
  readonly cards: readonly ZoneCard[];
}

/** Floors with a card for each area on them; combinations and places nobody uses are left out. */
export function cardsOf(roots: readonly ZoneNode[]): FloorCards[] {
  return roots.map((floor) => ({
    floor: floor.zone,
    cards: floor.children.map(cardOf).filter(({ rows }) => rows.length > 0),
  }));
}

function cardOf(area: ZoneNode): ZoneCard {
  const places = within(area).filter(({ zone }) => zone.kind === 'node' && isPlace(zone));
  const rows = places.map(({ zone, children }) => ({
    zone,
    isPart: zone.code !== area.zone.code,
    hasParts: children.length > 0,
  }));
  return { area: area.zone, rows };
}
