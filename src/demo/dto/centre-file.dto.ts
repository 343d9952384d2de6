import { ApiProperty } from '@nestjs/swagger';
import { CENTRE_SLUG } from '../../centres/centre.js';
import { Flag, OneOf, Text } from '../../platform/http/fields.js';
import type { ZoneKind, ZoneMode } from '../../scheduling/zones.types.js';
import type { NotTaken } from '../centre-loader.js';

/** Characters of a file that comes over the wire; larger ones are loaded on the server, with `npm run import`. */
export const MAX_FILE_CHARACTERS = 200_000;

export const EXTENTS = ['plan', 'full'] as const;
export type Extent = (typeof EXTENTS)[number];

export class CentreFileBody {
  @Text({
    description: 'The text of the file, in the format of data/dukou.yaml.',
    max: MAX_FILE_CHARACTERS,
    lines: true,
    whole: true,
    example: 'format: centre/1',
  })
  file!: string;

  @OneOf({
    description:
      'plan: the centre, its zones and hours; full: also its closures, operators, agreements, people, bookings.',
    values: EXTENTS,
    example: 'plan',
    optional: true,
  })
  extent?: Extent;

  @Text({
    description: 'Short name in addresses, instead of that in the file.',
    example: 'harbour',
    min: 2,
    max: 32,
    pattern: CENTRE_SLUG,
    remedy: 'send 2 to 32 small letters, digits and hyphens, beginning with a letter',
    optional: true,
  })
  slug?: string;

  @Text({ description: 'Name, instead of that in the file.', example: '港湾社区中心', max: 200, optional: true })
  name?: string;

  @Text({ description: 'English name, instead of that in the file.', example: 'Harbour', max: 200, optional: true })
  nameEn?: string;

  @Text({
    description: 'IANA time zone, instead of that in the file.',
    example: 'Asia/Shanghai',
    max: 64,
    optional: true,
  })
  timeZone?: string;

  @Flag({
    description: 'Brings a centre of this slug in line with the file; left out, a slug that is taken is refused.',
    example: false,
    optional: true,
  })
  replace?: boolean;
}

export class FileCentreAnswer {
  @ApiProperty({ example: 'harbour' })
  slug!: string;

  @ApiProperty({ example: '港湾社区中心' })
  name!: string;

  @ApiProperty({ example: 'Harbour' })
  nameEn!: string;

  @ApiProperty({ example: 'Asia/Shanghai' })
  timeZone!: string;

  @ApiProperty({ description: 'Square metres.', example: 320 })
  areaM2!: number;
}

export class FileZoneAnswer {
  @ApiProperty({ example: 'F1-1' })
  code!: string;

  @ApiProperty({ example: '活动室' })
  name!: string;

  @ApiProperty({ example: 'Activity room' })
  nameEn!: string;

  @ApiProperty({ type: String, nullable: true, example: 'F1' })
  parent!: string | null;

  @ApiProperty({ enum: ['node', 'combination'], example: 'node' })
  kind!: ZoneKind;

  @ApiProperty({ description: 'Square metres; 0 for a combination.', example: 80 })
  areaM2!: number;

  @ApiProperty({ type: Number, nullable: true, example: 40 })
  seats!: number | null;

  @ApiProperty({ enum: ['exclusive', 'shared', 'none'], example: 'exclusive' })
  mode!: ZoneMode;
}

export class FileContentsAnswer {
  @ApiProperty({ description: 'Whether it says when the centre is open.', example: true })
  hours!: boolean;

  @ApiProperty({ example: 0 })
  closures!: number;

  @ApiProperty({ example: 2 })
  operators!: number;

  @ApiProperty({ example: 2 })
  agreements!: number;

  @ApiProperty({ example: 3 })
  people!: number;

  @ApiProperty({ description: 'Bookings, single ones and series.', example: 6 })
  services!: number;
}

export class NotTakenAnswer implements NotTaken {
  @ApiProperty({ description: 'Its name in the file.', example: 'Choir' })
  what!: string;

  @ApiProperty({
    description: "Code of the problem, or of the first date's refusal.",
    example: 'outside-opening-hours',
  })
  code!: string;

  @ApiProperty({ example: 'dates left out: 1, the first on 2026-10-07T14:00:00+08:00: outside-opening-hours' })
  detail!: string;

  @ApiProperty({ required: false, description: 'So many dates were left out; without it, all of it was.', example: 1 })
  dates?: number;

  @ApiProperty({ required: false, description: 'The first of them.', example: '2026-10-07T14:00:00+08:00' })
  first?: string;
}

export class CentreFileAnswer {
  @ApiProperty({ type: FileCentreAnswer })
  centre!: FileCentreAnswer;

  @ApiProperty({ enum: ['created', 'changed', 'unchanged'], example: 'created' })
  state!: 'created' | 'changed' | 'unchanged';

  @ApiProperty({
    description: 'Parents first, siblings in the order of the file.',
    type: FileZoneAnswer,
    isArray: true,
  })
  zones!: FileZoneAnswer[];

  @ApiProperty({ description: 'What the file holds, whether it was taken or not.', type: FileContentsAnswer })
  contents!: FileContentsAnswer;

  @ApiProperty({
    description: 'Of what stands in the zones: what could not be taken, and why.',
    type: NotTakenAnswer,
    isArray: true,
  })
  refused!: readonly NotTaken[];
}

export class CentreExampleAnswer {
  @ApiProperty({ description: 'Name of the example.', example: 'small' })
  key!: string;

  @ApiProperty({ type: FileCentreAnswer })
  centre!: FileCentreAnswer;

  @ApiProperty({
    description: 'Parents first, siblings in the order of the file.',
    type: FileZoneAnswer,
    isArray: true,
  })
  zones!: FileZoneAnswer[];

  @ApiProperty({ description: 'The text of the file, to be changed and sent back.', example: 'format: centre/1' })
  file!: string;
}

export class CentreExampleListAnswer {
  @ApiProperty({ type: CentreExampleAnswer, isArray: true })
  items!: CentreExampleAnswer[];
}
