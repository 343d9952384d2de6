import { hashSecret } from '../../src/accounts/secrets.js';
import { consumeInvitation } from '../../src/operators/invitation.store.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { PASSWORD, signIn, type Caller } from '../support/app.js';
import { createWorld, made, OPERATORS, type World } from './world.js';

interface MemberBody {
  readonly id: string;
  readonly login: string;
  readonly role: string;
  readonly version: number;
}

describe('an invitation', () => {
  let world: World;
  let manager: Caller;
  const invite = async (by: Caller, code = 'chunni', role = 'member') =>
    made(
      await by.post<{ id: string; url: string; expiresAt: string }>(`${OPERATORS}/${code}/invitations`, {
        role,
        label: 'Somebody',
      }),
    ).body;
  const secretOf = ({ url }: { url: string }): string => url.split('/').at(-1) ?? '';
  const at = (secret: string, part = ''): string => `/api/v1/invitations/${secret}${part}`;
  const account = (login: string): object => ({ login, name: login, password: PASSWORD });
  const members = async (code = 'chunni'): Promise<MemberBody[]> =>
    (await world.admin.get<{ items: MemberBody[] }>(`${OPERATORS}/${code}/members`)).body.items;

  beforeAll(async () => {
    world = await createWorld();
    manager = await world.as('manager');
  });
  afterAll(() => world.close());

  it('is made by a manager, tells whoever holds it where it leads, and makes an account', async () => {
    const made = await invite(manager);
    expect(made.url).toMatch(/^\/invitation\/[A-Za-z0-9_-]{43}$/);
    expect(made.expiresAt).toBe('2026-08-27T10:00:00+08:00');
    const secret = secretOf(made);
    const open = await world.anonymous.get(at(secret));
    expect(open.body).toEqual({
      ...{ centre: 'dukou', centreName: '渡口社区党群服务中心', centreNameEn: 'Dukou Community Service Centre' },
      ...{ operator: 'chunni', operatorName: '春泥公益协会', operatorNameEn: 'Chunni Public Welfare Association' },
      role: 'member',
    });
    const joined = await world.anonymous.post(at(secret, '/account'), account('new@chunni.example'));
    expect([joined.status, joined.headers['set-cookie']]).toEqual([201, undefined]);
    const me = await (await signIn(world.app, 'new@chunni.example')).get('/api/v1/me');
    expect(me.body).toMatchObject({ roles: [], operators: [{ centre: 'dukou', code: 'chunni', role: 'member' }] });
    const again = await world.anonymous.post(at(secret, '/account'), account('second@chunni.example'));
    expect(again.status).toBe(404);
  });

  it('is accepted with the account that is signed in, into a second operator too', async () => {
    const secret = secretOf(await invite(world.admin, 'bluesky', 'manager'));
    expect((await world.anonymous.post(at(secret, '/accept'))).status).toBe(401);
    expect((await manager.post(at(secret, '/accept'))).status).toBe(200);
    const me = await manager.get<{ operators: { code: string; role: string }[] }>('/api/v1/me');
    expect(me.body.operators.map(({ code, role }) => `${code} ${role}`)).toEqual(['bluesky manager', 'chunni manager']);
    const second = secretOf(await invite(world.admin, 'bluesky'));
    expect((await manager.post(at(second, '/accept'))).status).toBe(409);
    expect((await world.anonymous.get(at(second))).status).toBe(200);
  });

  it('that is unknown, used, revoked or expired is told in the very same words', async () => {
    const used = secretOf(await invite(manager));
    made(await world.anonymous.post(at(used, '/account'), account('used@chunni.example')));
    const revoked = await invite(manager);
    expect((await manager.call('DELETE', `${OPERATORS}/chunni/invitations/${revoked.id}`)).status).toBe(204);
    const expired = secretOf(await invite(manager));
    const now = world.clock.now();
    world.clock.set('2026-08-27T10:00:00+08:00');
    const secrets = [used, secretOf(revoked), expired, 'A'.repeat(43), 'short'];
    const answers = await Promise.all(secrets.map((secret) => world.anonymous.get(at(secret))));
    const posts = await Promise.all(
      secrets.map((secret) => world.anonymous.post(at(secret, '/account'), account('late@chunni.example'))),
    );
    world.clock.set(new Date(now).toISOString());
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(posts.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(new Set([...answers, ...posts].map(({ body }) => body['detail'])).size).toBe(1);
  });

  it('lets one of two in who take it at once', async () => {
    const secret = secretOf(await invite(manager));
    const before = (await members()).length;
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) =>
        world.anonymous.post(at(secret, '/account'), account(`race-${name}@x.example`)),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 404, 404, 404]);
    expect(await members()).toHaveLength(before + 1);
    const refused = answers.findIndex(({ status }) => status === 404);
    const login = `race-${['a', 'b', 'c', 'd'][refused]}@x.example`;
    const left = await world.anonymous.post('/api/v1/sessions', { login, password: PASSWORD });
    expect(left.status).toBe(401);
  });

  it('is used up by the statement that takes it, whoever has looked at it before', async () => {
    const hash = hashSecret(secretOf(await invite(manager)));
    const take = () =>
      world.app
        .get(UnitOfWork, { strict: false })
        .run((tx) => consumeInvitation(tx, { hash, userId: 'somebody', at: world.clock.now() }));
    const taken = await Promise.all([take(), take(), take()]);
    expect(taken.filter((id) => id !== null)).toHaveLength(1);
  });

  it('does not take an account that is there over', async () => {
    const secret = secretOf(await invite(manager));
    const taken = await world.anonymous.post(at(secret, '/account'), {
      ...account('office@dukou.example'),
      password: 'another password',
    });
    expect(taken.status).toBe(409);
    expect((await world.anonymous.get(at(secret))).status).toBe(200);
    expect(
      (await world.anonymous.post('/api/v1/sessions', { login: 'office@dukou.example', password: PASSWORD })).status,
    ).toBe(201);
  });

  it('makes an operator that was only invited active', async () => {
    made(await world.admin.post(OPERATORS, { code: 'fresh', name: 'F', nameEn: 'F', kind: 'company' }));
    const statusOf = async () => (await world.admin.get(`${OPERATORS}/fresh`)).body['status'];
    expect(await statusOf()).toBe('invited');
    await world.join('fresh', 'manager', 'boss@fresh.example');
    expect(await statusOf()).toBe('active');
  });

  it('is no business of a member, nor of the desk, nor of another operator’s manager', async () => {
    const member = await world.as('member');
    expect((await member.get(`${OPERATORS}/sunshine/invitations`)).status).toBe(403);
    expect((await (await world.as('desk')).get(`${OPERATORS}/sunshine/invitations`)).status).toBe(403);
    expect((await manager.get(`${OPERATORS}/sunshine/invitations`)).status).toBe(404);
    // A manager of one operator who is a plain member of another one looks after the first one's people only.
    const secret = secretOf(await invite(world.admin, 'greenleaf'));
    expect((await manager.post(at(secret, '/accept'))).status).toBe(200);
    expect((await manager.get(`${OPERATORS}/greenleaf/members`)).status).toBe(403);
  });
});

