import { cellsOf } from '../../src/scheduling/plan.js';
import type { Plan, Zone } from '../../src/scheduling/zones.types.js';
import { FLOOR, planOf, zone } from './plan.builder.js';

const of = (plan: Plan, code: string): Zone => plan.byCode.get(code) as Zone;
const space = (plan: Plan, code: string): string[] => of(plan, code).space.map((cell) => cell.zone);
const limits = (plan: Plan, code: string): string[] => of(plan, code).limits.map((cell) => cell.zone);

describe('the cells that zones need', () => {
  it('are one for each leaf, with its seats as units when it is shared, and one for each limit', () => {
    expect(cellsOf(FLOOR)).toEqual([
      { zone: 'A', kind: 'space', exclusive: true, units: 1 },
      { zone: 'B', kind: 'space', exclusive: true, units: 1 },
      { zone: 'C', kind: 'space', exclusive: true, units: 1 },
      { zone: 'CHESS', kind: 'space', exclusive: false, units: 36 },
      { zone: 'F1', kind: 'limit', exclusive: false, units: 260 },
    ]);
  });

  it('include an exclusive one for a leaf that is not bookable, so that a closure can take it', () => {
    expect(cellsOf([zone('CIRC', { mode: 'none', seats: null })])).toEqual([
      { zone: 'CIRC', kind: 'space', exclusive: true, units: 1 },
    ]);
  });
});

describe('a plan', () => {
  const plan = planOf(FLOOR);

  it('gives a parent all cells below it, and a combination the cells of its parts', () => {
    expect(space(plan, 'HALL')).toEqual(['A', 'B', 'C']);
    expect(space(plan, 'AB')).toEqual(['A', 'B']);
    expect(space(plan, 'BC')).toEqual(['B', 'C']);
    expect(space(plan, 'F1')).toEqual(['A', 'B', 'C', 'CHESS']);
  });

  it('gives a leaf its own cell and no other', () => {
    expect(space(plan, 'C')).toEqual(['C']);
    expect(of(plan, 'CHESS').space).toEqual([{ id: 104, zone: 'CHESS', kind: 'space', exclusive: false, units: 36 }]);
  });

  it('counts heads in every limit above a zone, combinations too', () => {
    expect(limits(plan, 'AB')).toEqual(['F1']);
    expect(limits(plan, 'CHESS')).toEqual(['F1']);
    expect(limits(planOf([zone('X')]), 'X')).toEqual([]);
  });

  it('counts heads of the parts in the limit of a combination that holds them, but not those of a wider zone', () => {
    const limited = planOf(FLOOR.map((one) => (one.code === 'AB' ? { ...one, headLimit: 100 } : one)));
    expect(limits(limited, 'A')).toEqual(['F1', 'AB']);
    expect(limits(limited, 'AB')).toEqual(['F1', 'AB']);
    expect(limits(limited, 'BC')).toEqual(['F1']);
    expect(limits(limited, 'HALL')).toEqual(['F1']);
  });

  it('inherits policy from the centre down the tree, the deepest word deciding', () => {
    const inherited = planOf(FLOOR, { gridMinutes: 60, cleanupMinutes: 10 });
    expect(of(inherited, 'B').rules).toMatchObject({ gridMinutes: 30, cleanupMinutes: 10, setupMinutes: 5 });
    expect(of(inherited, 'AB').rules).toMatchObject({ gridMinutes: 30, cleanupMinutes: 10, setupMinutes: 30 });
    expect(of(inherited, 'CHESS').rules).toMatchObject({ setupMinutes: 0, shortestMinutes: 30 });
  });

  it('adds the equipment of parts to that of the whole, and not the other way', () => {
    expect(of(plan, 'HALL').allEquipment).toEqual(['sound', 'stage']);
    expect(of(plan, 'AB').allEquipment).toEqual(['stage']);
    expect(of(plan, 'C').allEquipment).toEqual([]);
  });

  it('lists parents before children, siblings in their order, whatever order they came in', () => {
    const drafts = [
      zone('Y', { parent: 'R', sort: 2 }),
      zone('Z', { parent: 'R', sort: 1 }),
      zone('R', { areaM2: 20 }),
    ];
    expect(planOf(drafts).zones.map((one) => one.code)).toEqual(['R', 'Z', 'Y']);
  });

  it('knows paths and leaves', () => {
    expect(of(plan, 'AB').path).toEqual(['F1', 'HALL', 'AB']);
    expect(plan.zones.filter((one) => one.isLeaf).map((one) => one.code)).toEqual(['A', 'B', 'C', 'CHESS']);
  });
});
