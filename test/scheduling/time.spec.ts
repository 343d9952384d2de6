import fc from 'fast-check';
import {
  addDays,
  addMinutes,
  asInstant,
  dateOf,
  daysBetween,
  eachDate,
  formatInstant,
  isTimeZone,
  minuteOfDay,
  offsetMinutes,
  parseInstant,
  parseWallDate,
  parseWallTime,
  resolveWall,
  startOfDay,
  toInstant,
  toWall,
  wallAt,
  wallMinutesBetween,
  weekdayOf,
} from '../../src/scheduling/time.js';
import { MINUTE, type Instant } from '../../src/scheduling/time.types.js';
import { day, wall } from './recurrence.fixture.js';

const ZONES = [
  'Asia/Shanghai',
  'Europe/Oslo',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'America/St_Johns',
  'UTC',
];

/** An instant written as RFC 3339, read by the language itself. */
const at = (text: string): Instant => asInstant(Date.parse(text));

describe('reading', () => {
  it.each([
    ['2026-12-01T14:00', '2026-12-01T14:00'],
    ['2026-12-01T14:00:00', '2026-12-01T14:00'],
    ['2028-02-29T00:00', '2028-02-29T00:00'],
    ['2026-02-30T10:00', null],
    ['2026-02-29T10:00', null],
    ['2026-12-01T24:00', null],
    ['2026-12-01T10:60', null],
    ['2026-12-01T14:00:30', null],
    ['2026-13-01T14:00', null],
    ['1969-12-31T23:59', null],
    ['2201-01-01T00:00', null],
    ['2026-12-01 14:00', null],
    ['2026-12-01T14:00Z', null],
    ['2026-12-01', null],
    [' 2026-12-01T14:00', null],
  ])('reads the wall time %j as %j', (text, expected) => {
    expect(parseWallTime(text)).toBe(expected);
  });

  it('reads dates that exist', () => {
    expect(parseWallDate('2026-12-01')).toBe('2026-12-01');
    expect(parseWallDate('2026-06-31')).toBeNull();
    expect(parseWallDate('2026-6-3')).toBeNull();
  });

  it.each([
    ['2026-12-01T14:00:00+08:00', '2026-12-01T06:00:00Z'],
    ['2026-12-01T14:00:00.000Z', '2026-12-01T14:00:00Z'],
    ['2026-12-01T14:00:00-03:30', '2026-12-01T17:30:00Z'],
  ])('reads the instant %j', (text, expected) => {
    expect(parseInstant(text)).toBe(Date.parse(expected));
  });

  it.each([
    '2026-12-01T14:00:01Z',
    '2026-12-01T14:00:00.5Z',
    '2026-12-01T14:00:00',
    '2026-02-30T14:00:00Z',
    '2026-12-01T14:00Z',
    '2026-12-01T14:00:00+24:00',
    '2026-12-01T14:00:00+0800',
    '2026-12-01T24:00:00Z',
    '',
  ])('does not take %j for an instant', (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  it('takes only IANA names for time zones', () => {
    expect(['Asia/Shanghai', 'UTC', 'America/Argentina/Buenos_Aires'].every(isTimeZone)).toBe(true);
    expect(['+08:00', '', 'Mars/Olympus', 'Asia/Shanghai ', '8'].some(isTimeZone)).toBe(false);
  });
});

describe('the clock of a zone', () => {
  it('skips an hour in Oslo in spring', () => {
    expect(resolveWall(wall('2026-03-29T01:59'), 'Europe/Oslo')).toEqual({
      kind: 'unique',
      instant: at('2026-03-29T00:59Z'),
    });
    expect(resolveWall(wall('2026-03-29T02:00'), 'Europe/Oslo')).toEqual({ kind: 'gap' });
    expect(resolveWall(wall('2026-03-29T02:59'), 'Europe/Oslo')).toEqual({ kind: 'gap' });
    expect(resolveWall(wall('2026-03-29T03:00'), 'Europe/Oslo')).toEqual({
      kind: 'unique',
      instant: at('2026-03-29T01:00Z'),
    });
  });

  it('takes the first of two in Oslo in autumn', () => {
    expect(resolveWall(wall('2026-10-25T02:30'), 'Europe/Oslo')).toEqual({
      kind: 'ambiguous',
      instant: at('2026-10-25T00:30Z'),
    });
    expect(resolveWall(wall('2026-10-25T03:00'), 'Europe/Oslo')).toEqual({
      kind: 'unique',
      instant: at('2026-10-25T02:00Z'),
    });
  });

  it('shifts by half an hour on Lord Howe', () => {
    const zone = 'Australia/Lord_Howe';
    expect(resolveWall(wall('2026-10-04T02:15'), zone)).toEqual({ kind: 'gap' });
    expect(resolveWall(wall('2026-10-04T02:30'), zone)).toEqual({ kind: 'unique', instant: at('2026-10-03T15:30Z') });
    expect(resolveWall(wall('2026-04-05T01:45'), zone)).toEqual({
      kind: 'ambiguous',
      instant: at('2026-04-04T14:45Z'),
    });
  });

  it('misses a whole date in Samoa', () => {
    expect(resolveWall(wall('2011-12-30T12:00'), 'Pacific/Apia')).toEqual({ kind: 'gap' });
    expect(startOfDay(day('2011-12-30'), 'Pacific/Apia')).toBe(at('2011-12-30T10:00Z'));
    expect(startOfDay(day('2011-12-31'), 'Pacific/Apia')).toBe(at('2011-12-30T10:00Z'));
  });

  it('puts a bound that lies in a gap at the first instant after it', () => {
    expect(toInstant(wall('2026-03-29T02:30'), 'Europe/Oslo')).toBe(at('2026-03-29T01:00Z'));
    expect(toInstant(wall('2026-03-29T12:00'), 'Europe/Oslo')).toBe(at('2026-03-29T10:00Z'));
  });

  it('starts the day after the gap where clocks skip midnight', () => {
    expect(startOfDay(day('2018-11-04'), 'America/Sao_Paulo')).toBe(at('2018-11-04T03:00Z'));
  });

  it('knows offsets that are not whole hours', () => {
    expect(offsetMinutes(at('2026-12-01T00:00Z'), 'Asia/Kathmandu')).toBe(345);
    expect(offsetMinutes(at('2026-12-01T00:00Z'), 'America/St_Johns')).toBe(-210);
  });

  it('writes instants with the offset of the zone', () => {
    expect(formatInstant(at('2026-12-01T06:00Z'), 'Asia/Shanghai')).toBe('2026-12-01T14:00:00+08:00');
    expect(formatInstant(at('2026-07-01T02:00Z'), 'America/St_Johns')).toBe('2026-06-30T23:30:00-02:30');
    expect(formatInstant(at('2026-07-01T02:00Z'), 'UTC')).toBe('2026-07-01T02:00:00+00:00');
  });

  it('shows the wall time that Intl shows, at any instant in any zone', () => {
    const minutes = fc.integer({ min: 30_000_000, max: 45_000_000 });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), minutes, (timeZone, minute) => {
        const shown = new Intl.DateTimeFormat('sv-SE', {
          timeZone,
          year: 'numeric',
          month: '2-digit',
          day: '2-digit',
          hour: '2-digit',
          minute: '2-digit',
        }).format(minute * MINUTE);
        expect(toWall(asInstant(minute * MINUTE), timeZone)).toBe(shown.replace(' ', 'T'));
      }),
      { numRuns: 300 },
    );
  });

  it('comes back to the same instant, or to the earlier one that shows the same', () => {
    const minutes = fc.integer({ min: 20_000_000, max: 45_000_000 });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), minutes, (timeZone, minute) => {
        const instant = asInstant(minute * MINUTE);
        const shown = toWall(instant, timeZone);
        const resolved = resolveWall(shown, timeZone);
        if (resolved.kind === 'gap') throw new Error(`${shown} is shown but not found`);
        expect(toWall(resolved.instant, timeZone)).toBe(shown);
        if (resolved.kind === 'unique') expect(resolved.instant).toBe(instant);
        else expect(resolved.instant).toBeLessThanOrEqual(instant);
        expect(parseInstant(formatInstant(instant, timeZone))).toBe(instant);
      }),
      { numRuns: 500 },
    );
  });
});

