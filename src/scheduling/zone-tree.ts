import type { ZoneFacts } from './zones.types.js';

/** A zone as it is written down, before it is stored. */
export type ZoneDraft = Omit<ZoneFacts, 'id' | 'version'>;

/** The zones of one centre with the ways between them. Codes that are unknown or lie in a circle lead nowhere. */
export interface ZoneTree<Z extends ZoneDraft = ZoneDraft> {
  readonly byCode: ReadonlyMap<string, Z>;
  /** Nodes below a node, in their order; combinations are not among them. */
  readonly childrenOf: ReadonlyMap<string, readonly Z[]>;
  /** Every zone that hangs on a path from a root: parents first, siblings in their order. */
  readonly inOrder: readonly Z[];
}

/** No code is empty, so that this cannot be one. */
const NO_PARENT = '';

export function zoneTree<Z extends ZoneDraft>(zones: readonly Z[]): ZoneTree<Z> {
  const below = byParent(zones);
  const reached = new Set<Z>();
  const visit = (zone: Z): void => {
    if (reached.has(zone)) return;
    reached.add(zone);
    for (const child of (below.get(zone.code) ?? []).toSorted(inSiblingOrder)) visit(child);
  };
  for (const root of (below.get(NO_PARENT) ?? []).toSorted(inSiblingOrder)) visit(root);
  const inOrder = [...reached];
  const nodes = inOrder.filter((zone) => zone.kind === 'node');
  return { byCode: new Map(zones.map((zone) => [zone.code, zone])), childrenOf: byParent(nodes), inOrder };
}

function byParent<Z extends ZoneDraft>(zones: readonly Z[]): Map<string, Z[]> {
  const groups = new Map<string, Z[]>();
  for (const zone of zones) {
    const group = groups.get(zone.parent ?? NO_PARENT);
    if (group) group.push(zone);
    else groups.set(zone.parent ?? NO_PARENT, [zone]);
  }
  return groups;
}

/** The node itself, or the leaves below it; for a combination the leaves of its parts. Leaves are what cells belong to. */
export function leavesOf<Z extends ZoneDraft>(tree: ZoneTree<Z>, zone: Z): readonly Z[] {
  return zonesWithin(tree, zone).filter((one) => isLeaf(tree, one));
}

/** The zone itself and all that it is made of: the nodes below it, or the parts of a combination and what is below them. */
export function zonesWithin<Z extends ZoneDraft>(tree: ZoneTree<Z>, zone: Z): readonly Z[] {
  const made =
    zone.kind === 'combination'
      ? zone.parts.map((part) => tree.byCode.get(part)).filter((part) => part !== undefined)
      : (tree.childrenOf.get(zone.code) ?? []);
  return [zone, ...made.flatMap((part) => zonesWithin(tree, part))];
}

/** A node with nothing below it. */
export function isLeaf(tree: ZoneTree, zone: ZoneDraft): boolean {
  return zone.kind === 'node' && !tree.childrenOf.has(zone.code);
}

/** From the root down to the zone itself. */
export function pathOf<Z extends ZoneDraft>(tree: ZoneTree<Z>, zone: Z): readonly Z[] {
  const parent = zone.parent === null ? undefined : tree.byCode.get(zone.parent);
  return parent ? [...pathOf(tree, parent), zone] : [zone];
}

function inSiblingOrder(a: ZoneDraft, b: ZoneDraft): number {
  return a.sort - b.sort || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}
