import fc from 'fast-check';
import type { InputFault } from '../../src/platform/problems/problem.js';
import { parseRule } from '../../src/scheduling/recurrence.parse.js';
import { expandRecurrence } from '../../src/scheduling/recurrence.js';
import type { RecurrenceRequest, RuleFault } from '../../src/scheduling/recurrence.types.js';
import type { WallDate, WallTime } from '../../src/scheduling/time.types.js';
import { matchRuleFault, ruleFaultsIn } from '../../src/web/faults/rule-shapes.js';
import { unsayable } from './fault-words.js';

const WISH: RecurrenceRequest = {
  start: '2026-09-07T09:00' as WallTime,
  timeZone: 'Asia/Shanghai',
  rrule: 'FREQ=WEEKLY;COUNT=3',
  maxOccurrences: 50,
  horizonEnd: '2027-12-31' as WallDate,
};

const faultsOf = (wish: Partial<RecurrenceRequest>): readonly RuleFault[] => {
  const expansion = expandRecurrence({ ...WISH, ...wish });
  return expansion.ok ? [] : expansion.faults;
};

/** A fault as a file writes it, as the body of a call does, and as a closure's does. */
const waysOf = ({ part, detail }: RuleFault): string[] => [
  `${part} ${detail}`,
  `${part}: ${detail}`,
  ['rrule', 'start', 'exdates'].includes(part) ? detail : `${part} ${detail}`,
];

/** What is missing of the words of a fault; nothing, if it can be said in both languages. */
function missing(fault: RuleFault): string[] {
  return waysOf(fault).flatMap((detail) => {
    const found = matchRuleFault(detail);
    return found ? unsayable(`refusal.rule.${found.key}`, found.values) : [`no words for: ${detail}`];
  });
}

const keysOf = (wish: Partial<RecurrenceRequest>): (string | undefined)[] =>
  faultsOf(wish).map(({ part, detail }) => matchRuleFault(`${part}: ${detail}`)?.key);

