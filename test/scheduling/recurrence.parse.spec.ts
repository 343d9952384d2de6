import fc from 'fast-check';
import { parseRule } from '../../src/scheduling/recurrence.parse.js';

describe('parseRule', () => {
  it.each([
    ['', 'rrule'],
    ['RRULE:', 'rrule'],
    ['FREQ=DAILY;', 'rrule'],
    [`FREQ=DAILY;COUNT=1${';'.repeat(500)}`, 'rrule'],
    ['COUNT=3', 'FREQ'],
    ['FREQ=FORTNIGHTLY', 'FREQ'],
    ['FREQ=HOURLY', 'FREQ'],
    ['FREQ=DAILY;FREQ=DAILY', 'FREQ'],
    ['FREQ=DAILY;INTERVAL=0', 'INTERVAL'],
    ['FREQ=DAILY;INTERVAL=1001', 'INTERVAL'],
    ['FREQ=DAILY;INTERVAL=1.5', 'INTERVAL'],
    ['FREQ=DAILY;COUNT=0', 'COUNT'],
    ['FREQ=DAILY;COUNT=-1', 'COUNT'],
    ['FREQ=DAILY;COUNT=3=4', 'COUNT'],
    ['FREQ=DAILY;COUNT=3;UNTIL=20270101', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=20260230', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=2026-12-31', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=20261231T250000', 'UNTIL'],
    ['FREQ=WEEKLY;BYDAY=XX', 'BYDAY'],
    ['FREQ=WEEKLY;BYDAY=', 'BYDAY'],
    ['FREQ=WEEKLY;BYDAY=1MO', 'BYDAY'],
    ['FREQ=MONTHLY;BYDAY=0MO', 'BYDAY'],
    ['FREQ=MONTHLY;BYDAY=54MO', 'BYDAY'],
    ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO', 'BYDAY'],
    ['FREQ=YEARLY;BYDAY=1MO,TU', 'BYDAY'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'BYMONTHDAY'],
    ['FREQ=WEEKLY;BYMONTHDAY=3', 'BYMONTHDAY'],
    ['FREQ=YEARLY;BYDAY=1MO;BYMONTHDAY=3', 'BYMONTHDAY'],
    ['FREQ=YEARLY;BYMONTH=13', 'BYMONTH'],
    ['FREQ=YEARLY;BYMONTH=-1', 'BYMONTH'],
    ['FREQ=DAILY;BYSETPOS=1', 'BYSETPOS'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367', 'BYSETPOS'],
    ['FREQ=DAILY;BYYEARDAY=3', 'BYYEARDAY'],
    ['FREQ=YEARLY;BYYEARDAY=367', 'BYYEARDAY'],
    ['FREQ=YEARLY;BYYEARDAY=100;BYDAY=MO', 'BYYEARDAY'],
    ['FREQ=MONTHLY;BYWEEKNO=3', 'BYWEEKNO'],
    ['FREQ=YEARLY;BYWEEKNO=3;BYMONTHDAY=3', 'BYWEEKNO'],
    ['FREQ=WEEKLY;WKST=DI', 'WKST'],
    ['FREQ=DAILY;BYHOUR=9', 'BYHOUR'],
    ['FREQ=DAILY;BYMINUTE=9', 'BYMINUTE'],
    ['FREQ=DAILY;BYSECOND=9', 'BYSECOND'],
    ['FREQ=DAILY;COLOUR=RED', 'COLOUR'],
    ['FREQ=DAILY;__PROTO__=1', '__PROTO__'],
  ])('refuses %j and names %s', (text, part) => {
    const parsed = parseRule(text);
    expect(parsed.ok ? [] : parsed.faults.map((fault) => fault.part)).toEqual([part]);
  });

  it('gives all faults at once', () => {
    const parsed = parseRule('FREQ=DAILY;INTERVAL=0;COUNT=x;BYDAY=QQ');
    expect(parsed.ok ? [] : parsed.faults.map((fault) => fault.part)).toEqual(['INTERVAL', 'COUNT', 'BYDAY']);
  });

  it('reads every part, in any case of letters and with "RRULE:" in front', () => {
    expect(
      parseRule('rrule:freq=monthly;interval=2;byday=+1MO,-1FR,1MO;bysetpos=-1;wkst=su;until=20261231T155959Z'),
    ).toEqual({
      ok: true,
      rule: {
        freq: 'MONTHLY',
        interval: 2,
        byDay: [
          { weekday: 1, position: 1 },
          { weekday: 5, position: -1 },
        ],
        bySetPos: [-1],
        weekStart: 7,
        until: { kind: 'instant', instant: Date.parse('2026-12-31T15:59Z') },
      },
    });
  });

  it('answers for any text', () => {
    const piece = fc.constantFrom(
      'FREQ=',
      'DAILY',
      'YEARLY',
      ';',
      '=',
      'BYDAY=',
      'MO',
      ',',
      '-1',
      '53',
      'UNTIL=',
      '2026',
      'T',
      'Z',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => typeof parseRule(pieces.join('')).ok === 'boolean'),
    );
  });
});