describe('members of an operator', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());

  it('get another role or go, at once for their open session; but a manager can’t remove the last one', async () => {
    const boss = await world.operator('kite');
    const helper = await world.join('kite', 'member', 'helper@kite.example');
    await world.agree({ operator: 'kite', zones: ['F3-MEET-2'] });
    const people = await boss.get<{ items: MemberBody[] }>(`${OPERATORS}/kite/members`);
    expect(people.body.items.map(({ login, role }) => `${login} ${role}`)).toEqual([
      'helper@kite.example member',
      'manager@kite.example manager',
    ]);
    const [other, self] = people.body.items;
    const memberAt = (member: MemberBody | undefined): string => `${OPERATORS}/kite/members/${member?.id}`;
    const set = (caller: Caller, member: MemberBody | undefined, role: string, ifMatch: number | string = '*') =>
      caller.call('PATCH', memberAt(member), { body: { role }, ifMatch });

    expect((await boss.call('DELETE', memberAt(self))).status).toBe(409);
    expect((await set(boss, self, 'member')).status).toBe(409);
    expect((await set(boss, other, 'manager', 99)).status).toBe(412);
    expect((await helper.get(`${OPERATORS}/kite/members`)).status).toBe(403);
    expect((await set(boss, other, 'manager')).status).toBe(200);
    expect((await helper.get(`${OPERATORS}/kite/members`)).status).toBe(200);
    expect((await set(boss, self, 'member')).status).toBe(200);
    expect((await boss.get(`${OPERATORS}/kite/members`)).status).toBe(403);

    const wish = { zone: 'F3-MEET-2', start: '2026-09-02T14:00', end: '2026-09-02T15:00', title: 'Meeting' };
    expect((await boss.post('/api/v1/centres/dukou/bookings/check', wish)).status).toBe(200);
    expect((await helper.call('DELETE', memberAt(self))).status).toBe(204);
    expect((await boss.post('/api/v1/centres/dukou/bookings/check', wish)).status).toBe(404);
    // The centre can always invite somebody else.
    expect((await world.admin.call('DELETE', memberAt(other))).status).toBe(204);
    expect((await helper.get(`${OPERATORS}/kite`)).status).toBe(404);
  });

  it('who remove one another at once leave one of them', async () => {
    const one = await world.operator('swing');
    const two = await world.join('swing', 'manager', 'two@swing.example');
    const people = await one.get<{ items: MemberBody[] }>(`${OPERATORS}/swing/members`);
    const idOf = (login: string) => people.body.items.find((member) => member.login === login)?.id;
    const answers = await Promise.all([
      one.call('DELETE', `${OPERATORS}/swing/members/${idOf('two@swing.example')}`),
      two.call('DELETE', `${OPERATORS}/swing/members/${idOf('manager@swing.example')}`),
    ]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    const left = await world.admin.get<{ items: MemberBody[] }>(`${OPERATORS}/swing/members`);
    expect(left.body.items).toHaveLength(1);
  });
});
