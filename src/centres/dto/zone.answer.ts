import { ApiProperty } from '@nestjs/swagger';
import { DEFAULT_POLICY } from '../../scheduling/policy.js';
import type { Policy, PolicyPart } from '../../scheduling/policy.types.js';
import type { Place, Plan, Zone, ZoneKind, ZoneMode } from '../../scheduling/zones.types.js';
import { MISFIT_REASONS, type Misfit } from '../zone-impact.js';
import { PolicyAnswer } from './policy.answer.js';

export class ZonePlaceAnswer implements Place {
  @ApiProperty({ description: 'Left edge, in hundredths of the zone it lies in.', example: 0 })
  x!: number;

  @ApiProperty({ description: 'Upper edge.', example: 0 })
  y!: number;

  @ApiProperty({ description: 'Width.', example: 40 })
  width!: number;

  @ApiProperty({ description: 'Height.', example: 100 })
  height!: number;
}

export class ZoneAnswer {
  @ApiProperty({ example: 'F1-HALL-AB' })
  code!: string;

  @ApiProperty({ example: '东中厅' })
  name!: string;

  @ApiProperty({ example: 'Hall East + Middle' })
  nameEn!: string;

  @ApiProperty({ description: 'Code of the zone it lies in.', type: String, nullable: true, example: 'F1-HALL' })
  parent!: string | null;

  @ApiProperty({ enum: ['node', 'combination'], example: 'combination' })
  kind!: ZoneKind;

  @ApiProperty({ description: 'Square metres; 0 for a combination, whose area is counted with its parts.', example: 0 })
  areaM2!: number;

  @ApiProperty({ description: 'Capacity in people.', type: Number, nullable: true, example: 160 })
  seats!: number | null;

  @ApiProperty({ enum: ['exclusive', 'shared', 'none'], example: 'exclusive' })
  mode!: ZoneMode;

  @ApiProperty({ description: 'Head-count limit on it and all below it.', required: false, example: 260 })
  limit?: number;

  @ApiProperty({ description: 'Its own equipment.', type: String, isArray: true, example: ['projector'] })
  equipment!: readonly string[];

  @ApiProperty({
    description: 'Its equipment and that of the zones it is made of.',
    type: String,
    isArray: true,
    example: ['projector', 'stage'],
  })
  allEquipment!: readonly string[];

  @ApiProperty({
    description: 'Codes of the zones a combination is made of.',
    type: String,
    isArray: true,
    example: ['F1-HALL-A', 'F1-HALL-B'],
  })
  parts!: readonly string[];

  @ApiProperty({
    description: 'What the zone itself says.',
    type: 'object',
    additionalProperties: true,
    example: { setupMinutes: 30 },
  })
  policy!: PolicyPart;

  @ApiProperty({ description: 'Its policy after inheritance.', type: PolicyAnswer })
  rules!: PolicyAnswer;

  @ApiProperty({
    description: 'Where each rule comes from: a zone code, `centre` or `default`.',
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { setupMinutes: 'F1-HALL', gridMinutes: 'default' },
  })
  rulesFrom!: Record<string, string>;

  @ApiProperty({
    description: 'Where it is drawn on the floor plan; missing when that follows from its area.',
    type: ZonePlaceAnswer,
    required: false,
  })
  place?: ZonePlaceAnswer;

  @ApiProperty({ description: 'Place among its siblings.', example: 4 })
  sort!: number;

  @ApiProperty({ description: 'The ETag, as a number.', example: 1 })
  version!: number;
}

export class ZoneListAnswer {
  @ApiProperty({ description: 'Parents first, siblings in their order.', type: ZoneAnswer, isArray: true })
  items!: ZoneAnswer[];
}

/** Something standing that the changed zones could not hold. */
export class MisfitAnswer {
  @ApiProperty({ description: 'Id of the occurrence or closure date.' })
  id!: string;

  @ApiProperty({ enum: ['occurrence', 'closure', 'hold'], example: 'occurrence' })
  kind!: Misfit['kind'];

  @ApiProperty({ required: false, example: 'F1-CHESS' })
  zone?: string;

  @ApiProperty({ example: '2026-09-05T14:00:00+08:00' })
  start!: string;

  @ApiProperty({ example: '2026-09-05T17:00:00+08:00' })
  end!: string;

  @ApiProperty({ required: false })
  title?: string;

  @ApiProperty({ description: 'Id of its booking.', required: false })
  booking?: string;

  @ApiProperty({ description: 'People of the occurrence.', required: false, example: 24 })
  heads?: number;

  @ApiProperty({ description: 'Why it does not fit.', enum: [...MISFIT_REASONS], example: 'over-capacity' })
  reason!: Misfit['reason'];
}

/** What a change of zones would do, for `?dryRun=true`. */
export class ZoneEffectAnswer {
  @ApiProperty({ description: 'Whether the change would be taken.', example: true })
  ok!: boolean;

  @ApiProperty({ description: 'What does not fit.', type: MisfitAnswer, isArray: true })
  affected!: MisfitAnswer[];

  @ApiProperty({
    description: 'The zones that would be new or different, as they would be.',
    type: ZoneAnswer,
    isArray: true,
  })
  zones!: ZoneAnswer[];

  @ApiProperty({ description: 'Codes of zones that would be gone.', type: String, isArray: true, example: [] })
  removed!: string[];
}

export function zoneAnswer(plan: Plan, centrePolicy: PolicyPart, zone: Zone): ZoneAnswer {
  return {
    code: zone.code,
    name: zone.name,
    nameEn: zone.nameEn,
    parent: zone.parent,
    kind: zone.kind,
    areaM2: zone.areaM2,
    seats: zone.seats,
    mode: zone.mode,
    ...(zone.headLimit === null ? {} : { limit: zone.headLimit }),
    equipment: zone.equipment,
    allEquipment: zone.allEquipment,
    parts: zone.parts,
    policy: zone.policy,
    rules: zone.rules,
    rulesFrom: rulesFrom(plan, centrePolicy, zone),
    ...(zone.place === null ? {} : { place: zone.place }),
    sort: zone.sort,
    version: zone.version,
  };
}

/** The deepest zone on the path that names a rule is where it comes from. */
function rulesFrom(plan: Plan, centrePolicy: PolicyPart, zone: Zone): Record<string, string> {
  const sayers = zone.path.toReversed().map((code) => [code, plan.byCode.get(code)?.policy] as const);
  const origin = (rule: keyof Policy): string => {
    const sayer = sayers.find(([, policy]) => policy?.[rule] !== undefined);
    return sayer?.[0] ?? (centrePolicy[rule] === undefined ? 'default' : 'centre');
  };
  return Object.fromEntries((Object.keys(DEFAULT_POLICY) as (keyof Policy)[]).map((rule) => [rule, origin(rule)]));
}
