import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { createTestApp, type Caller, type TestApp } from '../support/app.js';
import { booked, CENTRE, check, meeting, nth, on, readerOf, refusalsOf, startsOf, type Wish } from './requests.js';

describe('the centre without a double booking', () => {
  let app: TestApp;
  let office: Caller;
  beforeEach(async () => {
    app = await createTestApp();
    office = await app.as('office');
  });
  afterEach(() => app.close());

  const codes = async (wish: Wish): Promise<string[]> => (await refusalsOf(office, wish)).map(({ code }) => code);

  it('refuses Middle, Middle + West and the whole hall while East + Middle is taken, and leaves West free', async () => {
    await booked(office, meeting({ zone: 'F1-HALL-AB', heads: 40 }));
    for (const zone of ['F1-HALL-B', 'F1-HALL-BC', 'F1-HALL', 'F1-HALL-A', 'F1-HALL-AB'])
      expect([zone, await codes(meeting({ zone, heads: 40 }))]).toEqual([zone, ['occupied']]);
    expect(await codes(meeting({ zone: 'F1-HALL-C', heads: 40 }))).toEqual([]);
  });

  it('takes 36 people into the chess space in several groups, and not the 37th', async () => {
    for (const heads of [16, 10, 9, 1]) await booked(office, meeting({ zone: 'F1-CHESS', heads }));
    expect(await refusalsOf(office, meeting({ zone: 'F1-CHESS', heads: 1 }))).toMatchObject([
      { code: 'over-capacity', of: 'seats', units: 36, claimed: 36, asked: 1 },
    ]);
    expect(await codes(meeting({ zone: 'F1-CHESS', heads: 36, ...on('2026-09-02', '15:00', '16:00') }))).toEqual([]);
  });

  it('refuses the whole elder centre while a group is in its reading room', async () => {
    await booked(office, meeting({ zone: 'F2-ELDER-3', heads: 2, title: 'Reading' }));
    expect(await refusalsOf(office, meeting({ zone: 'F2-ELDER' }))).toMatchObject([
      { code: 'occupied', met: [{ title: 'Reading', zone: 'F2-ELDER-3' }] },
    ]);
    expect(await codes(meeting({ zone: 'F2-ELDER-1' }))).toEqual([]);
  });

  it('counts the heads of all rooms against the 260 of the first floor', async () => {
    await booked(office, meeting({ zone: 'F1-HALL', heads: 200 }));
    await booked(office, meeting({ zone: 'F1-CHESS', heads: 36 }));
    await booked(office, meeting({ zone: 'F1-WELL-3', heads: 20 }));
    expect(await codes(meeting({ zone: 'F1-WELL-2', heads: 4 }))).toEqual([]);
    expect(await refusalsOf(office, meeting({ zone: 'F1-WELL-2', heads: 5 }))).toMatchObject([
      { code: 'over-capacity', of: 'limit', zone: 'F1', units: 260, claimed: 256, asked: 5 },
    ]);
  });

  it('sells no raised seats of the chess space inside a booking of the whole', async () => {
    const admin = await app.as('admin');
    const combined = { code: 'F1-PLAY', name: 'Chess and counters', parent: 'F1', mode: 'exclusive', seats: 90 };
    const made = await admin.post(`${CENTRE}/zones`, { ...combined, parts: ['F1-CHESS', 'F1-SVC'] });
    expect(made.status).toBe(201);
    await booked(office, meeting({ zone: 'F1-PLAY', heads: 10 }));
    await booked(office, meeting({ zone: 'F2-ELDER', heads: 10 }));
    for (const zone of ['F1-CHESS', 'F2-ELDER-3']) {
      const read = await admin.get(`${CENTRE}/zones/${zone}`);
      const raised = await admin.call('PATCH', `${CENTRE}/zones/${zone}`, {
        body: { seats: 60 },
        ifMatch: String(read.headers['etag']),
      });
      expect([zone, raised.status, raised.body['seats']]).toEqual([zone, 200, 60]);
      expect([zone, await codes(meeting({ zone, heads: 1 }))]).toEqual([zone, ['occupied']]);
    }
    expect(await codes(meeting({ zone: 'F1-CHESS', heads: 60, ...on('2026-09-02', '16:00', '17:00') }))).toEqual([]);
  });

  it('lets the database refuse an UPDATE of claims that would overlap', async () => {
    const first = nth((await booked(office, meeting())).occurrences, 0).id;
    const second = nth((await booked(office, meeting(on('2026-09-02', '15:00', '16:00')))).occurrences, 0).id;
    const claims = (): Promise<object[]> =>
      readerOf(app).all('SELECT * FROM claims WHERE owner_id IN (?, ?) ORDER BY owner_id, cell_id', [first, second]);
    const before = await claims();
    const unitOfWork = app.app.get(UnitOfWork, { strict: false });
    const update = (text: string): Promise<number> =>
      unitOfWork.run((tx) => tx.run(`UPDATE claims SET ${text} WHERE owner_id = ? AND exclusive = 1`, [second]));
    await expect(update('from_at = from_at - 1')).rejects.toThrow('refused a claim: occupied');
    await expect(update('from_at = from_at - 3600000, until_at = until_at - 3600000')).rejects.toThrow('refused');
    expect(await claims()).toEqual(before);
    expect(await update('until_at = until_at + 1')).toBe(1);
  });
});

