import { datesOf, granted, partsAtFault } from './recurrence.fixture.js';

/** The examples of RFC 5545 §3.8.5.3, all at nine o'clock in New York. `09-02+9` stands for ten dates in a row. */
interface Example {
  readonly name: string;
  readonly start: string;
  readonly rrule: string;
  readonly dates: string;
  /** Given for rules without end: as many as the RFC writes down. */
  readonly open?: true;
  readonly exdates?: readonly string[];
}

/** `1997 09-02 09-04, 1998 01-01+2` is read as dates. */
function read(text: string): string[] {
  return text.split(', ').flatMap((group) => {
    const [year = '', ...dates] = group.split(' ');
    return dates.flatMap((date) => {
      const [first = '', more = '0'] = date.split('+');
      const from = Date.parse(`${year}-${first}T00:00Z`);
      return Array.from({ length: Number(more) + 1 }, (_, i) =>
        new Date(from + i * 86_400_000).toISOString().slice(0, 10),
      );
    });
  });
}

const EVERY_JANUARY = '1998 01-01+30, 1999 01-01+30, 2000 01-01+30';
const UNTIL_OCTOBER_WEEKS =
  '1997 09-02 09-09 09-16 09-23 09-30 10-07 10-14 10-21 10-28 11-04 11-11 11-18 11-25 12-02 12-09 12-16 12-23';

