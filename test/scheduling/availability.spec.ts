import fc from 'fast-check';
import { availability, type AvailabilityQuestion, type CellClaim } from '../../src/scheduling/availability.js';
import { asInstant } from '../../src/scheduling/time.js';
import { MINUTE, type Instant, type Span } from '../../src/scheduling/time.types.js';

const DAY_START = Date.parse('2026-10-09T00:00:00+08:00');

/** `09:30` of the day as an instant. */
function t(clock: string): Instant {
  return asInstant(DAY_START + (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))) * MINUTE);
}

function span(text: string): Span {
  return { start: t(text.slice(0, 5)), end: t(text.slice(6)) };
}

function claim(text: string, units: number | null, cell = 1): CellClaim {
  const { start, end } = span(text);
  return { cell, from: start, until: end, units };
}

function read({ start, end }: Span): string {
  const text = (at: Instant): string => new Date(at + 8 * 60 * MINUTE).toISOString().slice(11, 16);
  return `${text(start)}-${text(end)}`;
}

/** An exclusive room of one cell, open from 09:00 to 18:00, with nobody in it. */
function asked(given: Partial<AvailabilityQuestion> = {}): { busy: string[]; free: string[] } {
  const { busy, free } = availability({
    open: [span('09:00-18:00')],
    cells: [{ cell: 1, units: 1, need: 'whole' }],
    claims: [],
    setupMinutes: 0,
    cleanupMinutes: 0,
    shortestMinutes: 30,
    notBefore: t('00:00'),
    notAfter: t('23:59'),
    ...given,
  });
  return {
    busy: busy.map(read),
    free: free.map((piece) => read(piece) + (piece.units === undefined ? '' : ` ${piece.units}`)),
  };
}

describe('availability of an exclusive zone', () => {
  it('is all the open time when nobody is there', () => {
    expect(asked()).toEqual({ busy: [], free: ['09:00-18:00'] });
  });

  it('leaves out what is claimed, to the minute', () => {
    const claims = [claim('10:00-11:00', null), claim('11:00-12:00', null), claim('14:00-15:00', 1)];
    expect(asked({ claims })).toEqual({
      busy: ['10:00-12:00', '14:00-15:00'],
      free: ['09:00-10:00', '12:00-14:00', '15:00-18:00'],
    });
  });

  it('keeps room for its own set-up and clean-up beside others, but not beside closing time', () => {
    const claims = [claim('12:00-13:00', null)];
    expect(asked({ claims, setupMinutes: 30, cleanupMinutes: 15 })).toEqual({
      busy: ['12:00-13:00'],
      free: ['09:00-11:45', '13:30-18:00'],
    });
  });

  it('feels a claim before opening through its set-up', () => {
    expect(asked({ claims: [claim('08:00-09:00', null)], setupMinutes: 30 }).free).toEqual(['09:30-18:00']);
  });

  it('drops pieces that are shorter than the shortest booking', () => {
    const claims = [claim('09:29-10:00', null), claim('10:30-17:00', null)];
    expect(asked({ claims }).free).toEqual(['10:00-10:30', '17:00-18:00']);
  });

  it('stays within notice and horizon', () => {
    expect(asked({ notBefore: t('10:07'), notAfter: t('16:00') }).free).toEqual(['10:07-16:00']);
    expect(asked({ notBefore: t('19:00') }).free).toEqual([]);
    expect(asked({ notBefore: t('12:00'), notAfter: t('11:00') }).free).toEqual([]);
  });

  it('is blocked by anybody in any of its cells', () => {
    const cells = [1, 2].map((cell) => ({ cell, units: 1, need: 'whole' as const }));
    const claims = [claim('10:00-11:00', null, 1), claim('15:00-16:00', null, 2), claim('12:00-13:00', null, 3)];
    expect(asked({ cells, claims }).free).toEqual(['09:00-10:00', '11:00-15:00', '16:00-18:00']);
  });

  it('is blocked where the heads would pass a limit above it, and tells no units', () => {
    const cells = [
      { cell: 1, units: 1, need: 'whole' as const },
      { cell: 9, units: 100, need: 40 },
    ];
    const claims = [claim('10:00-11:00', 60, 9), claim('11:00-12:00', 61, 9)];
    expect(asked({ cells, claims })).toEqual({ busy: ['11:00-12:00'], free: ['09:00-11:00', '12:00-18:00'] });
  });
});

