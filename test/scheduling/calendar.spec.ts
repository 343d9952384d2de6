import { dayOf } from '../../src/scheduling/calendar.js';
import { CALENDAR, date } from './dukou-hours.js';

describe('dayOf', () => {
  it('calls a listed holiday a holiday, with its name', () => {
    expect(dayOf(date('2026-10-01'), CALENDAR)).toEqual({ kind: 'holiday', name: '国庆节' });
  });

  it('calls a listed make-up day so even though it is a Saturday', () => {
    expect(dayOf(date('2026-10-10'), CALENDAR)).toEqual({ kind: 'make-up', name: '国庆节' });
  });

  it('passes on which weekday a make-up day follows', () => {
    const calendar = { knownYears: [2026], days: { '2026-10-10': { kind: 'make-up', follows: 3 } } } as const;
    expect(dayOf(date('2026-10-10'), calendar)).toEqual({ kind: 'make-up', follows: 3 });
  });

  it.each([
    ['2026-10-09', 'working', 'a Friday'],
    ['2026-10-12', 'working', 'a Monday'],
    ['2026-10-11', 'weekend', 'a Sunday'],
    ['2026-10-17', 'weekend', 'an ordinary Saturday'],
  ])('calls %s %s, because it is %s of a known year', (day, kind) => {
    expect(dayOf(date(day), CALENDAR)).toEqual({ kind });
  });

  it.each(['2027-10-01', '2027-01-04', '2027-01-03', '2025-12-31'])(
    'calls %s of an unannounced year unknown',
    (day) => {
      expect(dayOf(date(day), CALENDAR)).toEqual({ kind: 'unknown' });
    },
  );

  it('knows a listed day of a year that is otherwise unknown', () => {
    const calendar = { knownYears: [], days: { '2027-01-01': { kind: 'holiday' } } } as const;
    expect(dayOf(date('2027-01-01'), calendar)).toEqual({ kind: 'holiday' });
    expect(dayOf(date('2027-01-02'), calendar)).toEqual({ kind: 'unknown' });
  });
});
