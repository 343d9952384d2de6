import type { Zone } from '../../centre/zone-tree.js';

type Ordered = Pick<Zone, 'code' | 'parent' | 'sort'>;

/** The zones in another order: one of them before (`-1`) or behind (`1`) the sibling next to it. */
export function movedBy<Z extends Ordered>(zones: readonly Z[], code: string, by: -1 | 1): readonly Z[] {
  const zone = zones.find((one) => one.code === code);
  const siblings = zones.filter(({ parent }) => parent === zone?.parent);
  const other = zone && siblings[siblings.indexOf(zone) + by];
  if (!other) return zones;
  return zones.map((one) => {
    if (one === zone) return other;
    return one === other ? zone : one;
  });
}

/** Where a zone stands among its siblings, from 1 on, and how many they are. */
export function rankOf(zones: readonly Ordered[], code: string): { rank: number; of: number } {
  const zone = zones.find((one) => one.code === code);
  const siblings = zones.filter(({ parent }) => parent === zone?.parent);
  return { rank: siblings.findIndex((one) => one.code === code) + 1, of: siblings.length };
}

/**
 * The numbers by which the server keeps siblings in the order of the list: those that they have now, given out anew;
 * where two have the same, the later one and what follows count on.
 */
export function sortsOf(zones: readonly Ordered[]): ReadonlyMap<string, number> {
  const sorts = new Map<string, number>();
  for (const parent of new Set(zones.map((zone) => zone.parent))) {
    const siblings = zones.filter((zone) => zone.parent === parent);
    const numbers = siblings.map(({ sort }) => sort).sort((a, b) => a - b);
    let last = -1;
    siblings.forEach(({ code }, at) => {
      last = Math.max(last + 1, numbers[at] ?? 0);
      sorts.set(code, last);
    });
  }
  return sorts;
}
