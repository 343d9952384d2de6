import { clockAfter, halfHours, hindranceOf, isGranted, spanOf } from '../../src/web/today/find.js';
import { GROUPS, speaksOf } from '../../src/web/today/groups.js';

const at = (clock: string): string => `2026-09-01T${clock}:00+08:00`;
const wish = { date: '2026-09-01', start: '14:00', end: '16:00', heads: 30 };
const span = spanOf(wish, '+08:00');
const taken = (start: string, end: string, minutes = 0) => ({
  start: at(start),
  end: at(end),
  zone: 'R',
  status: 'confirmed',
  setupMinutes: minutes,
  cleanupMinutes: minutes,
});
const zone = (change = {}) => ({
  code: 'R',
  mode: 'exclusive',
  open: [{ start: at('08:30'), end: at('20:30') }],
  closures: [],
  occurrences: [],
  ...change,
});
const whole = (): boolean => true;

describe('what stands in the way of a wish', () => {
  it.each([
    ['nothing', zone(), null],
    ['a date that ends when it starts', zone({ occurrences: [taken('12:00', '14:00')] }), null],
    ['a date that starts when it ends', zone({ occurrences: [taken('16:00', '17:00')] }), null],
    ['the clean-up of the date before', zone({ occurrences: [taken('12:00', '13:45', 30)] }), 'taken'],
    ['the set-up of the date after', zone({ occurrences: [taken('16:15', '17:00', 30)] }), 'taken'],
    ['a date within it', zone({ occurrences: [taken('14:30', '15:00')] }), 'taken'],
    ['closing before its end', zone({ open: [{ start: at('08:30'), end: at('15:59') }] }), 'closed'],
    [
      'a lunch break',
      zone({
        open: [
          { start: at('08:00'), end: at('14:30') },
          { start: at('15:00'), end: at('20:00') },
        ],
      }),
      'closed',
    ],
    ['a closure', zone({ closures: [{ start: at('15:59'), end: at('18:00'), reason: 'x' }] }), 'closure'],
  ])('%s', (_, day, expected) => {
    expect(hindranceOf(day, span, whole)).toBe(expected);
  });

  it('in a shared zone only what takes all of it', () => {
    const shared = zone({ mode: 'shared', occurrences: [taken('14:00', '16:00')] });
    expect(hindranceOf(shared, span, () => false)).toBeNull();
    expect(hindranceOf(shared, span, whole)).toBe('taken');
  });

  it('is nothing when the server grants the whole time in one piece', () => {
    expect(isGranted([{ start: at('14:00'), end: at('16:00') }], span)).toBe(true);
    expect(
      isGranted(
        [
          { start: at('14:00'), end: at('15:00') },
          { start: at('15:00'), end: at('16:00') },
        ],
        span,
      ),
    ).toBe(false);
  });
});

describe('clock times', () => {
  it('go in half hours within the bounds, and never past midnight', () => {
    expect(halfHours('08:15', '10:00')).toEqual(['08:30', '09:00', '09:30', '10:00']);
    expect(halfHours('22:00', '24:00').at(-1)).toBe('24:00');
    expect(halfHours('10:00', '09:00')).toEqual([]);
    expect(clockAfter('23:00', 120)).toBe('24:00');
    expect(clockAfter('14:00', 120)).toBe('16:00');
  });
});

describe('for whom a zone is', () => {
  it.each([
    ['老年娱乐中心', ['old']],
    ['Elder activity centre', ['old']],
    ['儿童成长中心', ['young']],
    ['暖"新"托班', ['young', 'new']],
    ['社区大客厅', []],
  ])('%s', (name, groups) => {
    expect(GROUPS.filter((group) => speaksOf(group, [name]))).toEqual(groups);
  });
});