describe('what the faults of a recurrence are told as', () => {
  it.each([
    [`FREQ=DAILY;${'X'.repeat(500)}`, 'tooLong'],
    ['', 'empty'],
    ['FREQ=DAILY;;COUNT=2', 'nothingBetween'],
    ['FREQ=DAILY;EVERY=2;COUNT=2', 'notPart'],
    ['FREQ=DAILY;COUNT=2;COUNT=3', 'twice'],
    ['FREQ=DAILY;COUNT=2=3', 'equals'],
    ['COUNT=2', 'frequencyMissing'],
    ['FREQ=HOURLY;COUNT=2', 'tooFine'],
    ['FREQ=SOMETIMES;COUNT=2', 'frequency'],
    ['FREQ=DAILY;INTERVAL=0;COUNT=2', 'whole'],
    ['FREQ=DAILY;COUNT=many', 'whole'],
    ['FREQ=DAILY;UNTIL=20260231', 'until'],
    ['FREQ=WEEKLY;BYDAY=XX;COUNT=2', 'weekdays'],
    ['FREQ=MONTHLY;BYMONTHDAY=32;COUNT=2', 'signedNumbers'],
    ['FREQ=MONTHLY;BYMONTH=13;COUNT=2', 'numbers'],
    ['FREQ=YEARLY;BYYEARDAY=0;COUNT=2', 'signedNumbers'],
    ['FREQ=YEARLY;BYWEEKNO=54;COUNT=2', 'signedNumbers'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0;COUNT=2', 'signedNumbers'],
    ['FREQ=WEEKLY;WKST=XX;COUNT=2', 'weekStart'],
    ['FREQ=DAILY;BYHOUR=9;COUNT=2', 'timeOfDay'],
    ['FREQ=DAILY;COUNT=2;UNTIL=20261001', 'untilAndCount'],
    ['FREQ=WEEKLY;BYDAY=2MO;COUNT=2', 'positionsMonthly'],
    ['FREQ=YEARLY;BYDAY=2MO;BYWEEKNO=3;COUNT=2', 'positionsWithWeeks'],
    ['FREQ=WEEKLY;BYMONTHDAY=3;COUNT=2', 'notWeekly'],
    ['FREQ=MONTHLY;BYYEARDAY=3;COUNT=2', 'onlyYearly'],
    ['FREQ=MONTHLY;BYWEEKNO=3;COUNT=2', 'onlyYearly'],
    ['FREQ=MONTHLY;BYSETPOS=1;COUNT=2', 'needsOther'],
    ['FREQ=YEARLY;BYWEEKNO=3;BYMONTHDAY=3;COUNT=2', 'onlyWith'],
    ['FREQ=YEARLY;BYYEARDAY=3;BYDAY=MO;COUNT=2', 'notWith'],
    ['FREQ=YEARLY;BYDAY=2MO;BYMONTHDAY=3;COUNT=2', 'notWithPositions'],
    ['FREQ=YEARLY;BYDAY=2MO,TU;COUNT=2', 'mixedPositions'],
    ['FREQ=YEARLY;BYDAY=53MO;BYSETPOS=1;COUNT=2', 'notWith53'],
    ['FREQ=WEEKLY', 'endMissing'],
    ['FREQ=WEEKLY;UNTIL=20260901', 'endBeforeStart'],
    ['FREQ=WEEKLY;UNTIL=20290101', 'goesOn'],
    ['FREQ=DAILY;COUNT=51', 'tooMany'],
  ])('tells %j as %s', (rrule, key) => {
    expect(keysOf({ rrule })).toContain(key);
    expect(faultsOf({ rrule }).flatMap(missing)).toEqual([]);
  });

  it.each<[string, Partial<RecurrenceRequest>, string]>([
    ['a start beyond the horizon', { start: '2028-01-01T09:00' as WallTime }, 'startTooLate'],
    ['too many listed dates', { exdates: Array.from({ length: 1001 }, () => '2026-09-14') }, 'tooManyListed'],
    ['a listed date that is none', { rdates: ['tomorrow'] }, 'listed'],
    ['a listed date beyond the horizon', { rdates: ['2029-01-01'] }, 'addedTooLate'],
    ['working days of months', { rrule: 'FREQ=MONTHLY;COUNT=2', days: 'working-days' }, 'workingDays'],
    ['an unknown time zone', { timeZone: 'Nowhere' }, 'timeZone'],
    [
      'a rule that hardly ever comes',
      { rrule: 'FREQ=DAILY;BYMONTH=9;BYMONTHDAY=7;COUNT=40', horizonEnd: '2100-12-31' as WallDate },
      'tooMuchWork',
    ],
  ])('tells %s', (_, wish, key) => {
    expect(keysOf(wish)).toEqual([key]);
    expect(faultsOf(wish).flatMap(missing)).toEqual([]);
  });

  it('has words for whatever else is wrong with a rule', () => {
    const names = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYYEARDAY', 'BYWEEKNO'];
    const part = fc.tuple(
      fc.constantFrom(...names, 'BYSETPOS', 'WKST', 'BYHOUR', 'BYMINUTE', 'BYSECOND', 'COLOUR', ''),
      fc.constantFrom(
        'DAILY',
        'WEEKLY',
        'MONTHLY',
        'YEARLY',
        'HOURLY',
        'MO',
        '2MO',
        '-53FR',
        '1',
        '400',
        '20261231',
        '',
      ),
      fc.constantFrom('=', '=', '=', '==', ' '),
    );
    const rules = fc
      .array(part, { maxLength: 5 })
      .map((parts) => parts.map(([name, value, equals]) => `${name}${equals}${value}`).join(';'));
    fc.assert(
      fc.property(fc.oneof(rules, fc.string({ unit: 'binary' })), (text) => {
        const read = parseRule(text);
        expect(read.ok ? [] : read.faults.flatMap(missing)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('speaks of a call’s recurrence only, and says the same but once', () => {
    const fault = (pointer: string, detail: string): InputFault => ({ pointer, detail });
    const errors = [
      fault('/recurrence/rrule', 'COUNT: gives more than 50 occurrences'),
      fault('/recurrence/rrule', 'COUNT: gives more than 50 occurrences'),
      fault('/title', 'is empty'),
      fault('/start', 'must be a wall time'),
    ];
    expect(ruleFaultsIn(errors)).toEqual([{ key: 'tooMany', values: { part: 'COUNT', max: '50' } }]);
  });
});
