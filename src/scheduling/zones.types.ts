import type { HoursLayer } from './hours.js';
import type { Policy, PolicyPart } from './policy.types.js';

export type ZoneKind = 'node' | 'combination';
/** `exclusive`: one booking at a time; `shared`: several up to the seats; `none`: not bookable as such. */
export type ZoneMode = 'exclusive' | 'shared' | 'none';

/** Where a zone is drawn inside the zone it lies in, in hundredths of that zone's width and height. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is stored of a zone. `parts` names the zones a combination is made of; `headLimit` is a head-count limit on it and all below. */
export interface ZoneFacts {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly parent: string | null;
  readonly kind: ZoneKind;
  readonly areaM2: number;
  readonly seats: number | null;
  readonly mode: ZoneMode;
  readonly headLimit: number | null;
  readonly equipment: readonly string[];
  readonly policy: PolicyPart;
  readonly parts: readonly string[];
  /** Where it is drawn in the zone it lies in; null leaves that to the drawing. */
  readonly place: Place | null;
  readonly sort: number;
  readonly version: number;
}

/** The smallest part that can be taken on its own, or a limit that counts heads. `zone` is the code of the zone it belongs to. */
export interface Cell {
  readonly id: number;
  readonly zone: string;
  readonly kind: 'space' | 'limit';
  readonly exclusive: boolean;
  readonly units: number;
}

/** A zone with all that a booking of it needs, worked out once per version of the rules. */
export interface Zone extends ZoneFacts {
  /** Codes from the root of the tree down to this zone itself. */
  readonly path: readonly string[];
  readonly isLeaf: boolean;
  /** Cells that a booking takes. */
  readonly space: readonly Cell[];
  /** Limits above it (and on it) that count its heads. */
  readonly limits: readonly Cell[];
  /** The policy after inheritance. */
  readonly rules: Policy;
  /** Equipment of the zone and of the zones it is made of. */
  readonly allEquipment: readonly string[];
}

/** One centre's zones at one version of its rules. */
export interface Plan {
  readonly centreId: number;
  readonly slug: string;
  readonly timeZone: string;
  readonly rulesVersion: number;
  readonly zones: readonly Zone[];
  readonly byCode: ReadonlyMap<string, Zone>;
  readonly byId: ReadonlyMap<number, Zone>;
}

/** Opening hours as the pure middle takes them: layers from the centre down to the zone. */
export type LayersOf = (zone: Zone) => readonly HoursLayer[];
