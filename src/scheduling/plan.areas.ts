import { isWholeNumber } from './faults.js';
import { MAX_AREA_M2, type PlanDraft, type PlanFault } from './plan.bounds.js';
import type { ZoneDraft, ZoneTree } from './zone-tree.js';

/**
 * Areas, in whole square metres, must add up: the roots to the centre's area, and the zones below a node to the node's.
 * Combinations count nothing, because their area is that of their parts. A centre without zones has nothing to add up.
 */
export function areaFaults({ areaM2, zones }: PlanDraft, tree: ZoneTree): PlanFault[] {
  const bounds = zones.flatMap((zone, index) => boundFaults(zone, index));
  if (bounds.length > 0) return bounds;
  const roots = zones.filter((zone) => zone.parent === null);
  const total = sumOf(roots);
  const centre: PlanFault[] =
    zones.length === 0 || total === areaM2
      ? []
      : [{ index: null, zone: null, field: 'areaM2', detail: sumText({ whole: 'the centre', areaM2, parts: roots }) }];
  return [...centre, ...zones.flatMap((zone, index) => nodeFaults({ zone, index, tree }))];
}

function boundFaults(zone: ZoneDraft, index: number): PlanFault[] {
  if (zone.kind === 'combination' || isWholeNumber(zone.areaM2, 0, MAX_AREA_M2)) return [];
  const detail = `must be a whole number of square metres from 0 to ${MAX_AREA_M2}`;
  return [{ index, zone: zone.code, field: 'areaM2', detail }];
}

function nodeFaults({ zone, index, tree }: { zone: ZoneDraft; index: number; tree: ZoneTree }): PlanFault[] {
  const parts = tree.childrenOf.get(zone.code);
  if (!parts || sumOf(parts) === zone.areaM2) return [];
  const detail = sumText({ whole: zone.code, areaM2: zone.areaM2, parts });
  return [{ index, zone: zone.code, field: 'areaM2', detail }];
}

const sumOf = (zones: readonly ZoneDraft[]): number =>
  zones.reduce((sum, zone) => sum + (zone.kind === 'node' ? zone.areaM2 : 0), 0);

function sumText({ whole, areaM2, parts }: { whole: string; areaM2: number; parts: readonly ZoneDraft[] }): string {
  const nodes = parts.filter((part) => part.kind === 'node');
  const named = nodes.length <= 12 ? ` (${nodes.map((part) => `${part.code} ${part.areaM2}`).join(', ')})` : '';
  return `is ${areaM2} m² for ${whole}, but its parts add up to ${sumOf(parts)} m²${named}`;
}
