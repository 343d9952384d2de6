import { createTestApp, type Caller, type TestApp } from '../support/app.js';
import { booked, CENTRE, check, meeting, on, refusalsOf } from './requests.js';

/** Each test has a day of its own, so that all share one centre. The clock stands at 10:00 on 24 August 2026. */
describe('a refusal names the rule, what it met and who may set it aside', () => {
  let app: TestApp;
  let office: Caller;
  let desk: Caller;
  let member: Caller;
  beforeAll(async () => {
    app = await createTestApp();
    office = await app.as('office');
    desk = await app.as('desk');
    member = await app.as('member');
  });
  afterAll(() => app.close());

  it('occupied, by what is confirmed', async () => {
    const day = '2026-09-03';
    const other = await booked(office, meeting({ ...on(day, '14:30', '16:00'), title: 'Choir', visibility: 'public' }));
    expect(await refusalsOf(member, meeting(on(day, '14:00', '15:00')))).toEqual([
      {
        code: 'occupied',
        zone: 'F3-MEET-2',
        pending: false,
        met: [
          {
            kind: 'booking',
            id: other.id,
            title: 'Choir',
            zone: 'F3-MEET-2',
            start: '2026-09-03T14:30:00+08:00',
            end: '2026-09-03T16:00:00+08:00',
            pending: false,
          },
        ],
        waivableBy: 'nobody',
      },
    ]);
  });

  it('occupied, without title or id of what the asker may not see', async () => {
    const day = '2026-09-04';
    await booked(office, meeting({ ...on(day, '14:00', '15:00'), title: 'Budget', visibility: 'internal' }));
    const [refusal] = await refusalsOf(member, meeting(on(day, '14:00', '15:00')));
    expect(refusal?.['met']).toEqual([
      { kind: 'booking', start: '2026-09-04T14:00:00+08:00', end: '2026-09-04T15:00:00+08:00', pending: false },
    ]);
  });

  it('occupied and pending, when requests are all it met', async () => {
    const day = '2026-09-05';
    await booked(desk, meeting({ zone: 'F1-HALL-A', ...on(day, '14:00', '15:00') }));
    const hall = meeting({ zone: 'F1-HALL', heads: 100, ...on(day, '14:00', '15:00') });
    expect(await refusalsOf(office, hall)).toMatchObject([
      { code: 'occupied', pending: true, met: [{ zone: 'F1-HALL-A', pending: true }], waivableBy: 'nobody' },
    ]);
    await booked(office, meeting({ zone: 'F1-HALL-B', ...on(day, '14:00', '15:00') }));
    expect(await refusalsOf(office, hall)).toMatchObject([{ code: 'occupied', pending: false, met: [{}, {}] }]);
  });

  it('over-capacity of shared seats, of a limit above, and of the room itself', async () => {
    const day = '2026-09-08';
    await booked(office, meeting({ zone: 'F1-CHESS', heads: 30, ...on(day, '10:00', '11:00') }));
    expect(await refusalsOf(office, meeting({ zone: 'F1-CHESS', heads: 7, ...on(day, '10:30', '11:30') }))).toEqual([
      {
        code: 'over-capacity',
        of: 'seats',
        zone: 'F1-CHESS',
        units: 36,
        claimed: 30,
        asked: 7,
        pending: false,
        waivableBy: 'nobody',
      },
    ]);
    await booked(office, meeting({ zone: 'F1-HALL', heads: 240, ...on(day, '14:00', '15:00') }));
    expect(
      await refusalsOf(office, meeting({ zone: 'F1-CHESS', heads: 21, ...on(day, '14:00', '15:00') })),
    ).toMatchObject([{ code: 'over-capacity', of: 'limit', zone: 'F1', units: 260, claimed: 240, asked: 21 }]);
    expect(await refusalsOf(office, meeting({ heads: 21, ...on(day, '14:00', '15:00') }))).toMatchObject([
      { code: 'over-capacity', of: 'zone', zone: 'F3-MEET-2', units: 20, asked: 21, waivableBy: 'nobody' },
    ]);
  });

  it('outside-opening-hours, with when it is open', async () => {
    expect(await refusalsOf(office, meeting(on('2026-09-09', '20:00', '20:45')))).toMatchObject([
      {
        code: 'outside-opening-hours',
        zone: 'F3-MEET-2',
        open: [{ start: '2026-09-09T08:30', end: '2026-09-09T20:30' }],
        waivableBy: 'office',
      },
    ]);
    expect(await refusalsOf(office, meeting(on('2026-10-01', '14:00', '15:00')))).toMatchObject([
      { code: 'outside-opening-hours', open: [], reason: '国庆节', reasonEn: 'National Day' },
    ]);
  });

  it('closed, with the reason and until when', async () => {
    const closure = { zone: 'F3-MEET-2', ...on('2026-09-10', '13:00', '17:00'), reason: 'Painting' };
    const made = await office.post<{ id: string }>(`${CENTRE}/closures`, closure);
    expect(made.status).toBe(201);
    expect(await refusalsOf(office, meeting(on('2026-09-10', '16:00', '18:00')))).toEqual([
      {
        code: 'closed',
        closure: made.body.id,
        zone: 'F3-MEET-2',
        reason: 'Painting',
        start: '2026-09-10T13:00:00+08:00',
        end: '2026-09-10T17:00:00+08:00',
        waivableBy: 'nobody',
      },
    ]);
    expect(await refusalsOf(office, meeting(on('2026-09-10', '17:00', '18:00')))).toEqual([]);
  });

  it('in-the-past, but not for what starts at this very minute', async () => {
    expect(await refusalsOf(office, meeting(on('2026-08-24', '09:45', '11:00')))).toEqual([
      { code: 'in-the-past', zone: 'F3-MEET-2', now: '2026-08-24T10:00:00+08:00', waivableBy: 'nobody' },
    ]);
    expect(await refusalsOf(office, meeting(on('2026-08-24', '10:00', '11:00')))).toEqual([]);
  });

  it('too-soon for a member within the notice of two hours', async () => {
    expect(await refusalsOf(member, meeting(on('2026-08-24', '11:45', '12:45')))).toEqual([
      {
        code: 'too-soon',
        zone: 'F3-MEET-2',
        noticeMinutes: 120,
        earliest: '2026-08-24T12:00:00+08:00',
        waivableBy: 'office',
      },
    ]);
    expect(await refusalsOf(member, meeting(on('2026-08-24', '12:00', '13:00')))).toEqual([]);
  });

  it('too-far-ahead for a member after 180 days, and for staff after 400', async () => {
    expect(await refusalsOf(member, meeting(on('2027-02-20', '14:00', '15:00')))).toEqual([]);
    expect(await refusalsOf(member, meeting(on('2027-02-21', '14:00', '15:00')))).toEqual([
      {
        code: 'too-far-ahead',
        zone: 'F3-MEET-2',
        horizonDays: 180,
        latest: '2027-02-20T23:59:00+08:00',
        waivableBy: 'office',
      },
    ]);
    expect(await refusalsOf(office, meeting(on('2027-09-28', '14:00', '15:00')))).toEqual([]);
    expect(await refusalsOf(office, meeting(on('2027-09-29', '14:00', '15:00')))).toMatchObject([
      { code: 'too-far-ahead', horizonDays: 400 },
    ]);
  });

  it('too-short, too-long and off-grid, all that apply at once', async () => {
    const day = '2026-09-14';
    expect(await refusalsOf(office, meeting(on(day, '14:00', '14:15')))).toEqual([
      { code: 'too-short', zone: 'F3-MEET-2', minutes: 15, shortestMinutes: 30, waivableBy: 'office' },
    ]);
    expect(await refusalsOf(office, meeting(on(day, '14:00', '18:15')))).toEqual([
      { code: 'too-long', zone: 'F3-MEET-2', minutes: 255, longestMinutes: 240, waivableBy: 'office' },
    ]);
    expect(await refusalsOf(office, meeting(on(day, '14:10', '14:20')))).toEqual([
      { code: 'too-short', zone: 'F3-MEET-2', minutes: 10, shortestMinutes: 30, waivableBy: 'office' },
      {
        code: 'off-grid',
        zone: 'F3-MEET-2',
        gridMinutes: 15,
        nearest: ['2026-09-14T14:00', '2026-09-14T14:15'],
        waivableBy: 'office',
      },
    ]);
  });

  it('not-bookable for a zone that nobody books', async () => {
    const wish = meeting({ zone: 'F1-SVC', heads: 2, ...on('2026-09-15', '09:00', '10:00') });
    expect(await refusalsOf(office, wish)).toEqual([
      { code: 'not-bookable', why: 'zone', zone: 'F1-SVC', waivableBy: 'nobody' },
    ]);
  });

  it('not-bookable for who may not, though others may', async () => {
    const admin = await app.as('admin');
    const zone = await admin.get(`${CENTRE}/zones/F3-PERS-3`);
    const body = { policy: { whoMayBook: 'staff' } };
    const changed = await admin.call('PATCH', `${CENTRE}/zones/F3-PERS-3`, {
      body,
      ifMatch: String(zone.headers['etag']),
    });
    expect(changed.status).toBe(200);
    const wish = meeting({ zone: 'F3-PERS-3', ...on('2026-09-16', '09:00', '10:00') });
    expect(await refusalsOf(member, wish)).toMatchObject([
      { code: 'not-bookable', why: 'who', zone: 'F3-PERS-3', waivableBy: 'nobody' },
    ]);
    expect(await refusalsOf(desk, wish)).toEqual([]);
  });

  it('series-overlaps-itself, with the date that was first', async () => {
    const recurrence = { rrule: 'FREQ=WEEKLY;COUNT=1', rdates: ['2026-09-17T14:30'] };
    const { occurrences } = await check(office, meeting({ ...on('2026-09-17', '14:00', '15:00'), recurrence }));
    expect(occurrences.map(({ refusals }) => refusals)).toEqual([
      [],
      [{ code: 'series-overlaps-itself', with: '2026-09-17T14:00', waivableBy: 'nobody' }],
    ]);
  });

  it('lacks-equipment, with what is missing', async () => {
    const wish = meeting({ needs: ['screen', 'projector', 'kiln'], ...on('2026-09-18', '14:00', '15:00') });
    expect(await refusalsOf(office, wish)).toEqual([
      { code: 'lacks-equipment', zone: 'F3-MEET-2', missing: ['projector', 'kiln'], waivableBy: 'office' },
    ]);
  });
});
