import fc from 'fast-check';
import { generateByLibrary, generateWalls } from '../../src/scheduling/recurrence.generate.js';
import { isPlain } from '../../src/scheduling/recurrence.plain.js';
import type { Weekday } from '../../src/scheduling/hours.types.js';
import type { Rule } from '../../src/scheduling/recurrence.types.js';
import { addDays } from '../../src/scheduling/time.js';
import type { WallDate, WallTime } from '../../src/scheduling/time.types.js';

const weekday = fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>;

const plainRule: fc.Arbitrary<Rule> = fc.record(
  {
    freq: fc.constantFrom('DAILY' as const, 'WEEKLY' as const),
    interval: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 60 })),
    weekStart: weekday,
    byDay: fc.uniqueArray(weekday, { minLength: 1 }).map((days) => days.map((day) => ({ weekday: day }))),
  },
  { requiredKeys: ['freq', 'interval', 'weekStart'] },
);

const walk = fc
  .record({
    rule: plainRule,
    day: fc.integer({ min: 0, max: 40_000 }),
    days: fc.integer({ min: -2, max: 1500 }),
    minutes: fc.integer({ min: 0, max: 1439 }),
    lastMinutes: fc.integer({ min: 0, max: 1439 }),
  })
  .map(({ rule, day, days, minutes, lastMinutes }) => {
    const date = addDays('2000-01-01' as WallDate, day);
    const clock = (n: number): string =>
      `T${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`;
    return {
      rule,
      start: `${date}${clock(minutes)}` as WallTime,
      last: `${addDays(date, days)}${clock(lastMinutes)}` as WallTime,
    };
  });

const wallsOf = (
  generate: typeof generateWalls,
  asked: Parameters<typeof generateWalls>[0],
  most: number,
): WallTime[] => {
  const walls: WallTime[] = [];
  generate(asked, (wall) => walls.push(wall) < most);
  return walls;
};

describe('a plain rule', () => {
  it('gives the very dates that the library gives', () => {
    fc.assert(
      fc.property(walk, fc.integer({ min: 1, max: 400 }), (asked, most) => {
        expect(isPlain(asked.rule)).toBe(true);
        expect(wallsOf(generateWalls, asked, most)).toEqual(
          asked.last < asked.start ? [] : wallsOf(generateByLibrary, asked, most),
        );
      }),
      { numRuns: 300, verbose: 1 },
    );
  });

  it.each([
    ['BYMONTH', { byMonth: [3] }],
    ['BYMONTHDAY', { byMonthDay: [3] }],
    ['BYSETPOS', { bySetPos: [1] }],
  ])('is none with %s', (_, part) => {
    expect(isPlain({ freq: 'DAILY', interval: 1, weekStart: 1, ...part })).toBe(false);
  });
});
