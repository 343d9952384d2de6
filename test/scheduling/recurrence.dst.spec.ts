import { granted } from './recurrence.fixture.js';

const OFFSET_BLIND = /^.*T(\d\d:\d\d)$/;

/** The instants of a series in UTC, as `MM-DDTHH:MM`. */
function inUtc(timeZone: string, start: string, rrule: string): string[] {
  return granted({ timeZone, start, rrule }).occurrences.map(({ instant }) =>
    new Date(instant).toISOString().slice(5, 16),
  );
}

describe('a series across a change of clocks', () => {
  it('keeps the wall time and moves the instant in Oslo', () => {
    expect(inUtc('Europe/Oslo', '2026-03-27T19:00', 'FREQ=DAILY;COUNT=4')).toEqual([
      '03-27T18:00',
      '03-28T18:00',
      '03-29T17:00',
      '03-30T17:00',
    ]);
  });

  it('skips and reports a time that does not exist in Oslo, and does not count it', () => {
    const { occurrences, skipped, complete } = granted({
      timeZone: 'Europe/Oslo',
      start: '2026-03-28T02:30',
      rrule: 'FREQ=DAILY;COUNT=3',
    });
    expect(occurrences.map(({ local }) => local)).toEqual(['2026-03-28T02:30', '2026-03-30T02:30', '2026-03-31T02:30']);
    expect(skipped).toEqual([{ local: '2026-03-29T02:30', reason: 'nonexistent' }]);
    expect(complete).toBe(true);
  });

  it('takes the first of a time that comes twice in New York', () => {
    expect(inUtc('America/New_York', '2026-10-31T01:30', 'FREQ=DAILY;COUNT=3')).toEqual([
      '10-31T05:30',
      '11-01T05:30',
      '11-02T06:30',
    ]);
  });

  it('follows the half hour of Lord Howe', () => {
    expect(inUtc('Australia/Lord_Howe', '2026-10-03T02:45', 'FREQ=DAILY;COUNT=3')).toEqual([
      '10-02T16:15',
      '10-03T15:45',
      '10-04T15:45',
    ]);
    const { skipped } = granted({
      timeZone: 'Australia/Lord_Howe',
      start: '2026-10-03T02:15',
      rrule: 'FREQ=DAILY;COUNT=3',
    });
    expect(skipped).toEqual([{ local: '2026-10-04T02:15', reason: 'nonexistent' }]);
  });

  it('follows Casablanca out of and back into its standard time around Ramadan', () => {
    expect(inUtc('Africa/Casablanca', '2025-02-22T19:00', 'FREQ=WEEKLY;COUNT=8')).toEqual([
      '02-22T18:00',
      '03-01T19:00',
      '03-08T19:00',
      '03-15T19:00',
      '03-22T19:00',
      '03-29T19:00',
      '04-05T19:00',
      '04-12T18:00',
    ]);
  });

  it('stays eight hours ahead of UTC all year in Shanghai', () => {
    expect(inUtc('Asia/Shanghai', '2026-01-15T19:00', 'FREQ=MONTHLY;INTERVAL=3;COUNT=4')).toEqual([
      '01-15T11:00',
      '04-15T11:00',
      '07-15T11:00',
      '10-15T11:00',
    ]);
  });

  it('skips the date that Samoa left out', () => {
    const { occurrences, skipped } = granted({
      timeZone: 'Pacific/Apia',
      start: '2011-12-28T10:00',
      rrule: 'FREQ=DAILY;UNTIL=20111231',
    });
    expect(occurrences.map(({ local }) => local)).toEqual(['2011-12-28T10:00', '2011-12-29T10:00', '2011-12-31T10:00']);
    expect(skipped).toEqual([{ local: '2011-12-30T10:00', reason: 'nonexistent' }]);
  });

  it('compares an UNTIL in UTC as an instant', () => {
    const given = { timeZone: 'America/New_York', start: '2026-10-30T19:00' };
    const last = (until: string): string | undefined =>
      granted({ ...given, rrule: `FREQ=DAILY;UNTIL=${until}` }).occurrences.at(-1)?.local;
    expect(last('20261102T000000Z')).toBe('2026-11-01T19:00');
    expect(last('20261101T235900Z')).toBe('2026-10-31T19:00');
    expect(last('20261101T190000')).toBe('2026-11-01T19:00');
    expect(last('20261101T185900')).toBe('2026-10-31T19:00');
    expect(last('20261101')).toBe('2026-11-01T19:00');
  });

  it('holds an UNTIL in the second round of an hour against the first round', () => {
    const given = { timeZone: 'America/New_York', start: '2026-10-31T01:45' };
    expect(granted({ ...given, rrule: 'FREQ=DAILY;UNTIL=20261101T063000Z' }).occurrences).toHaveLength(2);
    expect(granted({ ...given, rrule: 'FREQ=DAILY;UNTIL=20261101T053000Z' }).occurrences).toHaveLength(1);
  });

  it('shows the same time of day on every date', () => {
    const { occurrences } = granted({
      timeZone: 'Europe/Oslo',
      start: '2026-01-01T08:15',
      rrule: 'FREQ=DAILY;COUNT=365',
    });
    expect(new Set(occurrences.map(({ local }) => OFFSET_BLIND.exec(local)?.[1]))).toEqual(new Set(['08:15']));
  });
});