describe('the days of the centre', () => {
  let app: TestApp;
  let office: Caller;
  beforeAll(async () => {
    app = await createTestApp();
    office = await app.as('office');
  });
  afterAll(() => app.close());

  const hoursOf = async (zone: string, date: string): Promise<string[]> => {
    const path = `${CENTRE}/zones/${zone}/availability?from=${date}&to=${date}`;
    const { body } = await app.anonymous.get<{ open: { start: string; end: string }[] }>(path);
    return body.open.map(({ start, end }) => `${start.slice(11, 16)}-${end.slice(11, 16)}`);
  };

  it('are closed on 1 October 2026, but for the chess space and the elders from 9 to 16', async () => {
    expect(await hoursOf('F3-MEET-2', '2026-10-01')).toEqual([]);
    expect(await hoursOf('F1-SVC', '2026-10-01')).toEqual([]);
    expect(await hoursOf('F1-CHESS', '2026-10-01')).toEqual(['09:00-16:00']);
    expect(await hoursOf('F2-ELDER-3', '2026-10-01')).toEqual(['09:00-16:00']);
    const day = (from: string, to: string): Wish => on('2026-10-01', from, to);
    expect(await refusalsOf(office, meeting({ zone: 'F1-CHESS', heads: 5, ...day('09:00', '13:00') }))).toEqual([]);
    expect(await refusalsOf(office, meeting({ zone: 'F1-CHESS', heads: 5, ...day('15:00', '16:15') }))).toMatchObject([
      { code: 'outside-opening-hours' },
    ]);
  });

  it('follow a weekday on 10 October 2026, a Saturday that is worked', async () => {
    expect(await hoursOf('F3-MEET-2', '2026-10-10')).toEqual(['08:30-20:30']);
    expect(await hoursOf('F1-SVC', '2026-10-10')).toEqual(['08:30-12:00', '13:30-17:30']);
    expect(await hoursOf('F2-KIDS-2', '2026-10-10')).toEqual(['15:30-20:00']);
    expect(await hoursOf('F3-MEET-2', '2026-10-17')).toEqual(['09:00-20:30']);
  });

  it('say what they are, and of 2027 that nobody knows', async () => {
    const kinds = async (from: string, to: string): Promise<string[]> => {
      const path = `${CENTRE}/days?from=${from}&to=${to}`;
      const { body } = await app.anonymous.get<{ items: { date: string; kind: string }[] }>(path);
      return body.items.map(({ date, kind }) => `${date.slice(5)} ${kind}`);
    };
    expect(await kinds('2026-09-30', '2026-10-01')).toEqual(['09-30 working', '10-01 holiday']);
    expect(await kinds('2026-10-07', '2026-10-11')).toEqual([
      '10-07 holiday',
      '10-08 working',
      '10-09 working',
      '10-10 make-up',
      '10-11 weekend',
    ]);
    expect(await kinds('2027-05-01', '2027-05-03')).toEqual(['05-01 unknown', '05-02 unknown', '05-03 unknown']);
    expect(await hoursOf('F3-MEET-2', '2027-05-03')).toEqual(['08:30-20:30']);
  });

  it('take Saturday 10 October into a series of working days, and leave 1 to 7 October out', async () => {
    const rrule = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261013';
    const wish = meeting({ ...on('2026-09-28', '14:00', '15:00'), recurrence: { rrule, days: 'working-days' } });
    const preview = await check(office, wish);
    const dates = (await booked(office, wish)).occurrences.map(({ start }) => start.slice(5, 10));
    expect(dates).toEqual(['09-28', '09-29', '09-30', '10-08', '10-09', '10-10', '10-12', '10-13']);
    expect(startsOf(preview).map((start) => start.slice(5, 10))).toEqual(dates);
    expect(preview.skipped.map(({ start, reason }) => `${start.slice(5, 10)} ${reason}`)).toEqual([
      '10-01 holiday',
      '10-02 holiday',
      '10-05 holiday',
      '10-06 holiday',
      '10-07 holiday',
    ]);
  });
});
