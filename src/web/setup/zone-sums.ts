import type { components } from '../generated/api.js';

type FileZone = components['schemas']['FileZoneAnswer'];

export interface SumRow {
  readonly zone: FileZone;
  readonly depth: number;
  /** Areas of the zones directly below it, combinations left out; empty for a leaf. */
  readonly below: readonly number[];
}

/** Rows of the tree with what each is the sum of. Parents stand before what lies in them. */
export function sumRows(zones: readonly FileZone[]): SumRow[] {
  const depths = new Map<string, number>();
  return zones.map((zone) => {
    const depth = zone.parent === null ? 0 : (depths.get(zone.parent) ?? 0) + 1;
    depths.set(zone.code, depth);
    const parts = zones.filter(({ parent, kind }) => parent === zone.code && kind === 'node');
    return { zone, depth, below: parts.map(({ areaM2 }) => areaM2) };
  });
}