const EXAMPLES: readonly Example[] = [
  { name: 'daily for 10 occurrences', start: '1997-09-02', rrule: 'FREQ=DAILY;COUNT=10', dates: '1997 09-02+9' },
  {
    name: 'daily until 24 December',
    start: '1997-09-02',
    rrule: 'FREQ=DAILY;UNTIL=19971224T000000Z',
    dates: '1997 09-02+112',
  },
  {
    name: 'every other day',
    start: '1997-09-02',
    rrule: 'FREQ=DAILY;INTERVAL=2',
    open: true,
    dates: '1997 09-02 09-04 09-06 09-08 09-10 09-12 09-14 09-16 09-18 09-20 09-22 09-24 09-26 09-28 09-30 10-02 10-04',
  },
  {
    name: 'every 10 days, 5 occurrences',
    start: '1997-09-02',
    rrule: 'FREQ=DAILY;INTERVAL=10;COUNT=5',
    dates: '1997 09-02 09-12 09-22 10-02 10-12',
  },
  {
    name: 'every day in January, yearly',
    start: '1998-01-01',
    rrule: 'FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA',
    dates: EVERY_JANUARY,
  },
  {
    name: 'every day in January, daily',
    start: '1998-01-01',
    rrule: 'FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1',
    dates: EVERY_JANUARY,
  },
  {
    name: 'weekly for 10 occurrences',
    start: '1997-09-02',
    rrule: 'FREQ=WEEKLY;COUNT=10',
    dates: '1997 09-02 09-09 09-16 09-23 09-30 10-07 10-14 10-21 10-28 11-04',
  },
  {
    name: 'weekly until 24 December',
    start: '1997-09-02',
    rrule: 'FREQ=WEEKLY;UNTIL=19971224T000000Z',
    dates: UNTIL_OCTOBER_WEEKS,
  },
  {
    name: 'every other week',
    start: '1997-09-02',
    rrule: 'FREQ=WEEKLY;INTERVAL=2;WKST=SU',
    open: true,
    dates: '1997 09-02 09-16 09-30 10-14 10-28 11-11 11-25 12-09 12-23, 1998 01-06 01-20 02-03 02-17',
  },
  {
    name: 'Tuesdays and Thursdays for five weeks, until',
    start: '1997-09-02',
    rrule: 'FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH',
    dates: '1997 09-02 09-04 09-09 09-11 09-16 09-18 09-23 09-25 09-30 10-02',
  },
  {
    name: 'Tuesdays and Thursdays for five weeks, counted',
    start: '1997-09-02',
    rrule: 'FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH',
    dates: '1997 09-02 09-04 09-09 09-11 09-16 09-18 09-23 09-25 09-30 10-02',
  },
  {
    name: 'every other week on three days, until',
    start: '1997-09-01',
    rrule: 'FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR',
    dates:
      '1997 09-01 09-03 09-05 09-15 09-17 09-19 09-29 10-01 10-03 10-13 10-15 10-17 10-27 10-29 10-31 11-10 11-12 11-14 11-24 11-26 11-28 12-08 12-10 12-12 12-22',
  },
  {
    name: 'every other week on two days, counted',
    start: '1997-09-02',
    rrule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH',
    dates: '1997 09-02 09-04 09-16 09-18 09-30 10-02 10-14 10-16',
  },
  {
    name: 'the first Friday of the month, counted',
    start: '1997-09-05',
    rrule: 'FREQ=MONTHLY;COUNT=10;BYDAY=1FR',
    dates: '1997 09-05 10-03 11-07 12-05, 1998 01-02 02-06 03-06 04-03 05-01 06-05',
  },
  {
    name: 'the first Friday of the month, until',
    start: '1997-09-05',
    rrule: 'FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR',
    dates: '1997 09-05 10-03 11-07 12-05',
  },
  {
    name: 'the first and last Sunday of every other month',
    start: '1997-09-07',
    rrule: 'FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU',
    dates: '1997 09-07 09-28 11-02 11-30, 1998 01-04 01-25 03-01 03-29 05-03 05-31',
  },
  {
    name: 'the second-to-last Monday of the month',
    start: '1997-09-22',
    rrule: 'FREQ=MONTHLY;COUNT=6;BYDAY=-2MO',
    dates: '1997 09-22 10-20 11-17 12-22, 1998 01-19 02-16',
  },
  {
    name: 'the third-to-last day of the month',
    start: '1997-09-28',
    rrule: 'FREQ=MONTHLY;BYMONTHDAY=-3',
    open: true,
    dates: '1997 09-28 10-29 11-28 12-29, 1998 01-29 02-26',
  },
  {
    name: 'the 2nd and 15th of the month',
    start: '1997-09-02',
    rrule: 'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15',
    dates: '1997 09-02 09-15 10-02 10-15 11-02 11-15 12-02 12-15, 1998 01-02 01-15',
  },
  {
    name: 'the first and last day of the month',
    start: '1997-09-30',
    rrule: 'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1',
    dates: '1997 09-30 10-01 10-31 11-01 11-30 12-01 12-31, 1998 01-01 01-31 02-01',
  },
  {
    name: 'the 10th to 15th every 18 months',
    start: '1997-09-10',
    rrule: 'FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15',
    dates: '1997 09-10+5, 1999 03-10+3',
  },
  {
    name: 'every Tuesday, every other month',
    start: '1997-09-02',
    rrule: 'FREQ=MONTHLY;INTERVAL=2;BYDAY=TU',
    open: true,
    dates:
      '1997 09-02 09-09 09-16 09-23 09-30 11-04 11-11 11-18 11-25, 1998 01-06 01-13 01-20 01-27 03-03 03-10 03-17 03-24 03-31',
  },
  {
    name: 'yearly in June and July',
    start: '1997-06-10',
    rrule: 'FREQ=YEARLY;COUNT=10;BYMONTH=6,7',
    dates: '1997 06-10 07-10, 1998 06-10 07-10, 1999 06-10 07-10, 2000 06-10 07-10, 2001 06-10 07-10',
  },
  {
    name: 'every other year in January, February and March',
    start: '1997-03-10',
    rrule: 'FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3',
    dates: '1997 03-10, 1999 01-10 02-10 03-10, 2001 01-10 02-10 03-10, 2003 01-10 02-10 03-10',
  },
  {
    name: 'every third year on the 1st, 100th and 200th day',
    start: '1997-01-01',
    rrule: 'FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200',
    dates: '1997 01-01 04-10 07-19, 2000 01-01 04-09 07-18, 2003 01-01 04-10 07-19, 2006 01-01',
  },
  {
    name: 'the 20th Monday of the year',
    start: '1997-05-19',
    rrule: 'FREQ=YEARLY;BYDAY=20MO',
    open: true,
    dates: '1997 05-19, 1998 05-18, 1999 05-17',
  },
  {
    name: 'Monday of week 20',
    start: '1997-05-12',
    rrule: 'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
    open: true,
    dates: '1997 05-12, 1998 05-11, 1999 05-17',
  },
  {
    name: 'every Thursday in March',
    start: '1997-03-13',
    rrule: 'FREQ=YEARLY;BYMONTH=3;BYDAY=TH',
    open: true,
    dates: '1997 03-13 03-20 03-27, 1998 03-05 03-12 03-19 03-26, 1999 03-04 03-11 03-18 03-25',
  },
  {
    name: 'every Thursday in June, July and August',
    start: '1997-06-05',
    rrule: 'FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8',
    open: true,
    dates:
      '1997 06-05 06-12 06-19 06-26 07-03 07-10 07-17 07-24 07-31 08-07 08-14 08-21 08-28, 1998 06-04 06-11 06-18 06-25 07-02 07-09 07-16 07-23 07-30 08-06 08-13 08-20 08-27',
  },
  {
    name: 'every Friday the 13th',
    start: '1997-09-02',
    rrule: 'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
    exdates: ['19970902T090000'],
    open: true,
    dates: '1998 02-13 03-13 11-13, 1999 08-13, 2000 10-13',
  },
  {
    name: 'the Saturday after the first Sunday',
    start: '1997-09-13',
    rrule: 'FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13',
    open: true,
    dates: '1997 09-13 10-11 11-08 12-13, 1998 01-10 02-07 03-07 04-11 05-09 06-13',
  },
  {
    name: 'the presidential election day',
    start: '1996-11-05',
    rrule: 'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
    open: true,
    dates: '1996 11-05, 2000 11-07, 2004 11-02',
  },
  {
    name: 'the third of Tuesdays, Wednesdays and Thursdays',
    start: '1997-09-04',
    rrule: 'FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3',
    dates: '1997 09-04 10-07 11-06',
  },
  {
    name: 'the second-to-last weekday of the month',
    start: '1997-09-29',
    rrule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2',
    open: true,
    dates: '1997 09-29 10-30 11-27 12-30, 1998 01-29 02-26 03-30',
  },
  {
    name: 'weeks that start on Monday',
    start: '1997-08-05',
    rrule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO',
    dates: '1997 08-05 08-10 08-19 08-24',
  },
  {
    name: 'weeks that start on Sunday',
    start: '1997-08-05',
    rrule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU',
    dates: '1997 08-05 08-17 08-19 08-31',
  },
  {
    name: 'a date that some months lack',
    start: '2007-01-15',
    rrule: 'FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5',
    dates: '2007 01-15 01-30 02-15 03-15 03-30',
  },
];

