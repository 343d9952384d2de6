import { Document, Flag, ListOf, Nested, OneOf, Text, TextList, Whole } from '../../platform/http/fields.js';
import { MAX_AREA_M2, MAX_HEADS, MAX_ZONES, ZONE_CODE } from '../../scheduling/plan.bounds.js';
import { MIN_PLACE, PLACE_SPAN } from '../../scheduling/places.js';
import type { Place, ZoneMode } from '../../scheduling/zones.types.js';

const MODES: readonly ZoneMode[] = ['exclusive', 'shared', 'none'];
const MODE = 'exclusive: one booking at a time; shared: several, up to the seats; none: not bookable as such.';
const CODE_REMEDY = 'send 1 to 32 capital letters, digits and hyphens';

/** Takes area from, or gives it to, another zone, so that areas keep adding up. */
export class AreaAdjustment {
  @Text({
    description: 'Code of the other zone.',
    example: 'F3-CIRC',
    max: 32,
    pattern: ZONE_CODE,
    remedy: CODE_REMEDY,
  })
  code!: string;

  @Whole({ description: 'Its area from now on, in square metres.', example: 140, min: 0, max: MAX_AREA_M2 })
  areaM2!: number;
}

const PLACE = 'in hundredths of the zone it lies in';
const FIRST = { min: 0, max: PLACE_SPAN - MIN_PLACE };
const SIDE = { min: MIN_PLACE, max: PLACE_SPAN };

/** Where a zone is drawn on the floor plan. */
export class PlaceBody implements Place {
  @Whole({ description: `Left edge, ${PLACE}.`, example: 0, ...FIRST })
  x!: number;

  @Whole({ description: `Upper edge, ${PLACE}.`, example: 0, ...FIRST })
  y!: number;

  @Whole({ description: `Width, ${PLACE}.`, example: 40, ...SIDE })
  width!: number;

  @Whole({ description: `Height, ${PLACE}.`, example: 100, ...SIDE })
  height!: number;
}

/** One zone's place among those of a floor. */
export class ZonePlaceBody extends PlaceBody {
  @Text({ description: 'Code of the zone.', example: 'F1-HALL', max: 32, pattern: ZONE_CODE, remedy: CODE_REMEDY })
  zone!: string;
}

export class PlacesBody {
  @ListOf(() => ZonePlaceBody, {
    description: 'Places of zones below this one; those left out are drawn by their area.',
    max: MAX_ZONES,
  })
  places!: ZonePlaceBody[];
}

/** What a zone can be told besides its code and mode. */
class ZoneFields {
  @Text({ description: 'English name; the name when left out.', example: 'Meeting room 3', max: 200, optional: true })
  nameEn?: string;

  @Text({
    description: 'Code of the zone it lies in; null for the centre itself. A combination lies beside its parts.',
    example: 'F3-MEET',
    max: 32,
    pattern: ZONE_CODE,
    remedy: CODE_REMEDY,
    optional: true,
    nullable: true,
  })
  parent?: string | null;

  @Whole({
    description: 'Area in square metres; areas must add up. Left out or 0 for a combination.',
    example: 20,
    min: 0,
    max: MAX_AREA_M2,
    optional: true,
  })
  areaM2?: number;

  @Whole({
    description: 'Capacity in people; needed unless the mode is none.',
    example: 12,
    min: 1,
    max: MAX_HEADS,
    optional: true,
    nullable: true,
  })
  seats?: number | null;

  @Whole({
    description: 'Head-count limit on the zone and all below it.',
    example: 180,
    min: 1,
    max: MAX_HEADS,
    optional: true,
    nullable: true,
  })
  limit?: number | null;

  @TextList({ description: 'What is in the zone.', example: ['screen'], max: 50, maxLength: 60, optional: true })
  equipment?: string[];

  @TextList({
    description: 'Codes of the zones a combination is made of.',
    example: ['F1-HALL-A', 'F1-HALL-B'],
    max: 100,
    maxLength: 32,
    optional: true,
  })
  parts?: string[];

  @Document({
    description: 'What the zone demands of a booking; what it does not say comes from the zone above.',
    example: { setupMinutes: 30 },
    optional: true,
  })
  policy?: Readonly<Record<string, unknown>>;

  @Nested(() => PlaceBody, {
    description: `Where it is drawn, ${PLACE}; null, or any of its siblings without one: by area.`,
    optional: true,
    nullable: true,
  })
  place?: PlaceBody | null;

  @Whole({ description: 'Place among its siblings.', example: 3, min: 0, max: 1_000_000, optional: true })
  sort?: number;
}

/** One zone of a whole plan. */
export class ZoneBody extends ZoneFields {
  @Text({
    description: 'Code, unique in the centre; it never changes.',
    example: 'F3-MEET-4',
    max: 32,
    pattern: ZONE_CODE,
    remedy: CODE_REMEDY,
  })
  code!: string;

  @Text({ description: 'Name in the language of the place.', example: '会议室三', max: 200 })
  name!: string;

  @OneOf({ description: MODE, example: 'exclusive', values: MODES })
  mode!: ZoneMode;
}

export class CreateZoneBody extends ZoneBody {
  @ListOf(() => AreaAdjustment, { description: 'Other zones whose area changes with it.', max: 100, optional: true })
  adjust?: AreaAdjustment[];
}

export class ChangeZoneBody extends ZoneFields {
  @Text({ description: 'Name in the language of the place.', example: '会议室三', max: 200, optional: true })
  name?: string;

  @OneOf({ description: MODE, example: 'exclusive', values: MODES, optional: true })
  mode?: ZoneMode;

  @ListOf(() => AreaAdjustment, { description: 'Other zones whose area changes with it.', max: 100, optional: true })
  adjust?: AreaAdjustment[];
}

export class ReplaceZonesBody {
  @ListOf(() => ZoneBody, {
    description:
      'All zones of the centre. One that is left out is removed, which only works while nothing refers to it.',
    max: MAX_ZONES,
  })
  zones!: ZoneBody[];

  @Whole({
    description: "The centre's area, when that changes too.",
    example: 2700,
    min: 0,
    max: MAX_AREA_M2,
    optional: true,
  })
  areaM2?: number;
}

export class RemoveZoneQuery {
  @Text({
    description: 'Code of the zone that gets its area, so that areas keep adding up.',
    example: 'F3-CIRC',
    max: 32,
    pattern: ZONE_CODE,
    remedy: CODE_REMEDY,
    optional: true,
  })
  areaTo?: string;
}

export class DryRunQuery {
  @Flag({ description: 'Shows what would happen and writes nothing.', example: false, optional: true, query: true })
  dryRun?: boolean;
}
