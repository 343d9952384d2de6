import { DEFAULT_POLICY } from '../../src/scheduling/policy.js';
import { checkResolved, validatePolicy } from '../../src/scheduling/policy.validate.js';

function pointers(part: unknown): string[] {
  return validatePolicy(part).map(({ pointer }) => pointer);
}

describe('validatePolicy', () => {
  it('finds no fault in the defaults, nor in a part that says nothing', () => {
    expect(validatePolicy(DEFAULT_POLICY)).toEqual([]);
    expect(validatePolicy({})).toEqual([]);
  });

  it.each([
    ['shortestMinutes', 5, 20_160],
    ['longestMinutes', 5, 20_160],
    ['setupMinutes', 0, 480],
    ['cleanupMinutes', 0, 480],
  ])('bounds %s from %i to %i', (member, least, most) => {
    expect(pointers({ [member]: least })).toEqual([]);
    expect(pointers({ [member]: most })).toEqual([]);
    for (const bad of [least - 1, most + 1, least + 0.5, String(least), null, Number.NaN]) {
      expect(pointers({ [member]: bad })).toEqual([`/${member}`]);
    }
  });

  it.each([
    ['noticeMinutes', 0, 525_600],
    ['horizonDays', 1, 1100],
  ])('bounds %s from %i to %i for each booker', (member, least, most) => {
    expect(pointers({ [member]: { staff: least, member: most } })).toEqual([]);
    expect(pointers({ [member]: { staff: least - 1, member: most + 1 } })).toEqual([
      `/${member}/staff`,
      `/${member}/member`,
    ]);
    expect(pointers({ [member]: { staff: least } })).toEqual([`/${member}/member`]);
    expect(pointers({ [member]: least })).toEqual([`/${member}`]);
    expect(pointers({ [member]: { staff: most, member: most, guest: most } })).toEqual([`/${member}/guest`]);
  });

  it('takes the grids that divide an hour, and no others', () => {
    for (const good of [5, 10, 15, 20, 30, 60]) expect(pointers({ gridMinutes: good })).toEqual([]);
    for (const bad of [0, 1, 7, 45, 120, '15']) expect(pointers({ gridMinutes: bad })).toEqual(['/gridMinutes']);
  });

  it('takes only the words it knows', () => {
    expect(pointers({ approval: 'both', whoMayBook: 'nobody', visibility: 'private' })).toEqual([]);
    expect(pointers({ approval: 'office', whoMayBook: 'all', visibility: '' })).toEqual([
      '/approval',
      '/whoMayBook',
      '/visibility',
    ]);
  });

  it('reports misspelt members and what is no object', () => {
    expect(pointers({ longest: 60 })).toEqual(['/longest']);
    expect(pointers([])).toEqual(['']);
  });
});

describe('checkResolved', () => {
  it('accepts one length only, and refuses a shortest above the longest', () => {
    expect(checkResolved({ ...DEFAULT_POLICY, shortestMinutes: 240 })).toEqual([]);
    const faults = checkResolved({ ...DEFAULT_POLICY, shortestMinutes: 241 });
    expect(faults.map(({ pointer }) => pointer)).toEqual(['/shortestMinutes']);
  });
});