describe('the examples of RFC 5545', () => {
  it.each(EXAMPLES)('give the dates of the RFC: $name', ({ start, rrule, dates, open, exdates = [] }) => {
    const expected = read(dates);
    const limit = open ? { limit: expected.length } : {};
    expect(datesOf({ start: `${start}T09:00`, rrule, exdates, ...limit })).toEqual(expected);
  });

  it('keep nine o’clock when New York leaves daylight time on 26 October 1997', () => {
    const { occurrences } = granted({ start: '1997-10-25T09:00', rrule: 'FREQ=DAILY;COUNT=2' });
    expect(occurrences.map(({ instant }) => new Date(instant).toISOString().slice(0, 16))).toEqual([
      '1997-10-25T13:00',
      '1997-10-26T14:00',
    ]);
  });

  it.each([
    ['FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z', ['FREQ']],
    ['FREQ=MINUTELY;INTERVAL=15;COUNT=6', ['FREQ']],
    ['FREQ=MINUTELY;INTERVAL=90;COUNT=4', ['FREQ']],
    ['FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40', ['BYHOUR', 'BYMINUTE']],
    ['FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16', ['FREQ', 'BYHOUR']],
  ])('that go finer than a day are refused by name: %s', (rrule, parts) => {
    expect(partsAtFault({ start: '1997-09-02T09:00', rrule })).toEqual(parts);
  });
});