describe('availability of a shared zone', () => {
  const cells = [{ cell: 1, units: 36, need: 10 }];

  it('tells how many units are left, and splits where that changes', () => {
    const claims = [claim('10:00-12:00', 16), claim('11:00-13:00', 10), claim('14:00-15:00', 1)];
    expect(asked({ cells, claims })).toEqual({
      busy: [],
      free: [
        '09:00-10:00 36',
        '10:00-11:00 20',
        '11:00-12:00 10',
        '12:00-13:00 26',
        '13:00-14:00 36',
        '14:00-15:00 35',
        '15:00-18:00 36',
      ],
    });
  });

  it('is blocked where too few are left or somebody has it whole', () => {
    const claims = [claim('10:00-11:00', 27), claim('12:00-13:00', null)];
    expect(asked({ cells, claims })).toEqual({
      busy: ['10:00-11:00', '12:00-13:00'],
      free: ['09:00-10:00 36', '11:00-12:00 36', '13:00-18:00 36'],
    });
  });

  it('joins pieces with the same units left', () => {
    const claims = [claim('10:00-11:00', 6), claim('11:00-12:00', 6)];
    expect(asked({ cells, claims }).free).toEqual(['09:00-10:00 36', '10:00-12:00 30', '12:00-18:00 36']);
  });

  it('counts the units left by the scarcer of its seats and the limit above', () => {
    const two = [...cells, { cell: 9, units: 50, need: 10 }];
    const claims = [claim('10:00-11:00', 30, 9), claim('10:30-11:30', 20, 1)];
    expect(asked({ cells: two, claims }).free).toEqual([
      '09:00-10:00 36',
      '10:00-10:30 20',
      '10:30-11:30 16',
      '11:30-18:00 36',
    ]);
  });

  it('does not add up claims that follow each other within its set-up', () => {
    const claims = [claim('10:00-11:00', 20), claim('11:00-12:00', 20)];
    expect(asked({ cells, claims, setupMinutes: 60 }).free).toEqual([
      '09:00-10:00 36',
      '10:00-13:00 16',
      '13:00-18:00 36',
    ]);
  });

  it('keeps a short piece whose neighbour makes it long enough', () => {
    const claims = [claim('09:15-17:00', 5)];
    expect(asked({ cells, claims }).free).toEqual(['09:00-09:15 36', '09:15-17:00 31', '17:00-18:00 36']);
  });

  it('has nothing free for more heads than it has seats', () => {
    expect(asked({ cells: [{ cell: 1, units: 36, need: 37 }] })).toEqual({ busy: [], free: [] });
  });
});

describe('availability, minute by minute', () => {
  const LAST = 60;
  const minutes = (most: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: most });
  const stretch = fc.tuple(minutes(LAST - 1), fc.integer({ min: 1, max: 20 }));
  const toSpan = ([from, length]: [number, number]): Span => ({
    start: asInstant(from * MINUTE),
    end: asInstant((from + length) * MINUTE),
  });
  const anyClaim = fc
    .tuple(stretch, fc.integer({ min: 1, max: 3 }), fc.option(fc.integer({ min: 1, max: 6 })))
    .map(([at, cell, units]): CellClaim => ({ cell, from: toSpan(at).start, until: toSpan(at).end, units }));
  const anyCells = fc.uniqueArray(
    fc.record({
      cell: fc.integer({ min: 1, max: 3 }),
      units: fc.integer({ min: 1, max: 10 }),
      need: fc.oneof(fc.constant('whole' as const), fc.integer({ min: 1, max: 10 })),
    }),
    { selector: ({ cell }) => cell, minLength: 1, maxLength: 3 },
  );
  const question: fc.Arbitrary<AvailabilityQuestion> = fc.record({
    open: fc.array(stretch.map(toSpan), { maxLength: 3 }),
    cells: anyCells,
    claims: fc.array(anyClaim, { maxLength: 8 }),
    setupMinutes: minutes(5),
    cleanupMinutes: minutes(5),
    shortestMinutes: fc.integer({ min: 1, max: 8 }),
    notBefore: minutes(LAST).map((minute) => asInstant(minute * MINUTE)),
    notAfter: minutes(LAST + 20).map((minute) => asInstant(minute * MINUTE)),
  });

  /** The units left for a booking of this very minute, over all that it claims; null when it can't be. */
  function leftAt(minute: number, asked: AvailabilityQuestion): number | null {
    let least = Infinity;
    for (let m = minute - asked.setupMinutes; m < minute + 1 + asked.cleanupMinutes; m++) {
      for (const { cell, units, need } of asked.cells) {
        const there = asked.claims.filter(
          (one) => one.cell === cell && one.from <= m * MINUTE && m * MINUTE < one.until,
        );
        const used = there.reduce((sum, one) => sum + (one.units ?? 0), 0);
        if (need === 'whole' ? there.length > 0 : there.some((one) => one.units === null) || used + need > units)
          return null;
        least = Math.min(least, units - used);
      }
    }
    return least;
  }

  function isOpenAt(minute: number, { open, notBefore, notAfter }: AvailabilityQuestion): boolean {
    const at = minute * MINUTE;
    return notBefore <= at && at < notAfter && open.some((one) => one.start <= at && at < one.end);
  }

  /** Each free minute with its units, as runs that are long enough. */
  function oracle(asked: AvailabilityQuestion): Map<number, number> {
    const free = new Map<number, number>();
    let run: [number, number][] = [];
    for (let minute = 0; minute <= LAST + 40; minute++) {
      const left = isOpenAt(minute, asked) ? leftAt(minute, asked) : null;
      if (left !== null) {
        run.push([minute, left]);
        continue;
      }
      if (run.length >= asked.shortestMinutes) for (const [at, units] of run) free.set(at, units);
      run = [];
    }
    return free;
  }

  it('agrees with trying every minute', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const expected = oracle(asked);
        const isShared = asked.cells.every(({ need }) => need !== 'whole');
        const found = new Map<number, number | undefined>();
        for (const { start, end, units } of availability(asked).free) {
          for (let at = start as number; at < end; at += MINUTE) found.set(at / MINUTE, units);
        }
        expect([...found.keys()]).toEqual([...expected.keys()]);
        for (const [minute, units] of found) expect(units).toBe(isShared ? expected.get(minute) : undefined);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives pieces in order that differ from their neighbours', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { free } = availability(asked);
        free.slice(1).forEach((piece, index) => {
          const before = free[index];
          expect(before && before.end <= piece.start).toBe(true);
          expect(before?.end === piece.start && before.units === piece.units).toBe(false);
        });
      }),
    );
  });
});
