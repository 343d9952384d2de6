import { createTestApp, type TestApp } from '../support/app.js';

interface Date_ {
  id: string;
  start: string;
  zone: string;
  status: string;
  edited: boolean;
}

interface BookingBody {
  id: string;
  status: string;
  occurrences: Date_[];
  refused: { start: string; refusals: { code: string }[] }[];
  skipped: { start: string; reason: string }[];
}

const BOOKINGS = '/api/v1/centres/dukou/bookings';

describe('creating a series', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await createTestApp();
  });
  afterEach(() => app.close());

  it('makes one booking with a row for each date', async () => {
    const office = await app.as('office');
    const body = {
      zone: 'F3-MEET-2',
      start: '2026-09-02T14:00',
      end: '2026-09-02T15:00',
      title: 'Choir',
      recurrence: { rrule: 'FREQ=WEEKLY;BYDAY=WE;COUNT=4' },
    };
    const answer = await office.post<BookingBody>(BOOKINGS, body);
    expect(answer.text).toContain('confirmed');
    expect(answer.status).toBe(201);
    expect(answer.body.occurrences.map(({ start }) => start)).toEqual([
      '2026-09-02T14:00:00+08:00',
      '2026-09-09T14:00:00+08:00',
      '2026-09-16T14:00:00+08:00',
      '2026-09-23T14:00:00+08:00',
    ]);
    const again = await office.get<BookingBody>(`${BOOKINGS}/${answer.body.id}`);
    expect(again.status).toBe(200);
    expect(again.body.occurrences).toEqual(answer.body.occurrences);
  });

  it('takes all or nothing, and says for the refused date what it met and where else it could be', async () => {
    const office = await app.as('office');
    await office.post(BOOKINGS, {
      zone: 'F3-MEET-2',
      start: '2026-09-09T14:30',
      end: '2026-09-09T15:30',
      title: 'Other',
      visibility: 'public',
    });
    const body = {
      zone: 'F3-MEET-2',
      start: '2026-09-02T14:00',
      end: '2026-09-02T15:00',
      title: 'Choir',
      recurrence: { rrule: 'FREQ=WEEKLY;BYDAY=WE;COUNT=3' },
    };
    const answer = await office.post<{
      code: string;
      occurrences: { ok: boolean; refusals: object[]; alternatives: object[] }[];
    }>(BOOKINGS, body);
    expect(answer.status).toBe(409);
    expect(answer.body.code).toBe('refused');
    expect(answer.body.occurrences.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(answer.body.occurrences[1]?.refusals).toMatchObject([
      { code: 'occupied', pending: false, met: [{ kind: 'booking', title: 'Other' }] },
    ]);
    expect(answer.body.occurrences[1]?.alternatives).toHaveLength(3);
    const skip = await office.post<BookingBody>(BOOKINGS, { ...body, onConflict: 'skip' });
    expect(skip.status).toBe(201);
    expect(skip.body.occurrences).toHaveLength(2);
    expect(skip.body.refused).toMatchObject([{ start: '2026-09-09T14:00:00+08:00', refusals: [{ code: 'occupied' }] }]);
  });
});
