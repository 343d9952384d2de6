import { createTestApp, type Caller, type Person, type TestApp } from '../support/app.js';
import { booked, check, create, meeting, on, type ProblemBody, startsOf, weekly, type Wish } from './requests.js';

/** Invariant I10: what check says of a wish is what creating it comes to. */
describe('the preview', () => {
  let app: TestApp;
  let office: Caller;
  beforeEach(async () => {
    app = await createTestApp();
    office = await app.as('office');
    await booked(office, weekly(2, { start: '2026-09-09T14:30', end: '2026-09-09T16:00' }));
    await booked(await app.as('desk'), meeting({ zone: 'F1-HALL-B' }));
    await booked(office, meeting({ zone: 'F1-CHESS', heads: 30 }));
  });
  afterEach(() => app.close());

  const wishes: [string, Person, Wish][] = [
    ['a free hour', 'member', meeting()],
    ['a series that is free', 'office', weekly(10, { zone: 'F3-MEET-3' })],
    ['a series with two dates taken', 'office', weekly(4)],
    ['the same, taking the rest', 'office', weekly(4, { onConflict: 'skip' })],
    [
      'a series of which nothing is left',
      'office',
      weekly(2, { ...on('2026-09-09', '14:00', '15:00'), onConflict: 'skip' }),
    ],
    ['a mixed plan', 'office', weekly(2, { replacements: [{ start: '2026-09-09T14:00', zone: 'F3-MEET-3' }] })],
    [
      'a mixed plan that does not fit',
      'office',
      weekly(2, { replacements: [{ start: '2026-09-02T14:00', zone: 'F1-CHESS' }] }),
    ],
    ['a standby for a pending time', 'desk', meeting({ zone: 'F1-HALL-AB', heads: 100, standby: true })],
    ['the same without asking for standby', 'desk', meeting({ zone: 'F1-HALL-AB', heads: 100 })],
    ['seats that are left', 'member', meeting({ zone: 'F1-CHESS', heads: 6 })],
    ['a seat too many', 'member', meeting({ zone: 'F1-CHESS', heads: 7 })],
    ['a party too large', 'member', meeting({ heads: 21 })],
    ['too soon, too short and off the grid', 'member', meeting({ ...on('2026-08-24', '10:05', '10:15') })],
    [
      'the same with a waiver',
      'office',
      meeting({ ...on('2026-08-24', '10:05', '10:15'), waiver: { reason: 'Talk' } }),
    ],
    ['after closing', 'desk', meeting(on('2026-09-02', '20:00', '21:00'))],
    ['the counters', 'desk', meeting({ zone: 'F1-SVC' })],
    ['a room without the equipment', 'desk', meeting({ needs: ['kiln'] })],
  ];

  it.each(wishes)('says the same as the real write for %s', async (_, person, wish) => {
    const caller = await app.as(person);
    const preview = await check(caller, wish);
    const answer = await create(caller, wish);
    expect(answer.status).toBe(preview.ok ? 201 : 409);
    if (!preview.ok) {
      expect(answer.body).toMatchObject({ code: 'refused', occurrences: preview.occurrences });
      return;
    }
    const refused = preview.occurrences.filter(({ ok }) => !ok && wish['standby'] !== true);
    const taken = preview.occurrences.filter((date) => !refused.includes(date));
    expect(startsOf(answer.body)).toEqual(startsOf({ occurrences: taken }));
    expect(answer.body.refused.map(({ start, refusals }) => ({ start, refusals }))).toEqual(
      refused.map(({ start, refusals }) => ({ start, refusals })),
    );
    expect(answer.body.warnings).toEqual(preview.warnings);
    expect(answer.body.skipped).toEqual(preview.skipped);
  });

  it('and the real write call the same input bad, with the same faults', async () => {
    const wish = {
      zone: 'NOWHERE',
      start: '2026-09-02T14:00',
      end: '2026-09-02T13:00',
      title: 'x',
      operator: 'nobody',
    };
    const preview = await office.post<ProblemBody>('/api/v1/centres/dukou/bookings/check', wish);
    const answer = await office.post<ProblemBody>('/api/v1/centres/dukou/bookings', wish);
    expect([preview.status, answer.status]).toEqual([400, 400]);
    expect(answer.body.errors?.map(({ pointer }) => pointer)).toEqual(['/operator', '/zone', '/end']);
    expect(preview.body).toEqual(answer.body);
  });
});
