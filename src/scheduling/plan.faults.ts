import { isWholeNumber } from './faults.js';
import { areaFaults } from './plan.areas.js';
import { MAX_DEPTH, MAX_HEADS, MAX_ZONES, ZONE_CODE, type PlanDraft, type PlanFault } from './plan.bounds.js';
import { placeFaults } from './places.js';
import { checkResolved, validatePolicy } from './policy.validate.js';
import { inheritPolicy } from './policy.js';
import { pathOf, zoneTree, type ZoneDraft, type ZoneTree } from './zone-tree.js';

/** What one zone is judged by: itself, where it stands in the list, and the tree it should fit into. */
interface Judged {
  readonly zone: ZoneDraft;
  readonly index: number;
  readonly tree: ZoneTree;
  readonly parents: ReadonlySet<string>;
}

type FieldFault = readonly [field: string, detail: string];
type Rule = (judged: Judged) => FieldFault[];

const RULES: readonly Rule[] = [
  codeRule,
  parentRule,
  modeRule,
  seatsRule,
  headLimitRule,
  combinationRule,
  partsRule,
  placeRule,
  ownPolicyRule,
];

/**
 * All faults of a centre's zones at once; an empty list means that `buildPlan` may be trusted with them. Inherited
 * policies and areas are only looked at when the tree itself stands, because their faults would be echoes.
 */
export function validatePlan(draft: PlanDraft): PlanFault[] {
  const { zones } = draft;
  if (zones.length > MAX_ZONES) {
    return [{ index: null, zone: null, field: 'zones', detail: `must hold no more than ${MAX_ZONES} zones` }];
  }
  const tree = zoneTree(zones);
  const parents = new Set(zones.map((zone) => zone.parent ?? ''));
  const own = zones.flatMap((zone, index) =>
    RULES.flatMap((rule) => rule({ zone, index, tree, parents })).map(([field, detail]) =>
      planFault({ zone, index, field, detail }),
    ),
  );
  const centre = validatePolicy(draft.policy).map(({ pointer, detail }) => ({
    index: null,
    zone: null,
    field: `policy${pointer}`,
    detail,
  }));
  const faults = [...centre, ...doubledCodes(zones), ...circles(zones, tree), ...own];
  const standsUp = !faults.some(({ field }) => field === 'code' || field === 'parent');
  return [
    ...faults,
    ...(standsUp ? [...depthFaults(zones, tree), ...areaFaults(draft, tree)] : []),
    ...(faults.length === 0 ? resolvedPolicies(draft, tree) : []),
  ];
}

function planFault(from: { zone: ZoneDraft; index: number; field: string; detail: string }): PlanFault {
  return { index: from.index, zone: from.zone.code, field: from.field, detail: from.detail };
}

function codeRule({ zone }: Judged): FieldFault[] {
  if (ZONE_CODE.test(zone.code)) return [];
  return [['code', 'must be 1 to 32 capital letters, digits and hyphens, and not begin with a hyphen']];
}

function parentRule({ zone, tree }: Judged): FieldFault[] {
  if (zone.parent === null) return [];
  const parent = tree.byCode.get(zone.parent);
  if (!parent) return [['parent', `names ${zone.parent}, which is no zone of this centre`]];
  if (parent.kind === 'combination')
    return [['parent', `names ${zone.parent}, which is a combination; name the zone it lies in`]];
  return [];
}

/** Heads are counted in leaves: a zone with zones below it is taken whole or not at all. */
function modeRule({ zone, parents }: Judged): FieldFault[] {
  if (zone.mode !== 'shared' || zone.kind === 'combination' || !parents.has(zone.code)) return [];
  return [['mode', 'must be exclusive or none, because the zone has zones below it']];
}

/** What can be booked needs seats: they are its capacity, and the heads of a booking that names none. */
function seatsRule({ zone }: Judged): FieldFault[] {
  if (zone.seats === null)
    return zone.mode === 'none' ? [] : [['seats', `must be given, because the zone is ${zone.mode}`]];
  return isWholeNumber(zone.seats, 1, MAX_HEADS) ? [] : [['seats', `must be a whole number from 1 to ${MAX_HEADS}`]];
}

