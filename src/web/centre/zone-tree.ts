import type { components } from '../generated/api.js';

export type Zone = components['schemas']['ZoneAnswer'];

/** A zone with the zones below it; combinations stand among the children of the zone whose parts they join. */
export interface ZoneNode {
  readonly zone: Zone;
  readonly depth: number;
  readonly children: readonly ZoneNode[];
}

export interface ZoneTree {
  readonly byCode: ReadonlyMap<string, Zone>;
  readonly roots: readonly ZoneNode[];
  /** Parents first, siblings in their order: as a list shows them. */
  readonly inOrder: readonly ZoneNode[];
  /** From the root down to the zone itself. */
  pathOf(code: string): readonly Zone[];
}

/** The API gives parents first and siblings in their order, so one pass makes the tree. */
export function zoneTreeOf(zones: readonly Zone[]): ZoneTree {
  const byCode = new Map(zones.map((zone) => [zone.code, zone]));
  const below = byParent(zones);
  const inOrder: ZoneNode[] = [];
  const grow = (parent: string, depth: number): ZoneNode[] =>
    (below.get(parent) ?? []).map((zone) => {
      const children: ZoneNode[] = [];
      const node = { zone, depth, children };
      inOrder.push(node);
      children.push(...grow(zone.code, depth + 1));
      return node;
    });
  const pathOf = (code: string): Zone[] => {
    const zone = byCode.get(code);
    return zone ? [...(zone.parent === null ? [] : pathOf(zone.parent)), zone] : [];
  };
  return { byCode, roots: grow('', 0), inOrder, pathOf };
}

export const isLeaf = (node: ZoneNode): boolean => node.zone.kind === 'node' && node.children.length === 0;

/** Everything below a node and itself. */
export const within = (node: ZoneNode): ZoneNode[] => [node, ...node.children.flatMap(within)];

/** Zones that people use: bookable ones, and places such as counters that only have hours. */
export const isPlace = (zone: Zone): boolean => zone.mode !== 'none' || zone.seats !== null;

export const isBookable = (zone: Zone): boolean => zone.mode !== 'none' && zone.rules.whoMayBook !== 'nobody';

function byParent(zones: readonly Zone[]): Map<string, Zone[]> {
  const groups = new Map<string, Zone[]>();
  for (const zone of zones) {
    const group = groups.get(zone.parent ?? '');
    if (group) group.push(zone);
    else groups.set(zone.parent ?? '', [zone]);
  }
  return groups;
}
