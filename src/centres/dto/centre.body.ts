import { Document, Text, Whole } from '../../platform/http/fields.js';
import { MAX_AREA_M2 } from '../../scheduling/plan.bounds.js';
import type { PolicyPart } from '../../scheduling/policy.types.js';
import { CENTRE_SLUG } from '../centre.js';

const POLICY =
  'What all zones of the centre demand of a booking unless they say otherwise; what is left out keeps its default.';

export class CreateCentreBody {
  @Text({
    description: 'Short name in addresses.',
    example: 'dukou',
    min: 2,
    max: 32,
    pattern: CENTRE_SLUG,
    remedy: 'send 2 to 32 small letters, digits and hyphens, beginning with a letter',
  })
  slug!: string;

  @Text({ description: 'Name in the language of the place.', example: '渡口社区党群服务中心', max: 200 })
  name!: string;

  @Text({ description: 'English name.', example: 'Dukou Community Centre', max: 200, optional: true })
  nameEn?: string;

  @Text({ description: 'IANA time zone.', example: 'Asia/Shanghai', max: 64 })
  timeZone!: string;

  @Whole({ description: 'Floor area in square metres.', example: 2700, min: 0, max: MAX_AREA_M2 })
  areaM2!: number;

  @Document({ description: POLICY, example: { gridMinutes: 15 }, optional: true })
  policy?: PolicyPart;

  @Text({
    description: 'What readers should know of these data.',
    max: 2000,
    lines: true,
    optional: true,
    nullable: true,
    example: 'Measured in 2025.',
  })
  note?: string | null;
}

export class ChangeCentreBody {
  @Text({
    description: 'Name in the language of the place.',
    example: '渡口社区党群服务中心',
    max: 200,
    optional: true,
  })
  name?: string;

  @Text({ description: 'English name.', example: 'Dukou Community Centre', max: 200, optional: true })
  nameEn?: string;

  @Text({
    description: 'IANA time zone; fixed once something is booked.',
    example: 'Asia/Shanghai',
    max: 64,
    optional: true,
  })
  timeZone?: string;

  @Whole({
    description: 'Floor area in square metres; it must remain the sum of the zones (change both with PUT …/zones).',
    example: 2700,
    min: 0,
    max: MAX_AREA_M2,
    optional: true,
  })
  areaM2?: number;

  @Document({
    description: `${POLICY} Members sent replace those that are there; null takes one back to the default.`,
    example: { gridMinutes: 30 },
    optional: true,
  })
  policy?: Readonly<Record<string, unknown>>;

  @Text({
    description: 'What readers should know of these data.',
    max: 2000,
    lines: true,
    optional: true,
    nullable: true,
    example: 'Measured in 2025.',
  })
  note?: string | null;
}