describe('arithmetic of the wall clock', () => {
  it('takes wall times apart and puts them together', () => {
    expect(dateOf(wall('2026-12-01T14:30'))).toBe('2026-12-01');
    expect(minuteOfDay(wall('2026-12-01T14:30'))).toBe(870);
    expect(wallAt(day('2026-12-31'), 870)).toBe('2026-12-31T14:30');
    expect(wallAt(day('2026-12-31'), 1440)).toBe('2027-01-01T00:00');
    expect(wallAt(day('2026-03-01'), -1)).toBe('2026-02-28T23:59');
  });

  it('adds by the hands of the clock, whatever the process or a zone does', () => {
    expect(addMinutes(wall('2026-03-29T01:30'), 60)).toBe('2026-03-29T02:30');
    expect(wallMinutesBetween(wall('2026-03-29T01:00'), wall('2026-03-29T04:00'))).toBe(180);
    expect(wallMinutesBetween(wall('2026-03-29T04:00'), wall('2026-03-29T01:00'))).toBe(-180);
  });

  it('counts days and names weekdays', () => {
    expect(addDays(day('2028-02-28'), 2)).toBe('2028-03-01');
    expect(daysBetween(day('2026-12-31'), day('2026-01-01'))).toBe(-364);
    expect(weekdayOf(day('2026-10-05'))).toBe(1);
    expect(weekdayOf(day('2026-10-11'))).toBe(7);
    expect(eachDate(day('2026-02-27'), day('2026-03-01'))).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(eachDate(day('2026-03-01'), day('2026-02-27'))).toEqual([]);
  });
});
