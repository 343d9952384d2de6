import fc from 'fast-check';
import { asInstant } from '../../src/scheduling/time.js';
import { peakUsage, usageLevels, type CellUse } from '../../src/scheduling/usage.js';

/** Times are bare minutes: nothing here depends on what they are counted in. */
function use(from: number, until: number, units: number | null): CellUse {
  return { from: asInstant(from), until: asInstant(until), units };
}

function span(start: number, end: number): { start: ReturnType<typeof asInstant>; end: ReturnType<typeof asInstant> } {
  return { start: asInstant(start), end: asInstant(end) };
}

describe('usageLevels', () => {
  it('cuts the time where the use changes and leaves unclaimed times out', () => {
    expect(usageLevels([use(10, 30, 3), use(20, 40, 5), use(50, 60, null)])).toEqual([
      { start: 10, end: 20, used: 3, whole: false },
      { start: 20, end: 30, used: 8, whole: false },
      { start: 30, end: 40, used: 5, whole: false },
      { start: 50, end: 60, used: 0, whole: true },
    ]);
  });

  it('keeps a claim of no units as a claim, and drops one of no length', () => {
    expect(usageLevels([use(10, 20, 0), use(30, 30, 4)])).toEqual([{ start: 10, end: 20, used: 0, whole: false }]);
  });
});

describe('peakUsage', () => {
  it('is nothing without claims', () => {
    expect(peakUsage([], span(0, 10))).toEqual({ peak: 0, whole: false });
  });

  it('does not add up claims that follow each other', () => {
    expect(peakUsage([use(0, 10, 4), use(10, 20, 5)], span(0, 20))).toEqual({ peak: 5, whole: false });
  });

  it('adds up claims that meet, but only those within the span', () => {
    const claims = [use(0, 10, 4), use(5, 20, 5), use(15, 30, 7)];
    expect(peakUsage(claims, span(6, 8))).toEqual({ peak: 9, whole: false });
    expect(peakUsage(claims, span(10, 15))).toEqual({ peak: 5, whole: false });
    expect(peakUsage(claims, span(10, 16))).toEqual({ peak: 12, whole: false });
    expect(peakUsage(claims, span(30, 40))).toEqual({ peak: 0, whole: false });
  });

  it('tells that somebody has the cell whole', () => {
    expect(peakUsage([use(0, 10, null), use(0, 20, 2)], span(0, 20))).toEqual({ peak: 2, whole: true });
    expect(peakUsage([use(0, 10, null), use(0, 20, 2)], span(10, 20))).toEqual({ peak: 2, whole: false });
  });

  it('agrees with counting minute by minute', () => {
    const claim = fc
      .tuple(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 15 }),
        fc.option(fc.integer({ min: 0, max: 9 })),
      )
      .map(([from, minutes, units]) => use(from, from + minutes, units));
    fc.assert(
      fc.property(
        fc.array(claim),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 20 }),
        (claims, from, length) => {
          let peak = 0;
          let whole = false;
          for (let minute = from; minute < from + length; minute++) {
            const standing = claims.filter((one) => one.from <= minute && minute < one.until);
            peak = Math.max(
              peak,
              standing.reduce((sum, { units }) => sum + (units ?? 0), 0),
            );
            whole ||= standing.some(({ units }) => units === null);
          }
          expect(peakUsage(claims, span(from, from + length))).toEqual({ peak, whole });
        },
      ),
    );
  });
});
