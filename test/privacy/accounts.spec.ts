import { booked, CENTRE, meeting, read, readerOf } from '../bookings/requests.js';
import { createTestApp, LOGINS, signIn, type Caller, type TestApp } from '../support/app.js';
import { addTenant } from '../support/tenants.js';

interface Data {
  readonly account: { login: string };
  readonly roles: object[];
  readonly operators: object[];
  readonly bookings: { id: string; dates: object[] }[];
  readonly notices: object[];
}

describe('what is kept of an account', () => {
  let test: TestApp;
  let admin: Caller;
  let member: Caller;
  let id: string;
  const at = (account: string, what: 'data' | 'forget'): string => `${CENTRE}/people/${account}/${what}`;
  const idOf = async (login: string): Promise<string> =>
    (await readerOf(test).one<{ id: string }>('SELECT id FROM users WHERE login = ?', [login]))?.id ?? '';

  beforeEach(async () => {
    test = await createTestApp();
    await addTenant(test, {
      code: 'sunshine',
      members: [LOGINS.member],
      managers: [LOGINS.manager],
      zones: ['F3'],
      kind: 'use',
    });
    admin = await test.as('admin');
    member = await test.as('member');
    id = await idOf(LOGINS.member);
  });
  afterEach(() => test.close());

  it('is handed out whole, but for whom the bookings were', async () => {
    const booking = await booked(member, meeting({ note: 'Chairs' }));
    const { status, headers, body } = await admin.get<Data>(at(id, 'data'));
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(body.account).toMatchObject({ id, login: LOGINS.member, locked: false });
    expect(body.roles).toEqual([{ centre: 'dukou', role: 'member' }]);
    expect(body.operators).toEqual([{ centre: 'dukou', operator: 'sunshine', role: 'member' }]);
    expect(body.bookings).toEqual([
      expect.objectContaining({
        id: booking.id,
        title: 'Meeting',
        note: 'Chairs',
        dates: [
          {
            zone: 'F3-MEET-2',
            start: '2026-09-02T14:00:00+08:00',
            end: '2026-09-02T15:00:00+08:00',
            status: 'confirmed',
          },
        ],
      }),
    ]);
    expect(JSON.stringify(body)).not.toMatch(/password|hash/);
  });

  it('is removed: nobody signs in with it, nothing names the person, what they did stands under the id', async () => {
    const booking = await booked(member, meeting());
    const { token } = (await member.post('/api/v1/tokens', { name: 'Display' })).body;
    await admin.call('PATCH', `${CENTRE}/people/${id}`, { body: { name: 'Known by name' }, ifMatch: '*' });
    expect((await admin.post(at(id, 'forget'))).status).toBe(204);

    expect((await member.get('/api/v1/me')).status).toBe(401);
    expect((await test.caller({ authorization: `Bearer ${String(token)}` }).get('/api/v1/me')).status).toBe(401);
    await expect(signIn(test.app, LOGINS.member)).rejects.toThrow('401');
    expect((await admin.get(at(id, 'data'))).status).toBe(404);
    for (const table of ['sessions', 'tokens', 'memberships', 'operator_members', 'notices', 'one_time_links']) {
      expect([table, await readerOf(test).all(`SELECT 1 AS one FROM ${table} WHERE user_id = ?`, [id])]).toEqual([
        table,
        [],
      ]);
    }
    const kept = JSON.stringify([
      await readerOf(test).all('SELECT login, name, password_hash FROM users'),
      await readerOf(test).all('SELECT actor_name, before, after FROM audit_log'),
    ]);
    expect(kept).not.toContain(LOGINS.member);
    expect(kept).not.toContain('Known by name');
    expect((await read(admin, booking)) as unknown).toMatchObject({ createdBy: id, status: 'confirmed' });
    const log = await admin.get<{ items: object[] }>(`${CENTRE}/audit?booking=${booking.id}`);
    expect(log.body.items).toEqual([
      expect.objectContaining({
        action: 'booking.created',
        actor: expect.objectContaining({ id, name: 'forgotten' }) as object,
      }),
    ]);
  });

  it('stays for oneself, an owner, and who belongs to another centre as well', async () => {
    expect((await admin.post(at(await idOf(LOGINS.admin), 'forget'))).status).toBe(409);
    const unitOfWork = (await import('../../src/platform/database/unit-of-work.js')).UnitOfWork;
    await test.app.get(unitOfWork, { strict: false }).run(async (tx) => {
      const far = await tx.one<{ id: number }>(
        `INSERT INTO centres (slug, name, name_en, time_zone, area_m2) VALUES ('far', 'far', 'far', 'Asia/Shanghai', 0) RETURNING id`,
      );
      await tx.run(
        `INSERT INTO operators (centre_id, id, code, name, name_en, kind, status, created_at) VALUES (?, 'x', 'x', 'x', 'x', 'company', 'active', 0)`,
        [far?.id ?? 0],
      );
      await tx.run(
        `INSERT INTO operator_members (user_id, centre_id, operator_id, role) VALUES (?, ?, 'x', 'member')`,
        [id, far?.id ?? 0],
      );
    });
    for (const what of ['data', 'forget'] as const) {
      const answer = await (what === 'data' ? admin.get(at(id, what)) : admin.post(at(id, what)));
      expect([what, answer.status]).toEqual([what, 403]);
    }
    expect((await admin.post(`${CENTRE}/people/${id}/link`)).status).toBe(403);
    expect((await (await test.as('owner')).post(at(id, 'forget'))).status).toBe(204);
  });

  it('is found for people who belong to an operator only', async () => {
    const manager = await idOf(LOGINS.manager);
    await admin.call('DELETE', `${CENTRE}/people/${manager}`);
    expect((await admin.get<Data>(at(manager, 'data'))).body.operators).toEqual([
      { centre: 'dukou', operator: 'sunshine', role: 'manager' },
    ]);
    expect((await admin.post(at(manager, 'forget'))).status).toBe(204);
  });
});
