import { DEFAULT_POLICY, inheritPolicy, policyRefusals, type PolicyQuestion } from '../../src/scheduling/policy.js';
import type { BookerKind, PolicyPart } from '../../src/scheduling/policy.types.js';
import type { Refusal } from '../../src/scheduling/refusals.js';
import { addMinutes, toInstant } from '../../src/scheduling/time.js';
import { at, SHANGHAI, wall } from './dukou-hours.js';

interface Wish {
  start: string;
  minutes?: number;
  booker?: BookerKind;
  part?: PolicyPart;
  now?: string;
  timeZone?: string;
}

/** A member's wish for an hour, asked for at noon on Friday 9 October 2026. */
function refusals({ start, minutes = 60, booker = 'member', part = {}, now, timeZone = SHANGHAI }: Wish): Refusal[] {
  const startAt = toInstant(wall(start), timeZone);
  const question: PolicyQuestion = {
    policy: inheritPolicy([part]),
    booker,
    start: wall(start),
    end: addMinutes(wall(start), minutes),
    startAt,
    endAt: (startAt + minutes * 60_000) as typeof startAt,
    now: at(now ?? '2026-10-09T12:00:00+08:00'),
    timeZone,
    zone: 'F3-MEET-2',
  };
  return policyRefusals(question);
}

const OFFICE = { zone: 'F3-MEET-2', waivableBy: 'office' };
const NOBODY = { zone: 'F3-MEET-2', waivableBy: 'nobody' };

describe('inheritPolicy', () => {
  it('gives the defaults where nobody says anything', () => {
    expect(inheritPolicy([])).toEqual(DEFAULT_POLICY);
    expect(inheritPolicy([{}, {}])).toEqual(DEFAULT_POLICY);
  });

  it('takes each rule from the deepest part that names it', () => {
    const policy = inheritPolicy([
      { longestMinutes: 300, approval: 'centre' },
      { longestMinutes: 600, setupMinutes: 30 },
      { approval: 'none' },
    ]);
    expect(policy).toEqual({ ...DEFAULT_POLICY, longestMinutes: 600, setupMinutes: 30, approval: 'none' });
  });

  it('treats a rule that is undefined as left out', () => {
    expect(inheritPolicy([{ gridMinutes: 30 }, { gridMinutes: undefined }]).gridMinutes).toBe(30);
  });
});

