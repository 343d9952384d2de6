import { buildPlan, cellsOf } from '../../src/scheduling/plan.js';
import type { PolicyPart } from '../../src/scheduling/policy.types.js';
import type { ZoneDraft } from '../../src/scheduling/zone-tree.js';
import type { Plan } from '../../src/scheduling/zones.types.js';

/** An exclusive room of 10 m² with 10 seats; a test names only what it is about. */
export function zone(code: string, facts: Partial<ZoneDraft> = {}): ZoneDraft {
  return {
    code,
    name: code,
    nameEn: code,
    parent: null,
    kind: facts.parts ? 'combination' : 'node',
    areaM2: facts.parts ? 0 : 10,
    seats: 10,
    mode: 'exclusive',
    headLimit: null,
    equipment: [],
    policy: {},
    parts: [],
    place: null,
    sort: 0,
    ...facts,
  };
}

/** Numbers zones from 1 and cells from 101, in the order in which they are needed. */
export function planOf(drafts: readonly ZoneDraft[], centrePolicy: PolicyPart = {}): Plan {
  return buildPlan({
    centreId: 1,
    slug: 'test',
    timeZone: 'Asia/Shanghai',
    rulesVersion: 1,
    centrePolicy,
    zones: drafts.map((draft, index) => ({ ...draft, id: index + 1, version: 1 })),
    cells: cellsOf(drafts).map((cell, index) => ({ ...cell, id: 101 + index })),
  });
}

/** First floor with a limit, a hall of three parts with two combinations, and a shared room. */
export const FLOOR: readonly ZoneDraft[] = [
  zone('F1', { mode: 'none', seats: null, areaM2: 50, headLimit: 260, policy: { gridMinutes: 30 } }),
  zone('HALL', { parent: 'F1', areaM2: 30, seats: 240, equipment: ['sound'], policy: { setupMinutes: 30 } }),
  zone('A', { parent: 'HALL', seats: 80, equipment: ['stage'] }),
  zone('B', { parent: 'HALL', seats: 80, policy: { setupMinutes: 5 } }),
  zone('C', { parent: 'HALL', seats: 80 }),
  zone('AB', { parent: 'HALL', seats: 160, parts: ['A', 'B'] }),
  zone('BC', { parent: 'HALL', seats: 160, parts: ['B', 'C'] }),
  zone('CHESS', { parent: 'F1', seats: 36, mode: 'shared', areaM2: 20, sort: 1 }),
];
