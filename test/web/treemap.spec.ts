import { squarify, type Placed } from '../../src/web/plan/treemap.js';

const box = { x: 10, y: 20, width: 300, height: 200 };
const weighted = (...weights: number[]) => weights.map((weight, item) => ({ item, weight }));
const areaOf = ({ width, height }: Placed<number>): number => width * height;

describe('a box divided by weight', () => {
  const weights = [360, 240, 160, 150, 90, 40, 1];
  const placed = squarify(weighted(...weights), box);

  it('gives each item its share of the area', () => {
    const total = weights.reduce((sum, one) => sum + one);
    for (const one of placed) {
      expect(areaOf(one)).toBeCloseTo(((weights[one.item] ?? 0) / total) * box.width * box.height, 6);
    }
    expect(placed).toHaveLength(weights.length);
  });

  it('stays within the box, and no two overlap', () => {
    for (const one of placed) {
      expect(one.x).toBeGreaterThanOrEqual(box.x - 1e-6);
      expect(one.y).toBeGreaterThanOrEqual(box.y - 1e-6);
      expect(one.x + one.width).toBeLessThanOrEqual(box.x + box.width + 1e-6);
      expect(one.y + one.height).toBeLessThanOrEqual(box.y + box.height + 1e-6);
      for (const other of placed.filter(({ item }) => item > one.item)) {
        const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
        const down = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
        expect(Math.min(across, down)).toBeLessThanOrEqual(1e-6);
      }
    }
  });

  it('makes the boxes of the example in the paper as square as it does', () => {
    const six = squarify(weighted(6, 6, 4, 3, 2, 2, 1), { x: 0, y: 0, width: 6, height: 4 });
    const ratios = six.map(({ width, height }) => Math.max(width / height, height / width));
    expect(ratios.slice(0, 2).map((ratio) => ratio.toFixed(2))).toEqual(['1.50', '1.50']);
    expect(Math.max(...ratios)).toBeLessThan(3);
  });

  it('leaves out what has no area, and draws nothing of nothing', () => {
    expect(squarify(weighted(0, 5, 0), box).map(({ item }) => item)).toEqual([1]);
    expect(squarify(weighted(0), box)).toEqual([]);
    expect(squarify([], box)).toEqual([]);
  });
});
