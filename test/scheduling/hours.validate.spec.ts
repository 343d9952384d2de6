import { validateHours } from '../../src/scheduling/hours.validate.js';
import { addDays } from '../../src/scheduling/time.js';
import { CENTRE, CHESS, clock, COUNTERS, date, days, KIDS } from './dukou-hours.js';

function pointers(document: unknown): string[] {
  return validateHours(document).map(({ pointer }) => pointer);
}

function season(from: string, to: string): object {
  return { name: `${from} to ${to}`, from, to, weekly: {} };
}

function exception(from: string, to: string): object {
  return { from, to, spans: [], reason: 'repair' };
}

describe('validateHours', () => {
  it.each([CENTRE, ...CHESS, ...COUNTERS, ...KIDS].map(({ code, document }) => [code, document]))(
    'finds no fault in the hours of %s',
    (_code, document) => {
      expect(validateHours(document)).toEqual([]);
    },
  );

  it.each([[null], [[]], ['closed']])('wants an object, not %j', (document) => {
    expect(pointers(document)).toEqual(['']);
  });

  it('reports misspelt members, since they would be ignored', () => {
    expect(pointers({ season: [], weekly: { '8': [], 'a/b': [] } })).toEqual(['/season', '/weekly/8', '/weekly/a~1b']);
  });

  describe('spans', () => {
    it.each([
      ['a bad end', { start: '08:00', end: '25:00' }, '/weekly/1/0/end'],
      ['a bad start', { start: '8:00', end: '12:00' }, '/weekly/1/0/start'],
      ['a start at 24:00', { start: '24:00', end: '12:00' }, '/weekly/1/0/start'],
      ['a number as a clock', { start: '08:00', end: 12 }, '/weekly/1/0/end'],
      ['no length', { start: '08:00', end: '08:00' }, '/weekly/1/0/end'],
      ['no object', '08:00-12:00', '/weekly/1/0'],
      ['an unknown member', { start: '08:00', end: '12:00', open: true }, '/weekly/1/0/open'],
    ])('with %s are refused', (_what, span, pointer) => {
      expect(pointers({ weekly: { '1': [span] } })).toEqual([pointer]);
    });

    it.each([
      ['08:00-12:00', '11:59-13:00'],
      ['20:00-02:00', '23:00-23:30'],
    ])('that overlap in a day are refused: %s and %s', (first, second) => {
      expect(pointers({ weekly: { '3': clock(first, second) } })).toEqual(['/weekly/3/1']);
    });

    it('may touch, pass midnight, and meet the next day’s', () => {
      const weekly = {
        '1': clock('12:00-13:00', '08:00-12:00', '13:00-14:00', '22:00-02:00'),
        '2': clock('01:00-03:00'),
      };
      expect(validateHours({ weekly })).toEqual([]);
    });

    it('may be ten a day and no more', () => {
      const hourly = Array.from({ length: 11 }, (_, n) => `${n + 10}:00-${n + 10}:30`);
      expect(pointers({ weekly: { '1': clock(...hourly.slice(1)) } })).toEqual([]);
      expect(pointers({ weekly: { '1': clock(...hourly) } })).toEqual(['/weekly/1']);
    });
  });

  describe('seasons', () => {
    it.each([
      ['a date that does not exist', '2026-02-30', '2026-03-01', ['/seasons/0/from']],
      ['a month that does not exist', '13-01', '13-02', ['/seasons/0/from', '/seasons/0/to']],
      ['only one year', '2026-07-01', '08-31', ['/seasons/0/to']],
      ['dates the wrong way round', '2026-08-31', '2026-07-01', ['/seasons/0/to']],
    ])('with %s are refused', (_what, from, to, expected) => {
      expect(pointers({ seasons: [season(from, to)] })).toEqual(expected);
    });

    it.each([
      ['a yearly one', ['07-01', '08-31'], []],
      ['a yearly one over New Year', ['11-15', '02-15'], []],
      ['29 February of every year', ['02-29', '02-29'], []],
      ['a dated one of one day', ['2026-07-01', '2026-07-01'], []],
    ])('may be %s', (_what, [from = '', to = ''], expected) => {
      expect(pointers({ seasons: [season(from, to)] })).toEqual(expected);
    });

    it.each([
      ['yearly, one shared day', ['07-01', '08-31'], ['08-31', '09-30'], true],
      ['yearly, next to each other', ['07-01', '08-31'], ['09-01', '09-30'], false],
      ['yearly, over New Year and in January', ['11-15', '02-15'], ['01-10', '01-20'], true],
      ['yearly, both over New Year', ['12-01', '01-05'], ['12-31', '02-01'], true],
      ['yearly, over New Year and the rest of the year', ['11-15', '02-15'], ['02-16', '11-14'], false],
      ['dated, one shared day', ['2026-07-01', '2026-07-31'], ['2026-07-31', '2026-08-31'], true],
      ['dated, the same days of two years', ['2026-07-01', '2026-07-31'], ['2027-07-01', '2027-07-31'], false],
      ['a dated one within a yearly one', ['2026-07-10', '2026-07-20'], ['07-01', '08-31'], true],
      ['a dated one in January and a yearly one over New Year', ['2026-01-10', '2026-01-20'], ['11-15', '02-15'], true],
      ['a dated one beside a yearly one', ['2026-09-01', '2027-06-30'], ['07-01', '08-31'], false],
      ['a dated one of several years and a yearly one', ['2026-09-01', '2030-06-30'], ['07-01', '08-31'], true],
    ])('overlap or not: %s', (_what, [a = '', b = ''], [c = '', d = ''], overlap) => {
      expect(pointers({ seasons: [season(a, b), season(c, d)] })).toEqual(overlap ? ['/seasons/1'] : []);
      expect(pointers({ seasons: [season(c, d), season(a, b)] })).toEqual(overlap ? ['/seasons/1'] : []);
    });

    it('need a name and a pattern', () => {
      expect(pointers({ seasons: [{ from: '07-01', to: '08-31' }] })).toEqual(['/seasons/0/name', '/seasons/0/weekly']);
    });

    it('report faults of their pattern where they are', () => {
      const broken = { ...season('07-01', '08-31'), weekly: { '2': clock('08:00-12:61') }, beyond: 'yes' };
      expect(pointers({ seasons: [broken] })).toEqual(['/seasons/0/weekly/2/0/end', '/seasons/0/beyond']);
    });

    it('may be sixty and no more', () => {
      const many = Array.from({ length: 61 }, (_, n) => season(`${2026 + n}-07-01`, `${2026 + n}-08-31`));
      expect(pointers({ seasons: many.slice(1) })).toEqual([]);
      expect(pointers({ seasons: many })).toEqual(['/seasons']);
    });
  });

  describe('statutory hours', () => {
    it.each([1, 7, 'by-notice', undefined])('may follow %s on make-up days', (makeUp) => {
      expect(validateHours({ statutory: { makeUp } })).toEqual([]);
    });

    it.each([0, 8, 1.5, '1', 'monday', null])('may not follow %j', (makeUp) => {
      expect(pointers({ statutory: { makeUp } })).toEqual(['/statutory/makeUp']);
    });

    it('report faults of their spans where they are', () => {
      expect(pointers({ statutory: { holiday: clock('09:00-16:00', '15:00-17:00') } })).toEqual([
        '/statutory/holiday/1',
      ]);
    });
  });

  describe('exceptions', () => {
    it.each([
      ['with dates the wrong way round', exception('2026-10-02', '2026-10-01'), '/exceptions/0/to'],
      ['with a date that does not exist', exception('2026-02-29', '2026-03-01'), '/exceptions/0/from'],
      ['without a reason', { ...exception('2026-10-01', '2026-10-01'), reason: ' ' }, '/exceptions/0/reason'],
      [
        'with a long reason',
        { ...exception('2026-10-01', '2026-10-01'), reason: 'x'.repeat(201) },
        '/exceptions/0/reason',
      ],
      ['without spans', { ...exception('2026-10-01', '2026-10-01'), spans: undefined }, '/exceptions/0/spans'],
      ['that are no objects', 7, '/exceptions/0'],
    ])('%s are refused', (_what, broken, pointer) => {
      expect(pointers({ exceptions: [broken] })).toEqual([pointer]);
    });

    it('may last 370 days and no longer', () => {
      expect(pointers({ exceptions: [exception('2026-01-01', addDays(date('2026-01-01'), 369))] })).toEqual([]);
      expect(pointers({ exceptions: [exception('2026-01-01', addDays(date('2026-01-01'), 370))] })).toEqual([
        '/exceptions/0/to',
      ]);
    });

    it('may not cover one date twice, in whatever order they stand', () => {
      const week = exception('2026-10-05', '2026-10-11');
      expect(pointers({ exceptions: [week, exception('2026-10-12', '2026-10-12')] })).toEqual([]);
      expect(pointers({ exceptions: [week, exception('2026-10-11', '2026-10-12')] })).toEqual(['/exceptions/1']);
      expect(pointers({ exceptions: [exception('2026-10-11', '2026-10-12'), week] })).toEqual(['/exceptions/0']);
      const inside = [exception('2026-10-08', '2026-10-08'), exception('2026-10-06', '2026-10-06'), week];
      expect(pointers({ exceptions: inside })).toEqual(['/exceptions/1', '/exceptions/0']);
    });

    it('may be a thousand and no more', () => {
      const many = Array.from({ length: 1001 }, (_, n) => addDays(date('2026-01-01'), n)).map((day) =>
        exception(day, day),
      );
      expect(pointers({ exceptions: many.slice(1) })).toEqual([]);
      expect(pointers({ exceptions: many })).toEqual(['/exceptions']);
    });
  });

  it('reports every part that is no list or object', () => {
    expect(pointers({ weekly: [], seasons: {}, statutory: 'x', exceptions: null })).toEqual([
      '/weekly',
      '/seasons',
      '/statutory',
      '/exceptions',
    ]);
    expect(pointers({ weekly: { '1': { ...days(1, 1, '08:00-12:00') } } })).toEqual(['/weekly/1']);
  });
});
