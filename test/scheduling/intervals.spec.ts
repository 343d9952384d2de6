import fc from 'fast-check';
import { contains, intersect, merge, overlaps, subtract } from '../../src/scheduling/intervals.js';
import { asInstant } from '../../src/scheduling/time.js';
import type { Span } from '../../src/scheduling/time.types.js';

const span = (start: number, end: number): Span => ({ start: asInstant(start), end: asInstant(end) });
const spans = fc.array(
  fc.tuple(fc.nat(30), fc.nat(8)).map(([start, length]) => span(start, start + length)),
  { maxLength: 6 },
);
const covers = (list: readonly Span[], point: number): boolean =>
  list.some(({ start, end }) => start <= point && point < end);

describe('overlaps', () => {
  const b = span(10, 20);
  it.each([
    ['before', span(2, 5), false],
    ['ends where b starts', span(4, 10), false],
    ['reaches into b', span(7, 13), true],
    ['the same', span(10, 20), true],
    ['inside b', span(13, 16), true],
    ['around b', span(7, 23), true],
    ['starts inside b', span(16, 23), true],
    ['starts where b ends', span(20, 26), false],
    ['after', span(23, 26), false],
  ])('answers for a that is or has: %s', (_name, a, answer) => {
    expect(overlaps(a, b)).toBe(answer);
    expect(overlaps(b, a)).toBe(answer);
  });
});

describe('contains', () => {
  it('lets spans share bounds but not pass them', () => {
    expect(contains(span(10, 20), span(10, 20))).toBe(true);
    expect(contains(span(10, 20), span(12, 20))).toBe(true);
    expect(contains(span(10, 20), span(9, 20))).toBe(false);
    expect(contains(span(10, 20), span(10, 21))).toBe(false);
  });
});

describe('intersect', () => {
  it('gives what two spans have in common', () => {
    expect(intersect(span(10, 20), span(15, 25))).toEqual(span(15, 20));
    expect(intersect(span(10, 20), span(12, 14))).toEqual(span(12, 14));
  });

  it('gives nothing for spans that only touch', () => {
    expect(intersect(span(10, 20), span(20, 25))).toBeNull();
  });
});

describe('merge', () => {
  it('joins spans that overlap or touch, and drops empty ones', () => {
    expect(merge([span(5, 8), span(1, 3), span(3, 5), span(9, 9), span(10, 12), span(11, 11)])).toEqual([
      span(1, 8),
      span(10, 12),
    ]);
  });
});

describe('subtract', () => {
  it('cuts holes out of spans', () => {
    expect(subtract([span(0, 10), span(20, 30)], [span(3, 5), span(8, 22), span(30, 40)])).toEqual([
      span(0, 3),
      span(5, 8),
      span(22, 30),
    ]);
  });

  it('leaves nothing of a span that lies in a hole', () => {
    expect(subtract([span(5, 10)], [span(5, 10)])).toEqual([]);
  });

  it('keeps exactly the points that lie in a span and in no hole', () => {
    fc.assert(
      fc.property(spans, spans, fc.nat(40), (list, holes, point) => {
        expect(covers(subtract(list, holes), point)).toBe(covers(list, point) && !covers(holes, point));
      }),
    );
  });
});
