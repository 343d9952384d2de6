import { sentFacts, slugFrom } from '../../src/web/setup/centre-facts.js';
import { newFloor, newRoom, totalOf, zonesOf } from '../../src/web/setup/rooms.js';
import { sumRows } from '../../src/web/setup/zone-sums.js';

describe('a short name out of an English one', () => {
  it.each([
    ['Harbour', 'harbour'],
    ['Riverside Community Centre', 'riverside-community-centre'],
    ['2nd Street Café', 'nd-street-cafe'],
    ['A very long name that goes on and on', 'a-very-long-name-that-goes-on-an'],
    ['港湾', ''],
  ])('makes %j to %j', (name, slug) => {
    expect(slugFrom(name)).toBe(slug);
  });

  it('leaves an English name out that was not typed', () => {
    const facts = { name: ' 港湾 ', nameEn: ' ', slug: 'harbour', timeZone: 'Asia/Shanghai' };
    expect(sentFacts(facts)).toEqual({ name: '港湾', slug: 'harbour', timeZone: 'Asia/Shanghai' });
  });
});

describe('floors as they are typed', () => {
  const floors = [
    {
      ...newFloor('一层'),
      rooms: [newRoom({ name: '大厅', areaM2: 80, seats: 40 }), newRoom({ areaM2: 20, mode: 'none' })],
    },
    { ...newFloor('二层'), rooms: [newRoom({ name: '阅览室', areaM2: 50, seats: 12, mode: 'shared' })] },
  ];

  it('become zones with codes by counting, each floor as large as its rooms', () => {
    expect(totalOf(floors)).toBe(150);
    expect(zonesOf(floors).map(({ code, parent, areaM2, seats, mode }) => [code, parent, areaM2, seats, mode])).toEqual(
      [
        ['F1', undefined, 100, undefined, 'none'],
        ['F1-1', 'F1', 80, 40, 'exclusive'],
        ['F1-2', 'F1', 20, undefined, 'none'],
        ['F2', undefined, 50, undefined, 'none'],
        ['F2-1', 'F2', 50, 12, 'shared'],
      ],
    );
  });
});

describe('the tree with its sums', () => {
  it('names the areas that a zone is the sum of, combinations left out', () => {
    const zone = (code: string, parent: string | null, areaM2: number, kind: 'node' | 'combination' = 'node') => {
      return { code, name: code, nameEn: code, parent, kind, areaM2, seats: null, mode: 'none' as const };
    };
    const zones = [zone('F', null, 30), zone('A', 'F', 10), zone('B', 'F', 20), zone('AB', 'F', 0, 'combination')];
    expect(sumRows(zones).map(({ zone: { code }, depth, below }) => [code, depth, below])).toEqual([
      ['F', 0, [10, 20]],
      ['A', 1, []],
      ['B', 1, []],
      ['AB', 1, []],
    ]);
  });
});
