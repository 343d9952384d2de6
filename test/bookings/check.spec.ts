import { createTestApp, type Caller, type TestApp } from '../support/app.js';
import { booked, CHECK, check, meeting, on, rowCounts, weekly } from './requests.js';

describe('checking a booking', () => {
  let app: TestApp;
  let office: Caller;
  beforeAll(async () => {
    app = await createTestApp();
    office = await app.as('office');
  });
  afterAll(() => app.close());

  it('says for a free time that it would be taken', async () => {
    expect(await check(office, meeting())).toEqual({
      ok: true,
      occurrences: [
        {
          start: '2026-09-02T14:00:00+08:00',
          end: '2026-09-02T15:00:00+08:00',
          zone: 'F3-MEET-2',
          heads: 20,
          ok: true,
          refusals: [],
          warnings: [],
          alternatives: [],
        },
      ],
      warnings: [],
      quotas: [],
      skipped: [],
    });
  });

  it('reads instants with any offset as well as wall times', async () => {
    const answer = await check(office, meeting({ start: '2026-09-02T06:00:00Z', end: '2026-09-02T09:00:00+02:00' }));
    expect(answer.occurrences).toMatchObject([
      { start: '2026-09-02T14:00:00+08:00', end: '2026-09-02T15:00:00+08:00', ok: true },
    ]);
  });

  it('gives a verdict for each date of a series and the dates it leaves out', async () => {
    const recurrence = { rrule: 'FREQ=WEEKLY;COUNT=5', days: 'skip-holidays' };
    const answer = await check(office, meeting({ ...on('2026-09-11', '14:00', '15:00'), recurrence }));
    expect(answer.ok).toBe(true);
    expect(answer.occurrences.map(({ start }) => start.slice(0, 10))).toEqual([
      '2026-09-11',
      '2026-09-18',
      '2026-10-09',
    ]);
    expect(answer.skipped).toEqual([
      { start: '2026-09-25T14:00', reason: 'holiday' },
      { start: '2026-10-02T14:00', reason: 'holiday' },
    ]);
  });

  it('is not ok as soon as one date is refused, but is with onConflict skip', async () => {
    await booked(office, meeting({ zone: 'F3-MEET-3', ...on('2026-09-09', '14:00', '15:00') }));
    const wish = weekly(3, { zone: 'F3-MEET-3' });
    const answer = await check(office, wish);
    expect([answer.ok, answer.occurrences.map(({ ok }) => ok)]).toEqual([false, [true, false, true]]);
    expect((await check(office, { ...wish, onConflict: 'skip' })).ok).toBe(true);
  });

  it('writes nothing, whatever it answers', async () => {
    const before = await rowCounts(app);
    await check(office, meeting());
    await check(office, weekly(20));
    await check(office, meeting({ heads: 900 }));
    await office.post(CHECK, meeting({ zone: 'NOWHERE' }));
    expect(await rowCounts(app)).toEqual(before);
  });

  it('needs a log-in', async () => {
    expect((await app.anonymous.post(CHECK, meeting())).status).toBe(401);
  });

  describe('warns', () => {
    it('about dates in a year whose holidays are not announced', async () => {
      const recurrence = { rrule: 'FREQ=WEEKLY;COUNT=2' };
      const answer = await check(office, meeting({ ...on('2026-12-30', '14:00', '15:00'), recurrence }));
      expect(answer.ok).toBe(true);
      expect(answer.occurrences.map(({ warnings }) => warnings)).toEqual([
        [],
        [{ code: 'calendar-unknown', year: 2027 }],
      ]);
      expect(answer.warnings).toEqual([{ code: 'calendar-unknown', year: 2027 }]);
    });

    it('a member who is booked elsewhere at that time', async () => {
      const member = await app.as('member');
      const other = await booked(member, meeting({ zone: 'F3-PERS-3', ...on('2026-09-10', '14:00', '15:00') }));
      const there = await check(member, meeting(on('2026-09-10', '14:30', '15:30')));
      expect([there.ok, there.warnings]).toEqual([true, [{ code: 'same-person-elsewhere', other: other.id }]]);
      expect((await check(member, meeting(on('2026-09-10', '15:00', '16:00')))).warnings).toEqual([]);
    });

    it('the desk about a caller who is booked elsewhere at that time', async () => {
      const desk = await app.as('desk');
      const onBehalfOf = { name: '王奶奶', phone: '0570-5550123' };
      const other = await booked(
        desk,
        meeting({ zone: 'F3-PERS-3', ...on('2026-09-11', '14:00', '15:00'), onBehalfOf }),
      );
      const same = await check(desk, meeting({ ...on('2026-09-11', '14:00', '15:00'), onBehalfOf }));
      expect(same.warnings).toEqual([{ code: 'same-person-elsewhere', other: other.id }]);
      const else_ = { name: '李爷爷', phone: '0570-5550199' };
      expect(
        (await check(desk, meeting({ ...on('2026-09-11', '14:00', '15:00'), onBehalfOf: else_ }))).warnings,
      ).toEqual([]);
    });
  });
});
