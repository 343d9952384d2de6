import { movedBy, rankOf, sortsOf } from '../../src/web/admin/zones/order.js';

const zones = [
  { code: 'F1', parent: null, sort: 0 },
  { code: 'A', parent: 'F1', sort: 3 },
  { code: 'B', parent: 'F1', sort: 3 },
  { code: 'F2', parent: null, sort: 9 },
  { code: 'C', parent: 'F1', sort: 7 },
];
const codes = (all: readonly { code: string }[]): string => all.map(({ code }) => code).join(' ');

describe('the order of zones', () => {
  it('moves a zone before or behind the sibling next to it', () => {
    expect(codes(movedBy(zones, 'C', -1))).toBe('F1 A C F2 B');
    expect(codes(movedBy(zones, 'F1', 1))).toBe('F2 A B F1 C');
  });

  it('leaves the first and the last where they are', () => {
    expect(movedBy(zones, 'A', -1)).toBe(zones);
    expect(movedBy(zones, 'C', 1)).toBe(zones);
    expect(movedBy(zones, 'none', 1)).toBe(zones);
  });

  it('tells the place among siblings', () => {
    expect(rankOf(zones, 'B')).toEqual({ rank: 2, of: 3 });
    expect(rankOf(zones, 'F2')).toEqual({ rank: 2, of: 2 });
  });

  it('gives siblings the numbers they have, and later ones where two have the same', () => {
    expect(Object.fromEntries(sortsOf(movedBy(zones, 'C', -1)))).toEqual({ F1: 0, F2: 9, A: 3, C: 4, B: 7 });
  });
});