function headLimitRule({ zone }: Judged): FieldFault[] {
  if (zone.headLimit === null || isWholeNumber(zone.headLimit, 1, MAX_HEADS)) return [];
  return [['limit', `must be a whole number from 1 to ${MAX_HEADS}`]];
}

function combinationRule({ zone }: Judged): FieldFault[] {
  if (zone.kind === 'node') return zone.parts.length === 0 ? [] : [['parts', 'are only for a combination']];
  const faults: FieldFault[] = [];
  if (zone.mode !== 'exclusive') faults.push(['mode', 'must be exclusive, because the zone is a combination']);
  if (zone.areaM2 !== 0)
    faults.push(['areaM2', 'must be left out or 0: the area of a combination is counted with its parts']);
  if (zone.parts.length < 2) faults.push(['parts', 'must name at least two zones']);
  if (new Set(zone.parts).size < zone.parts.length) faults.push(['parts', 'must name each zone once']);
  return faults;
}

/** Parts lie side by side below the combination's own parent, so that the same limits stand above all of them. */
function partsRule({ zone, tree }: Judged): FieldFault[] {
  if (zone.kind === 'node') return [];
  return zone.parts.flatMap((code): FieldFault[] => {
    const part = tree.byCode.get(code);
    if (!part) return [['parts', `name ${code}, which is no zone of this centre`]];
    if (part.kind === 'combination') return [['parts', `name ${code}, which is a combination itself; name its parts`]];
    if (part.parent === zone.parent) return [];
    return [
      ['parts', `name ${code}, which does not lie directly in ${zone.parent ?? 'the centre'} like the combination`],
    ];
  });
}

function placeRule({ zone, tree }: Judged): FieldFault[] {
  return placeFaults(zone, tree);
}

function ownPolicyRule({ zone }: Judged): FieldFault[] {
  return validatePolicy(zone.policy).map(({ pointer, detail }): FieldFault => [`policy${pointer}`, detail]);
}

function doubledCodes(zones: readonly ZoneDraft[]): PlanFault[] {
  const seen = new Set<string>();
  return zones.flatMap((zone, index) => {
    if (!seen.has(zone.code)) {
      seen.add(zone.code);
      return [];
    }
    return [planFault({ zone, index, field: 'code', detail: `${zone.code} is there twice` })];
  });
}

/** What no path from a root reaches although its parent is known lies in a circle, or below one. */
function circles(zones: readonly ZoneDraft[], tree: ZoneTree): PlanFault[] {
  const reached = new Set<ZoneDraft>(tree.inOrder);
  return zones.flatMap((zone, index) => {
    if (reached.has(zone) || !runsInCircle(zone, tree)) return [];
    return [planFault({ zone, index, field: 'parent', detail: `${zone.code} lies below itself` })];
  });
}

function runsInCircle(zone: ZoneDraft, tree: ZoneTree): boolean {
  const met = new Set<string>();
  let above = zone.parent;
  while (above !== null && !met.has(above)) {
    if (above === zone.code) return true;
    met.add(above);
    above = tree.byCode.get(above)?.parent ?? null;
  }
  return false;
}

function depthFaults(zones: readonly ZoneDraft[], tree: ZoneTree): PlanFault[] {
  return zones.flatMap((zone, index) => {
    if (pathOf(tree, zone).length <= MAX_DEPTH) return [];
    return [planFault({ zone, index, field: 'parent', detail: `must not lie more than ${MAX_DEPTH} levels deep` })];
  });
}

/** Parts of a policy that are good by themselves may contradict each other after inheritance. */
function resolvedPolicies(draft: PlanDraft, tree: ZoneTree): PlanFault[] {
  return draft.zones.flatMap((zone, index) => {
    if (zone.mode === 'none') return [];
    const rules = inheritPolicy([draft.policy, ...pathOf(tree, zone).map((above) => above.policy)]);
    return checkResolved(rules).map(({ pointer, detail }) =>
      planFault({ zone, index, field: `policy${pointer}`, detail }),
    );
  });
}
