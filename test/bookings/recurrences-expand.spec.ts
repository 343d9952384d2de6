import { createTestApp, type Answer, type Caller, type TestApp } from '../support/app.js';
import type { ProblemBody, Wish } from './requests.js';

interface Expansion {
  occurrences: { local: string; instant: string }[];
  skipped: { local: string; reason: string }[];
  complete: boolean;
}

describe('expanding a recurrence', () => {
  let app: TestApp;
  let member: Caller;
  beforeAll(async () => {
    app = await createTestApp();
    member = await app.as('member');
  });
  afterAll(() => app.close());

  const expand = (wish: Wish, caller = member): Promise<Answer<Expansion & ProblemBody>> =>
    caller.post('/api/v1/recurrences/expand', wish);
  const daily = { start: '2026-09-02T14:00', timeZone: 'Asia/Shanghai', rrule: 'FREQ=DAILY;COUNT=2' };

  it('gives wall times and instants', async () => {
    const answer = await expand(daily);
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        occurrences: [
          { local: '2026-09-02T14:00', instant: '2026-09-02T14:00:00+08:00' },
          { local: '2026-09-03T14:00', instant: '2026-09-03T14:00:00+08:00' },
        ],
        skipped: [],
        complete: true,
      },
    ]);
  });

  it('keeps the wall clock over the end of summer time in Oslo, and takes the first of a time that comes twice', async () => {
    const { body } = await expand({ start: '2026-10-24T02:30', timeZone: 'Europe/Oslo', rrule: 'FREQ=DAILY;COUNT=3' });
    expect(body.occurrences.map(({ instant }) => instant)).toEqual([
      '2026-10-24T02:30:00+02:00',
      '2026-10-25T02:30:00+02:00',
      '2026-10-26T02:30:00+01:00',
    ]);
  });

  it('skips and reports the time that the start of summer time in Oslo leaves out', async () => {
    const rule = { timeZone: 'Europe/Oslo', rrule: 'FREQ=DAILY;UNTIL=20270329' };
    const { body } = await expand({ ...rule, start: '2027-03-27T02:30' });
    expect(body.occurrences.map(({ instant }) => instant)).toEqual([
      '2027-03-27T02:30:00+01:00',
      '2027-03-29T02:30:00+02:00',
    ]);
    expect(body.skipped).toEqual([{ local: '2027-03-28T02:30', reason: 'nonexistent' }]);
  });

  it('leaves out and adds dates', async () => {
    const { body } = await expand({ ...daily, exdates: ['2026-09-03'], rdates: ['2026-09-05', '2026-09-06T09:00'] });
    expect(body.occurrences.map(({ local }) => local)).toEqual([
      '2026-09-02T14:00',
      '2026-09-05T14:00',
      '2026-09-06T09:00',
    ]);
  });

  it('stops at the limit and says that there is more', async () => {
    const { body } = await expand({ ...daily, rrule: 'FREQ=DAILY', limit: 3 });
    expect([body.occurrences.length, body.complete]).toEqual([3, false]);
    const exact = await expand({ ...daily, rrule: 'FREQ=DAILY;COUNT=3', limit: 3 });
    expect([exact.body.occurrences.length, exact.body.complete]).toEqual([3, true]);
  });

  it('starts in the time zone asked for when an instant is sent', async () => {
    const { body } = await expand({ ...daily, start: '2026-09-02T06:00:00Z' });
    expect(body.occurrences[0]).toEqual({ local: '2026-09-02T14:00', instant: '2026-09-02T14:00:00+08:00' });
  });

  it('needs a log-in', async () => {
    expect((await expand(daily, app.anonymous)).status).toBe(401);
  });

  it.each([
    ['an unknown zone', { timeZone: 'Mars/Olympus' }, '/timeZone'],
    ['an offset for a zone', { timeZone: '+08:00' }, '/timeZone'],
    ['30 February', { start: '2026-02-30T14:00' }, '/start'],
    ['an unknown frequency', { rrule: 'FREQ=NEVER;COUNT=2' }, '/rrule'],
    ['every second', { rrule: 'FREQ=SECONDLY;COUNT=2' }, '/rrule'],
    ['times of day in the rule', { rrule: 'FREQ=DAILY;BYHOUR=9;COUNT=2' }, '/rrule'],
    ['COUNT and UNTIL', { rrule: 'FREQ=DAILY;COUNT=2;UNTIL=20261231' }, '/rrule'],
    ['an interval of none', { rrule: 'FREQ=DAILY;INTERVAL=0;COUNT=2' }, '/rrule'],
    ['a part twice', { rrule: 'FREQ=DAILY;COUNT=2;COUNT=3' }, '/rrule'],
    ['an end before the start', { rrule: 'FREQ=DAILY;UNTIL=20200101' }, '/rrule'],
    ['an exdate that is none', { exdates: ['2026-13-01'] }, '/exdates'],
    ['an rdate that is none', { rdates: ['tomorrow'] }, '/rdates'],
    ['a limit of none', { limit: 0 }, '/limit'],
    ['no rule', { rrule: '' }, '/rrule'],
    ['a rule for an object', { rrule: { FREQ: 'DAILY' } }, '/rrule'],
  ])('calls %s bad input', async (_, changes, pointer) => {
    const answer = await expand({ ...daily, ...changes });
    expect([answer.status, answer.body.errors?.map((error) => error.pointer)]).toEqual([400, [pointer]]);
  });

  it.each([
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO',
    'FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU;BYSETPOS=-366',
    'FREQ=MONTHLY;BYDAY=5MO,5TU,-5SU;BYMONTHDAY=31,-31;BYSETPOS=366,-366',
  ])('answers within a second for %s', async (rrule) => {
    const before = performance.now();
    const answer = await expand({ ...daily, rrule });
    expect([200, 400]).toContain(answer.status);
    expect(performance.now() - before).toBeLessThan(1000);
  });
});
