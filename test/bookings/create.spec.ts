import { createTestApp, type Caller, type TestApp } from '../support/app.js';
import { BOOKINGS, booked, create, meeting, nth, on, read, type ProblemBody, startsOf, weekly } from './requests.js';

describe('creating a booking', () => {
  let app: TestApp;
  let office: Caller;
  let desk: Caller;
  let member: Caller;
  beforeEach(async () => {
    app = await createTestApp();
    office = await app.as('office');
    desk = await app.as('desk');
    member = await app.as('member');
  });
  afterEach(() => app.close());

  it('answers with where it is, its version and its one date', async () => {
    const answer = await create(member, meeting());
    expect(answer.status).toBe(201);
    expect(answer.headers['location']).toBe(`${BOOKINGS}/${answer.body.id}`);
    expect(answer.headers['etag']).toBe('"1"');
    expect(answer.body).toMatchObject({
      status: 'confirmed',
      zone: 'F3-MEET-2',
      title: 'Meeting',
      refused: [],
      warnings: [],
      skipped: [],
    });
    expect(answer.body.occurrences).toMatchObject([
      {
        start: '2026-09-02T14:00:00+08:00',
        end: '2026-09-02T15:00:00+08:00',
        zone: 'F3-MEET-2',
        status: 'confirmed',
        edited: false,
      },
    ]);
    const again = await member.get(String(answer.headers['location']));
    expect([again.status, again.headers['etag']]).toEqual([200, '"1"']);
    expect(again.body).toMatchObject({ id: answer.body.id, occurrences: answer.body.occurrences });
  });

  it('takes the seats of an exclusive zone when no heads are named', async () => {
    const answer = await booked(office, meeting({ zone: 'F1-HALL-AB' }));
    expect(answer.occurrences).toMatchObject([{ heads: 160 }]);
  });

  it('wants heads named in a shared zone', async () => {
    const answer = await office.post<ProblemBody>(BOOKINGS, meeting({ zone: 'F1-CHESS' }));
    expect([answer.status, answer.body.errors?.map(({ pointer }) => pointer)]).toEqual([400, ['/heads']]);
  });

  it("takes the zone's visibility when none is named", async () => {
    expect((await booked(desk, meeting())).visibility).toBe('internal');
    expect((await booked(desk, meeting({ zone: 'F3-PERS-1' }))).visibility).toBe('private');
    expect((await booked(desk, meeting({ zone: 'F3-MEET-3', visibility: 'public' }))).visibility).toBe('public');
  });

  it('is for somebody else only at the desk and in the office', async () => {
    const wish = meeting({ onBehalfOf: { name: '王奶奶', phone: '0570-5550123' } });
    expect((await create(member, wish)).status).toBe(403);
    expect(await booked(desk, wish)).toMatchObject({ onBehalfOf: { name: '王奶奶', phone: '0570-5550123' } });
  });

  it('takes a mixed plan in one commit: another zone, another time, both', async () => {
    const replacements = [
      { start: '2026-09-09T14:00', zone: 'F3-MEET-3' },
      { start: '2026-09-16T14:00', newStart: '2026-09-17T10:00' },
      { start: '2026-09-23T14:00', zone: 'F3-PERS-3', newStart: '2026-09-24T10:00', newEnd: '2026-09-24T12:00' },
    ];
    const { id, occurrences } = await booked(office, weekly(4, { replacements }));
    expect(
      occurrences.map(({ zone, start, end, edited }) => [zone, start.slice(0, 16), end.slice(11, 16), edited]),
    ).toEqual([
      ['F3-MEET-2', '2026-09-02T14:00', '15:00', false],
      ['F3-MEET-3', '2026-09-09T14:00', '15:00', true],
      ['F3-MEET-2', '2026-09-17T10:00', '11:00', true],
      ['F3-PERS-3', '2026-09-24T10:00', '12:00', true],
    ]);
    expect((await read(office, { id })).occurrences.map(({ original }) => original)).toEqual([
      '2026-09-02T14:00',
      '2026-09-09T14:00',
      '2026-09-16T14:00',
      '2026-09-23T14:00',
    ]);
  });

  it('calls a replacement of no date, or of one date twice, bad input', async () => {
    const replacements = [
      { start: '2026-09-03T14:00', zone: 'F3-MEET-3' },
      { start: '2026-09-09T14:00', zone: 'NOWHERE' },
      { start: '2026-09-09T14:00', zone: 'F3-MEET-3' },
    ];
    const answer = await office.post<ProblemBody>(BOOKINGS, weekly(2, { replacements }));
    expect(answer.status).toBe(400);
    expect(answer.body.errors?.map(({ pointer }) => pointer)).toEqual([
      '/replacements/0/start',
      '/replacements/1/zone',
      '/replacements/2/start',
    ]);
  });

  it('files a standby for dates that are only pending for somebody else', async () => {
    await booked(desk, meeting({ zone: 'F1-HALL-A' }));
    const wish = meeting({ zone: 'F1-HALL-A' });
    expect((await create(member, wish)).status).toBe(409);
    const filed = await booked(member, { ...wish, standby: true });
    expect([filed.status, filed.occurrences[0]?.status]).toEqual(['standby', 'standby']);
  });

  it('files no standby for what is confirmed', async () => {
    await booked(office, meeting({ zone: 'F1-HALL-A' }));
    expect((await create(member, meeting({ zone: 'F1-HALL-A', standby: true }))).status).toBe(409);
  });

  it('sets rules aside for the office with a reason, but never a claim', async () => {
    const late = meeting({ ...on('2026-09-02', '20:00', '21:30'), waiver: { reason: 'Moon festival' } });
    expect((await create(desk, late)).status).toBe(403);
    expect((await booked(office, late)).occurrences).toHaveLength(1);
    expect((await create(office, late)).status).toBe(409);
    const other = { ...late, zone: 'F3-MEET-3', waiver: { reason: 'Moon festival', codes: ['too-short'] } };
    expect((await create(office, other)).status).toBe(409);
    const claims = { ...late, waiver: { reason: 'Mine', codes: ['occupied'] } };
    const bad = await office.post<ProblemBody>(BOOKINGS, claims);
    expect([bad.status, bad.body.errors?.map(({ pointer }) => pointer)]).toEqual([400, ['/waiver/codes/0']]);
  });

  it('keeps reason and codes of a waiver with the booking, and only those it needed', async () => {
    const late = meeting({ ...on('2026-09-02', '20:00', '21:30'), waiver: { reason: 'Moon festival' } });
    expect(await booked(office, late)).toMatchObject({
      waiver: { reason: 'Moon festival', codes: ['outside-opening-hours'] },
    });
    const plain = await booked(office, meeting({ waiver: { reason: 'Just in case' } }));
    expect('waiver' in plain).toBe(false);
  });

  it('takes dates of a year not announced yet, with the warning', async () => {
    const answer = await booked(office, meeting(on('2027-01-01', '14:00', '15:00')));
    expect([answer.status, answer.warnings]).toEqual(['confirmed', [{ code: 'calendar-unknown', year: 2027 }]]);
  });

  it('refuses a skip with nothing left, and writes no booking', async () => {
    await booked(office, weekly(2));
    const answer = await create(office, weekly(2, { onConflict: 'skip' }));
    expect(answer.status).toBe(409);
    const list = await office.get<{ items: object[] }>(BOOKINGS);
    expect(list.body.items).toHaveLength(1);
  });

  it('leaves out the dates of a rule that are taken out and adds those put in', async () => {
    const recurrence = { rrule: 'FREQ=WEEKLY;COUNT=3', exdates: ['2026-09-09'], rdates: ['2026-09-11'] };
    expect(startsOf(await booked(office, meeting({ recurrence })))).toEqual([
      '2026-09-02T14:00',
      '2026-09-11T14:00',
      '2026-09-16T14:00',
    ]);
  });

  it('writes who made it and what came of it into the audit log', async () => {
    const { id } = await booked(desk, meeting());
    const admin = await app.as('admin');
    const log = await admin.get<{ items: { action: string; after: { id: string } }[] }>(
      `/api/v1/centres/dukou/audit?booking=${id}`,
    );
    expect(log.body.items.map(({ action }) => action)).toEqual(['booking.created']);
    expect(nth(log.body.items, 0)).toMatchObject({ after: { id, status: 'confirmed' } });
  });
});
