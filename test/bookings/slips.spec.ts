import { createTestApp, type Caller, type TestApp } from '../support/app.js';
import { booked, BOOKINGS, CENTRE, meeting, type BookingBody } from './requests.js';

const GUEST = { name: '李奶奶', phone: '0570-555 0123' };

interface SlipBody {
  readonly status: string;
  readonly cancellable: boolean;
  readonly occurrences: { start: string; status: string; name: string }[];
  readonly code: string;
  readonly errors: { pointer: string }[];
}

describe('slips', () => {
  let app: TestApp;
  let desk: Caller;
  let visit: BookingBody;
  let code: string;
  beforeEach(async () => {
    app = await createTestApp({ settings: { SESSION_HOURS: '720', LOGIN_TRIES: '3' } });
    desk = await app.as('desk');
    visit = await booked(desk, meeting({ title: 'Secret matter', onBehalfOf: GUEST }));
    code = (await desk.post<SlipBody>(`${BOOKINGS}/${visit.id}/slip`)).body.code;
  });
  afterEach(() => app.close());

  const show = (of = code) => app.anonymous.get<SlipBody>(`/api/v1/slips/${of}`);
  const cancel = (last4: string) => app.anonymous.post<SlipBody>(`/api/v1/slips/${code}/cancel`, { last4 });

  it('tell when and where without log-in, and neither what for nor for whom', async () => {
    const answer = await show();
    expect(answer.body).toMatchObject({ status: 'confirmed', cancellable: true });
    expect(answer.body.occurrences).toMatchObject([{ start: visit.occurrences[0]?.start, name: '会议室一' }]);
    for (const secret of ['Secret', GUEST.name, '555']) expect(answer.text).not.toContain(secret);
  });

  it('are found by the code as people type it, and by no other', async () => {
    expect((await show(`${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`.toLowerCase())).status).toBe(200);
    expect((await show('A'.repeat(12))).status).toBe(404);
    expect((await show('short')).status).toBe(404);
  });

  it('have the same code each time, written down once', async () => {
    expect((await desk.post<SlipBody>(`${BOOKINGS}/${visit.id}/slip`)).body.code).toBe(code);
    const audit = await (
      await app.as('admin')
    ).get<{ items: { action: string }[] }>(`${CENTRE}/audit?booking=${visit.id}`);
    expect(audit.body.items.filter(({ action }) => action === 'booking.slip-issued')).toHaveLength(1);
  });

  it('cancel with the last four digits of the phone', async () => {
    const answer = await cancel('0123');
    expect([answer.status, answer.body.status, answer.body.cancellable]).toEqual([200, 'cancelled', false]);
    expect((await cancel('0123')).status).toBe(409);
  });

  it('take only so many wrong digits, and then not even the right ones', async () => {
    for (let round = 0; round < 3; round++) {
      const wrong = await cancel('9999');
      expect([wrong.status, wrong.body.errors[0]?.pointer]).toEqual([400, '/last4']);
    }
    expect((await cancel('0123')).status).toBe(429);
    expect((await show()).body.status).toBe('confirmed');
  });

  it('do not cancel what was booked without a phone number', async () => {
    const other = await booked(desk, meeting({ zone: 'F3-MEET-3', onBehalfOf: { name: '张爷爷' } }));
    code = (await desk.post<SlipBody>(`${BOOKINGS}/${other.id}/slip`)).body.code;
    expect((await show()).body.cancellable).toBe(false);
    expect((await cancel('0123')).status).toBe(409);
  });

  describe('are searched', () => {
    const found = async (caller: Caller, text: string): Promise<string[]> => {
      const { body } = await caller.post<{ items: { title: string }[] }>(`${BOOKINGS}/search`, { text });
      return body.items.map(({ title }) => title);
    };

    it('by a part of the name, the last four digits, or the code', async () => {
      for (const text of ['李', '奶奶', '0123', code, code.toLowerCase()].filter((one) => one.length > 1))
        expect(await found(desk, text)).toEqual(['Secret matter']);
      expect(await found(desk, '9999')).toEqual([]);
      expect(await found(desk, '%%')).toEqual([]);
    });

    it('as far as the actor may see them', async () => {
      await booked(await app.as('office'), meeting({ zone: 'F3-MEET-3', visibility: 'private', onBehalfOf: GUEST }));
      expect(await found(desk, '0123')).toHaveLength(1);
      expect(await found(await app.as('office'), '0123')).toHaveLength(2);
      expect((await (await app.as('member')).post(`${BOOKINGS}/search`, { text: '0123' })).status).toBe(403);
    });
  });
});
