import fc from 'fast-check';
import { validatePlan } from '../../src/scheduling/plan.faults.js';
import type { ZoneDraft } from '../../src/scheduling/zone-tree.js';
import { FLOOR, zone } from './plan.builder.js';

interface Told {
  readonly zone: string | null;
  readonly field: string;
}

function faults(zones: readonly ZoneDraft[], areaM2?: number): Told[] {
  const roots = zones.filter((one) => one.parent === null && one.kind === 'node');
  const whole = areaM2 ?? roots.reduce((sum, one) => sum + one.areaM2, 0);
  return validatePlan({ areaM2: whole, policy: {}, zones }).map(({ zone: code, field }) => ({ zone: code, field }));
}

const HALF = { x: 0, y: 0, width: 50, height: 100 };

/** The floor with one zone changed. */
const changed = (code: string, facts: Partial<ZoneDraft>): ZoneDraft[] =>
  FLOOR.map((one) => (one.code === code ? { ...one, ...facts } : one));

describe('a plan without faults', () => {
  it('is the floor with its hall', () => {
    expect(faults(FLOOR)).toEqual([]);
  });

  it('is a centre without zones, whatever its area', () => {
    expect(faults([], 500)).toEqual([]);
  });
});

it('has a fault for each of two siblings placed over each other, and none when they only touch', () => {
  const beside = (x: number): ZoneDraft[] =>
    changed('A', { place: HALF }).map((one) => (one.code === 'C' ? { ...one, place: { ...HALF, x } } : one));
  expect(faults(beside(50))).toEqual([]);
  expect(faults(beside(49))).toEqual([
    { zone: 'A', field: 'place' },
    { zone: 'C', field: 'place' },
  ]);
});

