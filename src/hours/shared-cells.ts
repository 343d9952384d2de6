import type { Plan, Zone } from '../scheduling/zones.types.js';

/** The zones that compete with this one: they share a space cell with it. The zone itself is one of them. */
export function zonesSharingCells(plan: Plan, zone: Zone): Zone[] {
  const cells = new Set(zone.space.map((cell) => cell.id));
  return plan.zones.filter((other) => other.space.some((cell) => cells.has(cell.id)));
}
