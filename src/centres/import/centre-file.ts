import { AGREEMENT_KINDS, type AgreementKind } from '../../scheduling/agreements.types.js';
import { TERM_PARTS, type WrittenTerms } from '../../scheduling/agreements.validate.js';
import type { HoursDocument } from '../../scheduling/hours.types.js';
import { MAX_AREA_M2, MAX_HEADS, MAX_ZONES, ZONE_CODE } from '../../scheduling/plan.bounds.js';
import { PLACE_SPAN } from '../../scheduling/places.js';
import type { PolicyPart } from '../../scheduling/policy.types.js';
import type { DaysRule } from '../../scheduling/recurrence.types.js';
import { isTimeZone, parseWallDate, parseWallTime } from '../../scheduling/time.js';
import type { WallTime } from '../../scheduling/time.types.js';
import type { ZoneDraft } from '../../scheduling/zone-tree.js';
import type { Place, ZoneMode } from '../../scheduling/zones.types.js';
import { CENTRE_SLUG } from '../centre.js';
import { anything, listOf, nullable, oneOf, parsed, record, text, whole, type Shape } from './shape.js';

export const FORMAT = 'centre/1';

/** A day so many days after the day of loading. */
export const RELATIVE_DAY = /^\+(\d{1,4})d$/;

/** A centre's file after it was found right: its zones with their hours, and what shall stand in them. */
export interface CentreFile {
  readonly centre: FileCentre;
  readonly zones: readonly ZoneDraft[];
  /** Opening hours by zone code; the centre's own under null. What is not named is not touched. */
  readonly hours: ReadonlyMap<string | null, HoursDocument>;
  readonly closures: readonly FileClosure[];
  readonly operators: readonly FileOperator[];
  readonly agreements: readonly FileAgreement[];
  readonly people: readonly FilePerson[];
  readonly services: readonly FileService[];
}

export const FILE_OPERATOR_KINDS = ['association', 'volunteers', 'company', 'public-body'] as const;

export interface FileOperator {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: (typeof FILE_OPERATOR_KINDS)[number];
  readonly contact?: { readonly name?: string; readonly phone?: string; readonly email?: string };
  readonly note?: string;
}

/** Dates are `2026-01-01`, or days from the day of loading such as `+25d`. */
export interface FileAgreement extends WrittenTerms {
  readonly operator: string;
  readonly kind: AgreementKind;
  readonly zones: readonly string[];
  readonly from: string;
  readonly until: string;
  readonly note?: string;
}

export interface FileCentre {
  readonly slug: string;
  readonly name: string;
  readonly nameEn: string;
  readonly timeZone: string;
  readonly areaM2: number;
  readonly policy: PolicyPart;
  readonly note: string | null;
}

export interface FileRecurrence {
  readonly rrule: string;
  readonly exdates?: readonly string[];
  readonly rdates?: readonly string[];
  readonly days?: DaysRule;
}

export interface FileClosure {
  readonly zone: string;
  readonly start: WallTime;
  readonly end: WallTime;
  readonly reason: string;
  readonly recurrence?: Pick<FileRecurrence, 'rrule' | 'exdates'>;
}

/** With an operator, the role is the one in it: manager or member. */
export interface FilePerson {
  readonly login: string;
  readonly name: string;
  readonly role: 'owner' | 'admin' | 'office' | 'desk' | 'manager' | 'member';
  readonly operator?: string;
}

/** A service as the body of a booking; times are the centre's wall time. */
export interface FileService {
  readonly title: string;
  readonly zone: string;
  readonly start: WallTime;
  readonly end: WallTime;
  readonly heads?: number;
  readonly recurrence?: FileRecurrence;
  readonly onConflict?: 'reject' | 'skip';
  readonly visibility?: 'public' | 'internal' | 'private';
  readonly needs?: readonly string[];
  readonly note?: string;
  /** In whose name it is booked; left out: the centre's. */
  readonly operator?: string;
}

/** A zone as it is written in the file. */
export interface WrittenZone {
  readonly code: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly parent?: string | null;
  readonly areaM2?: number;
  readonly seats?: number | null;
  readonly mode: ZoneMode;
  readonly limit?: number | null;
  readonly equipment?: readonly string[];
  readonly parts?: readonly string[];
  readonly place?: Place | null;
  readonly policy?: PolicyPart;
  readonly hours?: HoursDocument;
}

