import { baseCalendar, baseSource, daysOfYear, withYears } from '../../src/hours/calendar-years.js';
import { CHINA } from '../../src/hours/china-days.js';
import { dayOf } from '../../src/scheduling/calendar.js';
import type { WallDate } from '../../src/scheduling/time.types.js';

const day = (date: string) => dayOf(date as WallDate, CHINA);

describe('the statutory calendar of China', () => {
  it('calls 1 October 2026 National Day in both languages', () => {
    expect(day('2026-10-01')).toEqual({ kind: 'holiday', name: '国庆节', nameEn: 'National Day' });
  });

  it('calls Saturday 10 October 2026 a make-up working day', () => {
    expect(day('2026-10-10')).toMatchObject({ kind: 'make-up', name: '国庆节' });
  });

  it.each([
    ['2026-10-09', 'working'],
    ['2026-10-11', 'weekend'],
    ['2003-12-31', 'unknown'],
    ['2004-01-01', 'holiday'],
    ['2027-03-01', 'unknown'],
    ['2027-03-06', 'unknown'],
  ])('calls %s %s', (date, kind) => {
    expect(day(date).kind).toBe(kind);
  });

  it('knows the years from 2004 on without a gap', () => {
    const [first = 0] = CHINA.knownYears;
    expect(first).toBe(2004);
    expect(CHINA.knownYears).toContain(2026);
    expect(CHINA.knownYears).toEqual(CHINA.knownYears.map((_, index) => first + index));
  });
});

describe('the calendar of a centre', () => {
  it.each([
    ['Asia/Shanghai', true],
    ['Asia/Urumqi', true],
    ['Asia/Hong_Kong', false],
    ['Europe/Oslo', false],
  ])('in %s starts with the Chinese years: %s', (timeZone, isChinese) => {
    expect(baseCalendar(timeZone).knownYears.includes(2026)).toBe(isChinese);
    expect(baseSource(timeZone, 2026) !== null).toBe(isChinese);
  });

  it('replaces a year whole by what was loaded and leaves the others alone', () => {
    const loaded = { date: '2026-05-04' as WallDate, kind: 'holiday' as const, name: 'Our day' };
    const calendar = withYears(CHINA, new Map([[2026, [loaded]]]));
    expect(daysOfYear(calendar, 2026)).toEqual([loaded]);
    expect(dayOf('2026-10-01' as WallDate, calendar).kind).toBe('working');
    expect(dayOf('2025-10-01' as WallDate, calendar).kind).toBe('holiday');
  });

  it('makes a loaded year known, also one without any special day', () => {
    const calendar = withYears(CHINA, new Map([[2027, []]]));
    expect(dayOf('2027-03-01' as WallDate, calendar).kind).toBe('working');
    expect(dayOf('2028-03-01' as WallDate, calendar).kind).toBe('unknown');
  });

  it('goes back to the base for a year that was given up', () => {
    expect(withYears(CHINA, new Map([[2026, null]]))).toBe(CHINA);
  });
});