describe('policyRefusals', () => {
  it('finds nothing wrong with an ordinary wish', () => {
    expect(refusals({ start: '2026-10-12T14:00' })).toEqual([]);
  });

  describe('in-the-past', () => {
    it('accepts a start at this very minute and refuses the minute before', () => {
      expect(refusals({ start: '2026-10-09T12:00', booker: 'staff' })).toEqual([]);
      expect(refusals({ start: '2026-10-09T11:59', booker: 'staff', part: { gridMinutes: 1 } })).toEqual([
        { code: 'in-the-past', ...NOBODY, now: at('2026-10-09T12:00:00+08:00') },
      ]);
    });

    it('does not add that it is too soon', () => {
      expect(refusals({ start: '2026-10-09T11:00' }).map(({ code }) => code)).toEqual(['in-the-past']);
    });
  });

  describe('too-soon', () => {
    it('accepts a start exactly after the notice and refuses one before', () => {
      expect(refusals({ start: '2026-10-09T14:00' })).toEqual([]);
      expect(refusals({ start: '2026-10-09T13:45' })).toEqual([
        { code: 'too-soon', ...OFFICE, noticeMinutes: 120, earliest: at('2026-10-09T14:00:00+08:00') },
      ]);
    });

    it('names a whole minute as the earliest start', () => {
      const earliest = at('2026-10-09T14:01:00+08:00');
      expect(refusals({ start: '2026-10-09T14:00', now: '2026-10-09T12:00:01+08:00' })).toMatchObject([{ earliest }]);
    });

    it('asks the centre’s own people for their own notice', () => {
      expect(refusals({ start: '2026-10-09T12:15', booker: 'staff' })).toEqual([]);
      const part = { noticeMinutes: { staff: 30, member: 0 } };
      expect(refusals({ start: '2026-10-09T12:15', booker: 'staff', part })).toMatchObject([{ code: 'too-soon' }]);
      expect(refusals({ start: '2026-10-09T12:15', part })).toEqual([]);
    });
  });

  describe('too-far-ahead', () => {
    // 180 days after 9 October 2026 is 7 April 2027; 400 days after it is 13 November 2027.
    it('accepts the last minute of the last day and refuses the next day', () => {
      expect(refusals({ start: '2027-04-07T23:45' })).toEqual([]);
      expect(refusals({ start: '2027-04-08T00:00' })).toEqual([
        { code: 'too-far-ahead', ...OFFICE, horizonDays: 180, latest: at('2027-04-07T23:59:00+08:00') },
      ]);
    });

    it('lets the centre’s own people see further', () => {
      expect(refusals({ start: '2027-11-13T10:00', booker: 'staff' })).toEqual([]);
      expect(refusals({ start: '2027-11-14T10:00', booker: 'staff' })).toMatchObject([{ horizonDays: 400 }]);
    });

    it('counts from the date in the centre’s zone, not in UTC', () => {
      const justAfterMidnight = '2026-10-09T16:30:00Z';
      expect(refusals({ start: '2027-04-08T10:00', now: justAfterMidnight })).toEqual([]);
    });
  });

  describe('too-short and too-long', () => {
    it('accept the shortest and the longest and refuse a minute less or more', () => {
      const start = '2026-10-12T09:00';
      expect(refusals({ start, minutes: 30 })).toEqual([]);
      expect(refusals({ start, minutes: 29 })).toEqual([
        { code: 'too-short', ...OFFICE, minutes: 29, shortestMinutes: 30 },
      ]);
      expect(refusals({ start, minutes: 240 })).toEqual([]);
      expect(refusals({ start, minutes: 241 })).toEqual([
        { code: 'too-long', ...OFFICE, minutes: 241, longestMinutes: 240 },
      ]);
    });

    it('count real minutes over a clock change', () => {
      const startAt = at('2027-10-31T01:00:00+02:00');
      const question = {
        policy: DEFAULT_POLICY,
        booker: 'staff',
        start: wall('2027-10-31T01:00'),
        end: wall('2027-10-31T05:00'),
        startAt,
        endAt: at('2027-10-31T05:00:00+01:00'),
        now: at('2027-10-01T00:00:00Z'),
        timeZone: 'Europe/Oslo',
        zone: 'F3-MEET-2',
      } as const;
      expect(policyRefusals(question)).toEqual([{ code: 'too-long', ...OFFICE, minutes: 300, longestMinutes: 240 }]);
    });
  });

  describe('off-grid', () => {
    it('gives the nearest starts before and after', () => {
      expect(refusals({ start: '2026-10-12T09:20' })).toEqual([
        { code: 'off-grid', ...OFFICE, gridMinutes: 15, nearest: ['2026-10-12T09:15', '2026-10-12T09:30'] },
      ]);
    });

    it('gives the next day’s midnight at the end of a day', () => {
      expect(refusals({ start: '2026-10-12T23:30', part: { gridMinutes: 60 } })).toMatchObject([
        { nearest: ['2026-10-12T23:00', '2026-10-13T00:00'] },
      ]);
    });

    it('does not ask about the end', () => {
      expect(refusals({ start: '2026-10-12T09:15', minutes: 37 })).toEqual([]);
    });
  });

  describe('not-bookable', () => {
    const start = '2026-10-12T09:00';

    it.each(['staff', 'member'] as const)('refuses %s where nobody may book', (booker) => {
      expect(refusals({ start, booker, part: { whoMayBook: 'nobody' } })).toEqual([
        { code: 'not-bookable', ...NOBODY, why: 'zone' },
      ]);
    });

    it('refuses members, not the centre’s people, where only staff may book', () => {
      expect(refusals({ start, part: { whoMayBook: 'staff' } })).toEqual([
        { code: 'not-bookable', ...NOBODY, why: 'who' },
      ]);
      expect(refusals({ start, booker: 'staff', part: { whoMayBook: 'staff' } })).toEqual([]);
    });
  });

  it('gives every reason at once', () => {
    const part = { whoMayBook: 'staff', longestMinutes: 60 } as const;
    expect(refusals({ start: '2026-10-09T12:50', minutes: 90, part }).map(({ code }) => code)).toEqual([
      'not-bookable',
      'too-soon',
      'too-long',
      'off-grid',
    ]);
  });
});
