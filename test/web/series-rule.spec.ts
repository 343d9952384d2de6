import { rruleOf } from '../../src/web/booking/repeat.js';
import { seriesRule } from '../../src/web/bookings/series-rule.js';
import type { Booking } from '../../src/web/bookings/booking.js';

type Recurrence = NonNullable<Booking['recurrence']>;

const booking = (recurrence: Recurrence | null, shiftMinutes = 0, lastDate = '2026-09-23'): Booking => ({
  ...{ id: 'b', status: 'confirmed', zone: 'F3-MEET-2', title: 'Choir', visibility: 'internal', refused: [] },
  segments: [
    {
      ...{ from: '2026-09-02T14:00', start: '2026-09-02T14:00', end: '2026-09-02T15:00', zone: 'F3-MEET-2' },
      ...{ recurrence, shiftMinutes },
    },
  ],
  occurrences: [
    {
      id: 'o1',
      status: 'confirmed',
      edited: false,
      zone: 'F3-MEET-2',
      start: `${lastDate}T14:00`,
      end: `${lastDate}T15:00`,
    },
    {
      ...{ id: 'o2', status: 'cancelled', reasonCode: 'series-changed', edited: false, zone: 'F3-MEET-2' },
      ...{ start: '2026-12-30T14:00', end: '2026-12-30T15:00' },
    },
  ],
});

describe('the rule of a series, as the screens speak of it', () => {
  it('is none for a single booking', () => {
    expect(seriesRule(booking(null))).toBeNull();
  });

  it('ends with the last date it asked for, not with those of an earlier rule', () => {
    expect(seriesRule(booking({ rrule: 'FREQ=WEEKLY;BYDAY=WE;COUNT=4' }))?.repeat?.until).toBe('2026-09-23');
  });

  it('speaks of the days on which it lies after it was moved', () => {
    const rule = seriesRule(booking({ rrule: 'FREQ=WEEKLY;BYDAY=WE,SU;UNTIL=20260930', days: 'any' }, 1440));
    expect(rule).toMatchObject({ date: '2026-09-03', repeat: { weekdays: [1, 4], until: '2026-10-01', days: 'any' } });
  });

  it('takes dates along that were listed by hand, moved as the series was', () => {
    const recurrence = {
      rrule: 'FREQ=WEEKLY;COUNT=4',
      exdates: ['2026-09-09', '2026-09-16T06:00:00Z'],
      rdates: ['2026-09-20T14:00'],
    };
    expect(seriesRule(booking(recurrence, 90))?.listed).toEqual({
      exdates: ['2026-09-09', '2026-09-16T06:00:00Z'],
      rdates: ['2026-09-20T15:30'],
    });
  });

  it('is told as written when the controls cannot say it', () => {
    const rule = seriesRule(booking({ rrule: 'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1;COUNT=3' }));
    expect(rule).toMatchObject({ repeat: null, rrule: 'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1;COUNT=3' });
  });

  it('reads back what the controls wrote', () => {
    const rrule = 'FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,FR;UNTIL=20261231';
    const repeat = seriesRule(booking({ rrule }))?.repeat;
    expect(repeat && rruleOf(repeat, '2026-09-02')).toBe(rrule);
  });
});
