import { badInput, notFound, Problem, type InputFault } from '../platform/problems/problem.js';
import type { PlanFault } from '../scheduling/plan.bounds.js';
import type { ZoneDraft } from '../scheduling/zone-tree.js';
import type { Place, Plan } from '../scheduling/zones.types.js';
import type {
  AreaAdjustment,
  ChangeZoneBody,
  CreateZoneBody,
  ReplaceZonesBody,
  ZoneBody,
  ZonePlaceBody,
} from './dto/zone.body.js';
import { mergePolicy } from './policy-change.js';
import { draftOf } from './zone-rows.js';

/** All zones of a centre as they shall be, and where in the request a fault of them is to be pointed out. */
export interface ZoneEdit {
  readonly drafts: readonly ZoneDraft[];
  /** The centre's own area, when that changes with its zones. */
  readonly areaM2?: number;
  readonly inputFault: (fault: PlanFault) => InputFault;
}

/** One more zone. Throws `conflict` when its code is taken, `bad-input` when an adjusted zone is unknown. */
export function addition(before: Plan, body: CreateZoneBody): ZoneEdit {
  if (before.byCode.has(body.code)) {
    throw new Problem('conflict', `There is a zone ${body.code} in this centre already.`);
  }
  const fresh = draftFrom(body, nextSort(before), parentOfParts(before, body));
  return { drafts: [...adjusted(before, body.adjust), fresh], inputFault: faultOf(body.code) };
}

/** One zone changed. Throws `not-found` when it has gone meanwhile, `bad-input` when an adjusted zone is unknown. */
export function alteration(before: Plan, code: string, body: ChangeZoneBody): ZoneEdit {
  const standing = before.byCode.get(code);
  if (!standing) throw notFound('such zone');
  const { adjust, limit, policy, parts = standing.parts, ...fields } = body;
  const altered: ZoneDraft = {
    ...draftOf(standing),
    ...fields,
    place: placeAfter(standing, body),
    parts,
    kind: parts.length > 0 ? 'combination' : 'node',
    policy: mergePolicy(standing.policy, policy),
    ...(limit === undefined ? {} : { headLimit: limit }),
  };
  const drafts = adjusted(before, adjust).map((draft) => (draft.code === code ? altered : draft));
  return { drafts, inputFault: faultOf(code) };
}

/** A place is one in the zone it lies in: elsewhere it would mean nothing. */
function placeAfter(standing: ZoneDraft, { place, parent }: ChangeZoneBody): Place | null {
  if (place !== undefined) return place;
  return parent === undefined || parent === standing.parent ? standing.place : null;
}

/**
 * Without one zone, its area given to the one named: the others must add up all the same. Throws `bad-input` when that
 * one is unknown.
 */
export function removal(before: Plan, code: string, areaTo?: string): ZoneEdit {
  const doomed = before.byCode.get(code);
  if (!doomed) throw notFound('such zone');
  const heir = areaTo === undefined ? undefined : before.byCode.get(areaTo);
  if (areaTo !== undefined && (!heir || heir === doomed)) {
    throw badInput([{ pointer: '/areaTo', detail: `there is no other zone ${areaTo} in this centre` }]);
  }
  const grown = heir ? [{ code: heir.code, areaM2: heir.areaM2 + doomed.areaM2 }] : [];
  return { drafts: adjusted(before, grown).filter((zone) => zone.code !== code), inputFault: faultOf(code) };
}

/** Other places for all that lies below a zone. Throws `bad-input` for a zone that does not lie there, or is named twice. */
export function placement(before: Plan, code: string, places: readonly ZonePlaceBody[]): ZoneEdit {
  const below = new Set(before.zones.filter(({ path }) => path.slice(0, -1).includes(code)).map((zone) => zone.code));
  const byCode = new Map(places.map(({ zone, ...place }) => [zone, place]));
  const faults = places.flatMap(({ zone }, index) => {
    if (!below.has(zone)) return [{ pointer: `/places/${index}/zone`, detail: `${zone} does not lie in ${code}` }];
    const isDoubled = places.findIndex((other) => other.zone === zone) < index;
    return isDoubled ? [{ pointer: `/places/${index}/zone`, detail: `${zone} is there twice` }] : [];
  });
  if (faults.length > 0) throw badInput(faults);
  const drafts = before.zones.map(draftOf);
  return {
    drafts: drafts.map((draft) =>
      below.has(draft.code) ? { ...draft, place: byCode.get(draft.code) ?? null } : draft,
    ),
    inputFault: ({ zone, field, detail }) => {
      const index = places.findIndex((one) => one.zone === zone);
      const pointer = index < 0 ? '' : `/places/${index}${field.replace(/^place/, '')}`;
      return { pointer, detail: `${zone ?? 'centre'} ${detail}` };
    },
  };
}

/** The whole plan anew; the order of the list is that of siblings unless `sort` says otherwise. */
export function replacement({ zones, areaM2 }: ReplaceZonesBody): ZoneEdit {
  const byCode = new Map(zones.map((zone) => [zone.code, zone]));
  const drafts = zones.map((body, index) => draftFrom(body, index, byCode.get(body.parts?.[0] ?? '')?.parent ?? null));
  const inputFault = ({ index, zone, field, detail }: PlanFault): InputFault => ({
    pointer: index === null ? `/${field}` : `/zones/${index}/${field}`,
    detail: zone === null ? detail : `${zone}: ${detail}`,
  });
  return { drafts, inputFault, ...(areaM2 === undefined ? {} : { areaM2 }) };
}

function draftFrom(body: ZoneBody, sort: number, parentOfFirstPart: string | null): ZoneDraft {
  const parts = body.parts ?? [];
  return {
    code: body.code,
    name: body.name,
    nameEn: body.nameEn ?? body.name,
    parent: body.parent === undefined ? parentOfFirstPart : body.parent,
    kind: parts.length > 0 ? 'combination' : 'node',
    areaM2: body.areaM2 ?? 0,
    seats: body.seats ?? null,
    mode: body.mode,
    headLimit: body.limit ?? null,
    equipment: body.equipment ?? [],
    policy: mergePolicy({}, body.policy),
    parts,
    place: body.place ?? null,
    sort: body.sort ?? sort,
  };
}

const nextSort = (before: Plan): number => before.zones.reduce((last, zone) => Math.max(last, zone.sort), -1) + 1;

/** A combination that does not say where it lies lies beside its first part. */
const parentOfParts = (before: Plan, { parts = [] }: ZoneBody): string | null =>
  before.byCode.get(parts[0] ?? '')?.parent ?? null;

function adjusted(before: Plan, adjust: readonly AreaAdjustment[] = []): ZoneDraft[] {
  const unknown = adjust.flatMap(({ code }, index) =>
    before.byCode.has(code)
      ? []
      : [{ pointer: `/adjust/${index}/code`, detail: `there is no zone ${code} in this centre` }],
  );
  if (unknown.length > 0) throw badInput(unknown);
  const areas = new Map(adjust.map(({ code, areaM2 }) => [code, areaM2]));
  return before.zones.map((zone) => ({ ...draftOf(zone), areaM2: areas.get(zone.code) ?? zone.areaM2 }));
}

/** A fault of the zone itself points to its field; one of another zone says which, and points to what caused it. */
const faultOf =
  (code: string) =>
  ({ zone, field, detail }: PlanFault): InputFault =>
    zone === code
      ? { pointer: `/${field}`, detail }
      : { pointer: field === 'areaM2' ? '/areaM2' : '', detail: `${zone ?? 'centre'}: ${field} ${detail}` };