describe('faults of a plan', () => {
  it.each([
    ['small letters in a code', [zone('a1')], { zone: 'a1', field: 'code' }],
    ['a code of 33 letters', [zone('A'.repeat(33))], { zone: 'A'.repeat(33), field: 'code' }],
    ['an unknown parent', [zone('A'), zone('B', { parent: 'NONE' })], { zone: 'B', field: 'parent' }],
    ['a combination as a parent', [...FLOOR, zone('X', { parent: 'AB' })], { zone: 'X', field: 'parent' }],
    ['no seats in a shared zone', changed('CHESS', { seats: null }), { zone: 'CHESS', field: 'seats' }],
    ['no seats in an exclusive zone', changed('A', { seats: null }), { zone: 'A', field: 'seats' }],
    ['zero seats', changed('A', { seats: 0 }), { zone: 'A', field: 'seats' }],
    ['100,001 seats', changed('A', { seats: 100_001 }), { zone: 'A', field: 'seats' }],
    ['a shared zone with zones below it', changed('HALL', { mode: 'shared' }), { zone: 'HALL', field: 'mode' }],
    ['a head limit of zero', changed('F1', { headLimit: 0 }), { zone: 'F1', field: 'limit' }],
    ['a shared combination', changed('AB', { mode: 'shared' }), { zone: 'AB', field: 'mode' }],
    ['a combination with an area', changed('AB', { areaM2: 5 }), { zone: 'AB', field: 'areaM2' }],
    ['a combination of one part', changed('AB', { parts: ['A'] }), { zone: 'AB', field: 'parts' }],
    ['a combination that repeats a part', changed('AB', { parts: ['A', 'B', 'A'] }), { zone: 'AB', field: 'parts' }],
    ['a combination of an unknown part', changed('AB', { parts: ['A', 'X'] }), { zone: 'AB', field: 'parts' }],
    ['a combination of a combination', changed('AB', { parts: ['A', 'BC'] }), { zone: 'AB', field: 'parts' }],
    ['a part from elsewhere', changed('AB', { parts: ['A', 'CHESS'] }), { zone: 'AB', field: 'parts' }],
    ['parts of an ordinary zone', changed('A', { parts: ['B', 'C'] }), { zone: 'A', field: 'parts' }],
    ['parts that do not add up', changed('A', { areaM2: 11 }), { zone: 'HALL', field: 'areaM2' }],
    ['a place of a zone that lies in none', changed('F1', { place: HALF }), { zone: 'F1', field: 'place' }],
    ['a place of a combination', changed('AB', { place: HALF }), { zone: 'AB', field: 'place' }],
    ['a place beyond the edge', changed('A', { place: { ...HALF, x: 51 } }), { zone: 'A', field: 'place' }],
    ['a place too low', changed('A', { place: { ...HALF, height: 2 } }), { zone: 'A', field: 'place/height' }],
    ['a negative area', changed('A', { areaM2: -1 }), { zone: 'A', field: 'areaM2' }],
    [
      'a policy that is wrong by itself',
      changed('A', { policy: { gridMinutes: 7 } }),
      { zone: 'A', field: 'policy/gridMinutes' },
    ],
    [
      'a policy that contradicts what it inherits',
      changed('A', { policy: { shortestMinutes: 300 } }),
      { zone: 'A', field: 'policy/shortestMinutes' },
    ],
  ])('name %s', (_, zones, fault) => {
    expect(faults(zones)).toEqual([fault]);
  });

  it('name a code that is there twice, at its second place', () => {
    const told = validatePlan({ areaM2: 20, policy: {}, zones: [zone('A'), zone('A')] });
    expect(told).toMatchObject([{ index: 1, zone: 'A', field: 'code' }]);
  });

  it('name each zone of a circle', () => {
    const circle = [zone('R'), zone('X', { parent: 'Y' }), zone('Y', { parent: 'X' })];
    expect(faults(circle)).toEqual([
      { zone: 'X', field: 'parent' },
      { zone: 'Y', field: 'parent' },
    ]);
    expect(faults([zone('S', { parent: 'S' })])).toEqual([{ zone: 'S', field: 'parent' }]);
  });

  it('name the centre when its floors do not add up to it', () => {
    expect(faults(FLOOR, 51)).toEqual([{ zone: null, field: 'areaM2' }]);
  });

  it('name a zone on the ninth level', () => {
    const chain = Array.from({ length: 9 }, (_, level) =>
      zone(`L${level + 1}`, { parent: level === 0 ? null : `L${level}`, mode: 'none' }),
    );
    expect(faults(chain)).toEqual([{ zone: 'L9', field: 'parent' }]);
  });

  it('name a plan of 2,001 zones and look no further', () => {
    const many = Array.from({ length: 2001 }, (_, index) => zone(`Z${index}`, { seats: 0 }));
    expect(faults(many)).toEqual([{ zone: null, field: 'zones' }]);
  });

  it('name the policy of the centre', () => {
    const policy = { setupMinutes: -5 };
    expect(validatePlan({ areaM2: 10, policy, zones: [zone('A')] })).toMatchObject([
      { index: null, field: 'policy/setupMinutes' },
    ]);
  });

  it('are told all at once', () => {
    const zones = [...changed('A', { seats: 0 }), zone('bad', { parent: 'NONE' })];
    expect(faults(zones)).toEqual([
      { zone: 'A', field: 'seats' },
      { zone: 'bad', field: 'code' },
      { zone: 'bad', field: 'parent' },
    ]);
  });

  it('are found, not thrown, whatever hangs on whatever', () => {
    const code = fc.constantFrom('A', 'B', 'C', 'D');
    const draft = fc.record({
      code,
      parent: fc.option(code),
      parts: fc.array(code, { maxLength: 3 }),
      mode: fc.constantFrom('exclusive' as const, 'shared' as const, 'none' as const),
    });
    fc.assert(
      fc.property(fc.array(draft, { maxLength: 6 }), (drafts) => {
        const zones = drafts.map(({ code: name, parts, ...facts }) =>
          zone(name, parts.length > 0 ? { ...facts, parts } : facts),
        );
        expect(Array.isArray(validatePlan({ areaM2: 10, policy: {}, zones }))).toBe(true);
      }),
    );
  });
});
