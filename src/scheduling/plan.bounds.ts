import type { PolicyPart } from './policy.types.js';
import type { ZoneDraft } from './zone-tree.js';

/** What is wrong with a set of zones. `index` is the zone's place in the list, null when it is the centre's own field. */
export interface PlanFault {
  readonly index: number | null;
  readonly zone: string | null;
  /** Field of the zone or centre; deeper members follow as a JSON Pointer: `policy/noticeMinutes/staff`. */
  readonly field: string;
  readonly detail: string;
}

export interface PlanDraft {
  readonly areaM2: number;
  readonly policy: PolicyPart;
  readonly zones: readonly ZoneDraft[];
}

export const MAX_ZONES = 2000;
export const MAX_DEPTH = 8;
export const MAX_HEADS = 100_000;
export const MAX_AREA_M2 = 10_000_000;
export const ZONE_CODE = /^[A-Z0-9][A-Z0-9-]{0,31}$/;
