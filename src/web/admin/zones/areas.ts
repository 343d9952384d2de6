import type { Zone } from '../../centre/zone-tree.js';

/** One zone, or the centre (no code), whose parts don't come to its own area. */
export interface AreaGap {
  readonly code: string;
  readonly areaM2: number;
  readonly sum: number;
  /** How much the parts have too much; below zero: too little. */
  readonly over: number;
}

/** What counts for areas. */
export type AreaZone = Pick<Zone, 'code' | 'parent' | 'kind' | 'areaM2'>;

/** Stands for the centre among codes, which are never empty. */
export const CENTRE = '';

/** What the zones directly below each zone, and below the centre, come to; combinations count nothing. */
export function sumsOf(zones: readonly AreaZone[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { parent, kind, areaM2 } of zones) {
    if (kind === 'node') sums.set(parent ?? CENTRE, (sums.get(parent ?? CENTRE) ?? 0) + areaM2);
  }
  return sums;
}

/** Everywhere that areas don't add up, the centre first. */
export function gapsOf(zones: readonly AreaZone[], centreM2: number): AreaGap[] {
  const sums = sumsOf(zones);
  const owners = [{ code: CENTRE, areaM2: centreM2 }, ...zones];
  return owners.flatMap(({ code, areaM2 }) => {
    const sum = sums.get(code) ?? areaM2;
    return sum === areaM2 ? [] : [{ code, areaM2, sum, over: sum - areaM2 }];
  });
}

/** The zones with other areas for those named. */
export const withAreas = <Z extends AreaZone>(zones: readonly Z[], areas: ReadonlyMap<string, number>): Z[] =>
  zones.map((zone) => ({ ...zone, areaM2: areas.get(zone.code) ?? zone.areaM2 }));

/**
 * Who could take up a gap: zones directly there with nothing below them that are big enough; first those that are not
 * booked, such as corridors, and the bigger before the smaller.
 */
export function absorbers<Z extends AreaZone & Pick<Zone, 'mode'>>(
  gap: AreaGap,
  { zones, without }: { zones: readonly Z[]; without: string },
): Z[] {
  const parents = new Set(zones.map(({ parent }) => parent));
  const isFit = (zone: Z): boolean =>
    (zone.parent ?? CENTRE) === gap.code &&
    zone.kind === 'node' &&
    zone.code !== without &&
    !parents.has(zone.code) &&
    zone.areaM2 >= gap.over;
  return zones
    .filter(isFit)
    .toSorted((a, b) => Number(b.mode === 'none') - Number(a.mode === 'none') || b.areaM2 - a.areaM2);
}
