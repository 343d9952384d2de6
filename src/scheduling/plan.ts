import { inheritPolicy } from './policy.js';
import type { PolicyPart } from './policy.types.js';
import { isLeaf, leavesOf, pathOf, zonesWithin, zoneTree, type ZoneDraft, type ZoneTree } from './zone-tree.js';
import type { Cell, Plan, Zone, ZoneFacts } from './zones.types.js';

export interface PlanInput {
  readonly centreId: number;
  readonly slug: string;
  readonly timeZone: string;
  readonly rulesVersion: number;
  readonly centrePolicy: PolicyPart;
  readonly zones: readonly ZoneFacts[];
  readonly cells: readonly Cell[];
}

/**
 * The cells that a valid set of zones must have, without their ids:
 *
 * | zone                             | cell                                               |
 * | -------------------------------- | -------------------------------------------------- |
 * | shared leaf                      | space, its seats as units                          |
 * | any other leaf (also `none`)     | space, exclusive: closures take it                 |
 * | node with children, combination  | none of its own: it takes those of its leaves      |
 * | any zone with a head limit       | limit, counting heads, besides the above           |
 */
export function cellsOf(zones: readonly ZoneDraft[]): Omit<Cell, 'id'>[] {
  const tree = zoneTree(zones);
  const leaves = tree.inOrder.filter((zone) => isLeaf(tree, zone));
  const limited = tree.inOrder.filter((zone) => zone.headLimit !== null);
  return [
    ...leaves.map((zone) => spaceCell(zone)),
    ...limited.map((zone) => ({
      zone: zone.code,
      kind: 'limit' as const,
      exclusive: false,
      units: zone.headLimit ?? 0,
    })),
  ];
}

function spaceCell(zone: ZoneDraft): Omit<Cell, 'id'> {
  const isShared = zone.mode === 'shared';
  return { zone: zone.code, kind: 'space', exclusive: !isShared, units: isShared ? (zone.seats ?? 0) : 1 };
}

/**
 * Works out once what a booking of each zone needs: its cells, the limits that count its heads, its policy after
 * inheritance from the centre down the tree, and its equipment with that of the zones it is made of. The zones must be
 * valid and each must have its cells; a leaf without one throws, because anything would fit into it.
 */
export function buildPlan(input: PlanInput): Plan {
  const { cells, centrePolicy, zones: facts, ...head } = input;
  const tree = zoneTree(facts);
  const spaceOf = new Map(cells.filter((cell) => cell.kind === 'space').map((cell) => [cell.zone, cell]));
  const limits = limitsByZone(tree, cells);
  const zones = tree.inOrder.map((zone): Zone => {
    const path = pathOf(tree, zone);
    return {
      ...zone,
      path: path.map((above) => above.code),
      isLeaf: isLeaf(tree, zone),
      space: leavesOf(tree, zone).map((leaf) => present(spaceOf.get(leaf.code), leaf.code)),
      limits: limits(zone),
      rules: inheritPolicy([centrePolicy, ...path.map((above) => above.policy)]),
      allEquipment: [...new Set(zonesWithin(tree, zone).flatMap((within) => within.equipment))],
    };
  });
  return {
    ...head,
    zones,
    byCode: new Map(zones.map((zone) => [zone.code, zone])),
    byId: new Map(zones.map((zone) => [zone.id, zone])),
  };
}

/** Limits on the zone's path; and those on a combination that holds the zone, because its heads are below it too. */
function limitsByZone(tree: ZoneTree<ZoneFacts>, cells: readonly Cell[]): (zone: ZoneFacts) => Cell[] {
  const limits = cells
    .filter((cell) => cell.kind === 'limit')
    .map((cell) => ({ cell, zone: tree.byCode.get(cell.zone) }))
    .filter((limit): limit is { cell: Cell; zone: ZoneFacts } => limit.zone !== undefined)
    .map(({ cell, zone }) => ({ cell, zone, leaves: new Set(leavesOf(tree, zone)) }));
  return (zone) => {
    const path = new Set(pathOf(tree, zone));
    const leaves = leavesOf(tree, zone);
    return limits
      .filter(
        (limit) =>
          path.has(limit.zone) || (limit.zone.kind === 'combination' && leaves.every((leaf) => limit.leaves.has(leaf))),
      )
      .map((limit) => limit.cell);
  };
}

function present(cell: Cell | undefined, code: string): Cell {
  if (!cell) throw new Error(`Zone ${code} has no space cell`);
  return cell;
}
