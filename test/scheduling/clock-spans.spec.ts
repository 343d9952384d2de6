import { clockSpanMinutes, mergeMinutes, parseClock } from '../../src/scheduling/clock-spans.js';

describe('parseClock', () => {
  it.each([
    ['00:00', 0],
    ['08:30', 510],
    ['23:59', 1439],
    ['24:00', 1440],
  ])('reads %s', (text, minutes) => {
    expect(parseClock(text)).toBe(minutes);
  });

  it.each(['', '8:30', '08:60', '24:01', '25:00', '08:30:00', ' 08:30', '08:30\n', '0８:30'])(
    'refuses "%s"',
    (text) => {
      expect(parseClock(text)).toBeNull();
    },
  );
});

describe('clockSpanMinutes', () => {
  it.each([
    ['08:30', '20:30', 510, 1230],
    ['00:00', '24:00', 0, 1440],
    ['22:00', '02:00', 1320, 1560],
    ['18:00', '00:00', 1080, 1440],
    ['18:00', '24:00', 1080, 1440],
    ['08:00', '08:00', 480, 1920],
  ])('reads %s to %s', (start, end, from, to) => {
    expect(clockSpanMinutes({ start, end })).toEqual({ start: from, end: to });
  });

  it.each([
    ['24:00', '24:00'],
    ['x', '10:00'],
    ['10:00', 'x'],
  ])('refuses %s to %s', (start, end) => {
    expect(clockSpanMinutes({ start, end })).toBeNull();
  });
});

describe('mergeMinutes', () => {
  it('sorts, and joins what overlaps or touches', () => {
    const spans = [
      { start: 50, end: 60 },
      { start: 10, end: 20 },
      { start: 20, end: 25 },
      { start: 22, end: 24 },
    ];
    expect(mergeMinutes(spans)).toEqual([
      { start: 10, end: 25 },
      { start: 50, end: 60 },
    ]);
  });
});
