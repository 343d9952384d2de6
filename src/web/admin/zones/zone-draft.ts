import type { components } from '../../generated/api.js';
import { MAX_HEADS, ZONE_CODE } from '../../../scheduling/plan.bounds.js';
import type { Zone } from '../../centre/zone-tree.js';
import { CENTRE } from './areas.js';

export type ZoneMode = Zone['mode'];
export const MODES: readonly ZoneMode[] = ['exclusive', 'shared', 'none'];

/** A number as it stands in its field: empty while nothing is entered. */
export type Entered = number | '';

/** A zone as it stands in the form. */
export interface ZoneDraft {
  readonly kind: Zone['kind'];
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  /** Empty for the centre itself. */
  readonly parent: string;
  readonly areaM2: Entered;
  readonly seats: Entered;
  readonly mode: ZoneMode;
  readonly limit: Entered;
  /** One thing after another, with commas between. */
  readonly equipment: string;
  readonly parts: readonly string[];
}

export const newDraft = (kind: Zone['kind'], parent: string): ZoneDraft => ({
  ...{ kind, code: '', name: '', nameEn: '', parent, areaM2: '', seats: '', mode: 'exclusive', limit: '' },
  ...{ equipment: '', parts: [] },
});

export const draftOf = (zone: Zone): ZoneDraft => ({
  kind: zone.kind,
  code: zone.code,
  name: zone.name,
  nameEn: zone.nameEn,
  parent: zone.parent ?? CENTRE,
  areaM2: zone.areaM2,
  seats: zone.seats ?? '',
  mode: zone.mode,
  limit: zone.limit ?? '',
  equipment: zone.equipment.join(', '),
  parts: zone.parts,
});

const COMMAS = /[,，、;；\n]/;
const BETWEEN_COMMAS = /[^,，、;；\n]+/g;

/** Writes each thing another way, and leaves what stands between them as it was typed. */
export const eachThing = (text: string, write: (thing: string) => string): string =>
  text.replace(BETWEEN_COMMAS, (part) => {
    const thing = part.trim();
    return thing === '' ? part : part.replace(thing, () => write(thing));
  });

/** Each thing once, in the order in which they were written. */
export const thingsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(COMMAS)
      .map((thing) => thing.trim())
      .filter(Boolean),
  ),
];

/** What of the form goes into a request; a combination has no area and lies beside its parts. */
export function fieldsOf(draft: ZoneDraft): Omit<components['schemas']['ZoneBody'], 'code'> {
  const { kind, name, nameEn, parent, areaM2, seats, mode, limit, equipment, parts } = draft;
  return {
    name: name.trim(),
    nameEn: nameEn.trim() || name.trim(),
    mode,
    seats: seats === '' ? null : seats,
    limit: limit === '' ? null : limit,
    equipment: thingsIn(equipment),
    ...(kind === 'combination'
      ? { parts: [...parts] }
      : { areaM2: areaM2 === '' ? 0 : areaM2, parent: parent || null }),
  };
}

/** Fields that can't be taken as they are; the keys of their texts. */
export function faultsIn(draft: ZoneDraft, taken: ReadonlySet<string>): ReadonlySet<string> {
  const { kind, code, name, areaM2, seats, mode, limit, parts } = draft;
  const isHeads = (value: Entered): boolean =>
    Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_HEADS;
  const isCombination = kind === 'combination';
  const faults: readonly (readonly [field: string, isFaulty: boolean])[] = [
    ['code', !ZONE_CODE.test(code)],
    ['codeTaken', taken.has(code)],
    ['name', name.trim() === ''],
    ['seats', seats === '' ? mode !== 'none' : !isHeads(seats)],
    ['limit', limit !== '' && !isHeads(limit)],
    ['area', !isCombination && (!Number.isInteger(areaM2) || Number(areaM2) < 0)],
    ['parts', isCombination && parts.length < 2],
  ];
  return new Set(faults.filter(([, isFaulty]) => isFaulty).map(([field]) => field));
}