/** The file as it is written, once its shape is right. */
export interface WrittenFile {
  readonly centre: Omit<FileCentre, 'nameEn' | 'policy' | 'note'> &
    Partial<Pick<FileCentre, 'nameEn' | 'policy' | 'note'>> & { readonly hours?: HoursDocument };
  readonly zones: readonly WrittenZone[];
  readonly closures?: readonly FileClosure[];
  readonly operators?: readonly FileOperator[];
  readonly agreements?: readonly FileAgreement[];
  readonly people?: readonly FilePerson[];
  readonly services?: readonly FileService[];
}

const slug = parsed(
  (value) => CENTRE_SLUG.test(value),
  '2 to 32 small letters, digits and hyphens, beginning with a letter',
);
const code = parsed((value) => ZONE_CODE.test(value), '1 to 32 capital letters, digits and hyphens');
const wall = parsed((value) => parseWallTime(value) !== null, 'a wall time such as 2026-09-01T09:00');
const date = parsed(
  (value) => parseWallDate(value) !== null || parseWallTime(value) !== null,
  'a date such as 2026-10-07',
);
const relativeDate = parsed(
  (value) => parseWallDate(value) !== null || RELATIVE_DAY.test(value),
  'a date such as 2026-01-01, or days from the day of loading such as +25d',
);
const timeZone = parsed(isTimeZone, 'an IANA time zone such as Asia/Shanghai');
const login = parsed((value) => /^[^\s@]{1,64}@[^\s@]{1,128}$/.test(value), 'an e-mail address');
const dates = listOf(date, 400);
const names = listOf(text(60), 50);

const centre = record({
  required: { slug, name: text(200), timeZone, areaM2: whole(0, MAX_AREA_M2) },
  optional: { nameEn: text(200), note: nullable(text(2000)), policy: anything, hours: anything },
});

const zone = record({
  required: { code, name: text(200), mode: oneOf('exclusive', 'shared', 'none') },
  optional: {
    nameEn: text(200),
    parent: nullable(code),
    areaM2: whole(0, MAX_AREA_M2),
    seats: nullable(whole(1, MAX_HEADS)),
    limit: nullable(whole(1, MAX_HEADS)),
    equipment: names,
    parts: listOf(code, 100),
    place: nullable(
      record({
        required: {
          x: whole(0, PLACE_SPAN),
          y: whole(0, PLACE_SPAN),
          width: whole(1, PLACE_SPAN),
          height: whole(1, PLACE_SPAN),
        },
      }),
    ),
    policy: anything,
    hours: anything,
  },
});

const closure = record({
  required: { zone: code, start: wall, end: wall, reason: text(200) },
  optional: { recurrence: record({ required: { rrule: text(500) }, optional: { exdates: dates } }) },
});

const person = record({
  required: { login, name: text(80), role: oneOf('owner', 'admin', 'office', 'desk', 'manager', 'member') },
  optional: { operator: slug },
});

const operator = record({
  required: { code: slug, name: text(200), nameEn: text(200), kind: oneOf(...FILE_OPERATOR_KINDS) },
  optional: {
    contact: record({ optional: { name: text(80), phone: text(30), email: login } }),
    note: text(2000),
  },
});

const agreement = record({
  required: {
    operator: slug,
    kind: oneOf(...AGREEMENT_KINDS),
    zones: listOf(code, 200),
    from: relativeDate,
    until: relativeDate,
  },
  optional: { ...Object.fromEntries(TERM_PARTS.map((part) => [part, anything])), note: text(2000) },
});

const service = record({
  required: { title: text(200), zone: code, start: wall, end: wall },
  optional: {
    heads: whole(1, MAX_HEADS),
    recurrence: record({
      required: { rrule: text(500) },
      optional: { exdates: dates, rdates: dates, days: oneOf('any', 'skip-holidays', 'working-days') },
    }),
    onConflict: oneOf('reject', 'skip'),
    visibility: oneOf('public', 'internal', 'private'),
    needs: names,
    note: text(2000),
    operator: slug,
  },
});

/** The shape of a whole file; policies and hours are judged by their own rules afterwards. */
export const FILE_SHAPE: Shape = record({
  required: { format: oneOf(FORMAT), centre, zones: listOf(zone, MAX_ZONES) },
  optional: {
    closures: listOf(closure, 1000),
    operators: listOf(operator, 500),
    agreements: listOf(agreement, 1000),
    people: listOf(person, 1000),
    services: listOf(service, 1000),
  },
});
