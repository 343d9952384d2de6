import { createTestApp, LOGINS, type Answer, type Caller, type TestApp } from '../support/app.js';
import { addTenant, type Tenant } from '../support/tenants.js';

const CENTRE = '/api/v1/centres/dukou';
const REQUESTS = `${CENTRE}/hours-requests`;
/** A room of the children's growth centre, which the operator of the manager runs, and its parent. */
const KIDS = `${CENTRE}/zones/F2-KIDS/hours`;
const ELSEWHERE = `${CENTRE}/zones/F3-MEET-2/hours`;

const weekly = { '1': [{ start: '09:00', end: '23:00' }] };
const NIGHT = {
  from: '2026-09-18',
  to: '2026-09-18',
  spans: [{ start: '18:00', end: '23:00' }],
  reason: 'Lantern night',
  beyond: true,
};
const { beyond: _, ...NIGHT_INSIDE } = NIGHT;

interface Item {
  readonly id: string;
  readonly status: string;
  readonly operator: string;
  readonly document: object;
  readonly reason?: string;
}

describe('opening hours set by an operator', () => {
  let test: TestApp;
  let tenant: Tenant;
  let manager: Caller;
  let member: Caller;
  let admin: Caller;

  const etag = async (path: string): Promise<string> => String((await admin.get(path)).headers['etag']);
  const put = async (caller: Caller, path: string, body: object, query = ''): Promise<Answer> =>
    caller.call('PUT', `${path}${query}`, { body, ifMatch: await etag(path) });
  const requests = async (caller: Caller, query = ''): Promise<readonly Item[]> =>
    (await caller.get<{ items: readonly Item[] }>(`${REQUESTS}${query}`)).body.items;
  const openOn = async (date: string): Promise<unknown> =>
    (await admin.get<{ open: unknown }>(`${KIDS}?from=${date}&to=${date}`)).body.open;
  const ask = async (document: object = { exceptions: [NIGHT] }): Promise<string> => {
    const answer = await put(manager, KIDS, document);
    return (answer.body['request'] as { id: string }).id;
  };

  beforeEach(async () => {
    test = await createTestApp();
    tenant = await addTenant(test, {
      code: 'chunni',
      managers: [LOGINS.manager],
      zones: ['F2-KIDS'],
      rights: { setHours: true },
    });
    await addTenant(test, {
      code: 'sunshine',
      managers: [LOGINS.member],
      zones: ['F2-ELDER'],
      rights: { decide: true },
    });
    manager = await test.as('manager');
    member = await test.as('member');
    admin = await test.as('admin');
  });
  afterEach(() => test.close());

  it('hold in its zones, and never beyond those of the centre', async () => {
    const answer = await put(manager, KIDS, { weekly });
    expect([answer.status, answer.body]).toEqual([200, { weekly }]);
    expect(await openOn('2026-08-31')).toEqual([
      { start: '2026-08-31T09:00:00+08:00', end: '2026-08-31T20:30:00+08:00' },
    ]);
    expect(await requests(admin)).toEqual([]);
  });

  it('are for no other zone, nor for the centre itself, whatever else is wrong with the request', async () => {
    const wrong = { body: { colour: 'red' } };
    const statuses = [
      await manager.call('PUT', ELSEWHERE, wrong),
      await manager.call('PUT', `${CENTRE}/hours`, wrong),
      await manager.call('PUT', `${CENTRE}/zones/F2/hours`, wrong),
      await manager.call('PUT', `${CENTRE}/zones/NOWHERE/hours`, wrong),
      await member.call('PUT', KIDS, wrong),
      await manager.call('PUT', KIDS, wrong),
    ].map(({ status }) => status);
    expect(statuses).toEqual([403, 403, 403, 404, 403, 428]);
  });

  it('end with the agreement', async () => {
    test.clock.set('2027-01-01T10:00:00+08:00');
    const late = await createSession(test);
    expect((await late.call('PUT', KIDS, { body: { weekly }, ifMatch: '*' })).status).toBe(403);
  });

  it('become a request to the centre where they go beyond it, and hold inside it at once', async () => {
    const dry = await put(manager, KIDS, { exceptions: [NIGHT] }, '?dryRun=true');
    expect(dry.body).toEqual({ document: { exceptions: [NIGHT_INSIDE] }, affected: [], asksBeyond: true });
    expect(await requests(admin)).toEqual([]);

    const answer = await put(manager, KIDS, { exceptions: [NIGHT] });
    expect(answer.body).toEqual({
      exceptions: [NIGHT_INSIDE],
      request: { id: expect.any(String) as string, status: 'waiting' },
    });
    expect(await openOn('2026-09-18')).toEqual([
      { start: '2026-09-18T18:00:00+08:00', end: '2026-09-18T20:30:00+08:00' },
    ]);
    expect(await requests(admin, '?status=waiting')).toEqual([
      expect.objectContaining({
        status: 'waiting',
        zone: 'F2-KIDS',
        operator: 'chunni',
        document: { exceptions: [NIGHT] },
      }),
    ]);
  });

  it('are seen as requests by the operator that asked and the admin, and by nobody else', async () => {
    const id = await ask();
    expect((await requests(manager)).map((one) => one.id)).toEqual([id]);
    expect(await requests(member)).toEqual([]);
    const elsewhere = { reason: 'No' };
    expect((await member.post(`${REQUESTS}/${id}/withdraw`)).status).toBe(404);
    expect((await member.post(`${REQUESTS}/${id}/decline`, elsewhere)).status).toBe(404);
    expect((await manager.post(`${REQUESTS}/${id}/grant`)).status).toBe(403);
    expect((await (await test.as('office')).get(REQUESTS)).status).toBe(403);
  });

  it('hold as asked once the centre grants them, and stay granted when sent again', async () => {
    const id = await ask();
    const dry = await admin.post(`${REQUESTS}/${id}/grant?dryRun=true`);
    expect(dry.body).toEqual({ document: { exceptions: [NIGHT] }, affected: [] });
    const granted = await admin.post(`${REQUESTS}/${id}/grant`);
    expect([granted.status, granted.body['status']]).toEqual([200, 'granted']);
    expect(await openOn('2026-09-18')).toEqual([
      { start: '2026-09-18T18:00:00+08:00', end: '2026-09-18T23:00:00+08:00' },
    ]);
    expect((await admin.post(`${REQUESTS}/${id}/grant`)).status).toBe(409);

    const again = await put(manager, KIDS, { exceptions: [NIGHT], weekly });
    expect(again.body).toEqual({ exceptions: [NIGHT], weekly });
    const longer = { ...NIGHT, spans: [{ start: '18:00', end: '24:00' }] };
    expect((await put(manager, KIDS, { exceptions: [longer] })).body).toHaveProperty('request');
  });

  it('need a choice for each booking that the granted hours leave outside', async () => {
    const booking = await admin.post<{ occurrences: { id: string }[] }>(`${CENTRE}/bookings`, {
      zone: 'F2-KIDS-1',
      start: '2026-09-18T16:00',
      end: '2026-09-18T17:00',
      title: 'Drawing',
    });
    const occurrence = booking.body.occurrences[0]?.id ?? '';
    const bare = await put(manager, KIDS, { exceptions: [NIGHT] });
    expect([bare.status, bare.body['code']]).toEqual([409, 'choices-needed']);
    expect(await requests(admin)).toEqual([]);
    const away = { occurrence, action: 'move', start: '2026-09-18T16:00', zone: 'F3-MEET-2' };
    const foreign = await put(manager, KIDS, { exceptions: [NIGHT], choices: [away] });
    expect([foreign.status, foreign.text]).toEqual([400, expect.stringContaining('/choices/0/zone')]);
    const kept = await put(manager, KIDS, { exceptions: [NIGHT], choices: [{ occurrence, action: 'keep' }] });
    expect(kept.body).toHaveProperty('request');
  });

  it('stay as they are when the centre declines, and the reason is told', async () => {
    const id = await ask();
    expect((await admin.post(`${REQUESTS}/${id}/decline`)).status).toBe(400);
    const declined = await admin.post(`${REQUESTS}/${id}/decline`, { reason: 'Nobody is there at night' });
    expect(declined.body).toMatchObject({ status: 'declined', reason: 'Nobody is there at night' });
    expect(await openOn('2026-09-18')).toEqual([
      { start: '2026-09-18T18:00:00+08:00', end: '2026-09-18T20:30:00+08:00' },
    ]);
    expect((await manager.post(`${REQUESTS}/${id}/withdraw`)).status).toBe(409);
  });

  it('have one waiting request for each zone: setting them anew takes the older one back', async () => {
    const first = await ask();
    const second = await ask({ exceptions: [{ ...NIGHT, reason: 'Moon festival' }] });
    expect((await requests(admin)).map(({ id, status }) => [id, status])).toEqual([
      [second, 'waiting'],
      [first, 'withdrawn'],
    ]);
    expect((await manager.post(`${REQUESTS}/${second}/withdraw`)).body).toMatchObject({ status: 'withdrawn' });
    const third = await ask();
    await put(manager, KIDS, { weekly });
    expect((await requests(admin, '?status=waiting')).length).toBe(0);
    expect((await admin.post(`${REQUESTS}/${third}/grant`)).status).toBe(409);
  });

  it('cannot be granted over hours that were changed since', async () => {
    const id = await ask();
    await put(admin, KIDS, { weekly });
    for (const query of ['?dryRun=true', '']) {
      const answer = await admin.post(`${REQUESTS}/${id}/grant${query}`);
      expect([answer.status, answer.body['code']]).toEqual([409, 'conflict']);
    }
    expect((await requests(admin))[0]?.status).toBe('waiting');
  });

  it('tell the admin of a request, and the operator of what became of it', async () => {
    const id = await ask();
    const told = await admin.get<{ items: object[] }>('/api/v1/me/notices?unread=true');
    expect(told.body.items).toEqual([
      expect.objectContaining({
        kind: 'hours-requested',
        subject: { kind: 'hours-request', id },
        data: { zone: 'F2-KIDS' },
      }),
    ]);
    await admin.post(`${REQUESTS}/${id}/grant`);
    const answered = await manager.get<{ items: object[] }>('/api/v1/me/notices');
    expect(answered.body.items).toEqual([
      expect.objectContaining({ kind: 'hours-decided', data: { zone: 'F2-KIDS', status: 'granted' } }),
    ]);
    const log = await admin.get<{ items: { action: string }[] }>(`${CENTRE}/audit?limit=3`);
    expect(log.body.items.map(({ action }) => action)).toEqual([
      'hours.changed',
      'hours-request.granted',
      'hours-request.made',
    ]);
    expect(tenant.id).not.toBe('');
  });
});

/** Sessions do not last until next year. */
async function createSession(test: TestApp): Promise<Caller> {
  const { signIn } = await import('../support/app.js');
  return signIn(test.app, LOGINS.manager);
}
