import type { CalendarDay } from '../../src/scheduling/hours.types.js';
import type { WallDate } from '../../src/scheduling/time.types.js';
import { weekdayOf } from '../../src/scheduling/time.js';
import { datesOf, granted, partsAtFault } from './recurrence.fixture.js';

/** Thursday 1 October 2026 to Wednesday 7 October are holidays; Saturday 10 October makes up for one of them. */
function calendar(date: WallDate): CalendarDay {
  if (!date.startsWith('2026')) return { kind: 'unknown' };
  if (date >= '2026-10-01' && date <= '2026-10-07') return { kind: 'holiday', name: '国庆节' };
  if (date === '2026-10-10') return { kind: 'make-up' };
  return { kind: weekdayOf(date) >= 6 ? 'weekend' : 'working' };
}

const october = { timeZone: 'Asia/Shanghai', start: '2026-10-01T19:00', calendar } as const;

describe('the days rule', () => {
  it('takes every date when it is "any"', () => {
    expect(datesOf({ ...october, rrule: 'FREQ=DAILY;COUNT=3', days: 'any' })).toEqual([
      '2026-10-01',
      '2026-10-02',
      '2026-10-03',
    ]);
  });

  it('leaves out and reports holidays when it is "skip-holidays"', () => {
    const { occurrences, skipped } = granted({ ...october, rrule: 'FREQ=DAILY;UNTIL=20261010', days: 'skip-holidays' });
    expect(occurrences.map(({ local }) => local)).toEqual(['2026-10-08T19:00', '2026-10-09T19:00', '2026-10-10T19:00']);
    expect(skipped).toHaveLength(7);
    expect(skipped[0]).toEqual({ local: '2026-10-01T19:00', reason: 'holiday' });
  });

  it('counts holidays in COUNT when it is "skip-holidays"', () => {
    expect(datesOf({ ...october, rrule: 'FREQ=DAILY;COUNT=8', days: 'skip-holidays' })).toEqual(['2026-10-08']);
  });

  it('takes every working day and the make-up Saturday with a daily rule', () => {
    const given = { ...october, rrule: 'FREQ=DAILY;UNTIL=20261013', days: 'working-days' } as const;
    expect(datesOf(given)).toEqual(['2026-10-08', '2026-10-09', '2026-10-10', '2026-10-12', '2026-10-13']);
    expect(granted(given).skipped).toContainEqual({ local: '2026-10-11T19:00', reason: 'not-working-day' });
  });

  it('takes in the make-up Saturday that a Monday-to-Friday rule does not give', () => {
    const rrule = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261010';
    const { occurrences, skipped } = granted({ ...october, rrule, days: 'working-days' });
    expect(occurrences.map(({ local }) => local)).toEqual(['2026-10-08T19:00', '2026-10-09T19:00', '2026-10-10T19:00']);
    expect(skipped.map(({ local, reason }) => `${local.slice(8, 10)} ${reason}`)).toEqual([
      '01 holiday',
      '02 holiday',
      '05 holiday',
      '06 holiday',
      '07 holiday',
    ]);
  });

  it('takes in a make-up day on the very minute of UNTIL', () => {
    const rrule = 'FREQ=WEEKLY;BYDAY=FR;UNTIL=20261010T190000';
    expect(datesOf({ ...october, rrule, days: 'working-days' })).toEqual(['2026-10-09', '2026-10-10']);
  });

  it('takes a make-up day only on rules that have the weekday it follows', () => {
    const follows = (date: WallDate): CalendarDay =>
      date === '2026-10-10' ? { kind: 'make-up', follows: 3 } : calendar(date);
    const given = { ...october, days: 'working-days', calendar: follows } as const;
    expect(datesOf({ ...given, rrule: 'FREQ=WEEKLY;BYDAY=WE;UNTIL=20261015' })).toEqual(['2026-10-10', '2026-10-14']);
    expect(datesOf({ ...given, rrule: 'FREQ=WEEKLY;BYDAY=FR;UNTIL=20261017' })).toEqual(['2026-10-09', '2026-10-16']);
  });

  it('takes in no make-up day when the rule skips weeks or lies in other months', () => {
    const given = { ...october, days: 'working-days' } as const;
    expect(datesOf({ ...given, rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;UNTIL=20261017' })).toEqual(['2026-10-16']);
    expect(datesOf({ ...given, rrule: 'FREQ=WEEKLY;BYMONTH=11;BYDAY=FR;UNTIL=20261106' })).toEqual(['2026-11-06']);
  });

  it('counts the dates that come of it in COUNT when it is "working-days"', () => {
    const rrule = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=4';
    expect(datesOf({ ...october, rrule, days: 'working-days' })).toEqual([
      '2026-10-08',
      '2026-10-09',
      '2026-10-10',
      '2026-10-12',
    ]);
  });

  it('goes by the weekday in a year that the calendar does not know, and says so', () => {
    const given = { ...october, start: '2027-01-01T19:00', rrule: 'FREQ=DAILY;COUNT=2' };
    const { occurrences } = granted({ ...given, days: 'working-days' });
    expect(occurrences.map(({ local, provisional }) => [local.slice(0, 10), provisional])).toEqual([
      ['2027-01-01', true],
      ['2027-01-04', true],
    ]);
    expect(granted({ ...given, days: 'any' }).occurrences[1]).toMatchObject({
      local: '2027-01-02T19:00',
      provisional: true,
    });
  });

  it('keeps a date that was added by hand even on a holiday', () => {
    const given = {
      ...october,
      rrule: 'FREQ=DAILY;UNTIL=20261008',
      rdates: ['2026-10-03'],
      days: 'skip-holidays',
    } as const;
    expect(datesOf(given)).toEqual(['2026-10-03', '2026-10-08']);
    expect(granted(given).skipped.map(({ local }) => local)).not.toContain('2026-10-03T19:00');
  });

  it('refuses working days of a monthly rule', () => {
    expect(partsAtFault({ ...october, rrule: 'FREQ=MONTHLY;COUNT=3', days: 'working-days' })).toEqual(['days']);
  });
});
