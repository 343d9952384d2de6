import { createWorld, DUKOU, type World } from './world.js';

const newcomer = { login: 'New.Desk@Dukou.example', name: '前台二号', role: 'desk' };

describe('adding a person to a centre', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  it('makes an account without a password and says where it is', async () => {
    const admin = await world.login('admin');
    const answer = await admin.post(`${DUKOU}/people`, newcomer);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      login: 'new.desk@dukou.example',
      name: '前台二号',
      role: 'desk',
      isOwner: false,
      locked: false,
      hasPassword: false,
    });
    const read = await admin.get(String(answer.headers['location']));
    expect(read.body).toEqual(answer.body);
    expect(read.headers['etag']).toBe(answer.headers['etag']);
  });

  it('adds an account that exists elsewhere as it is, and answers in the same form', async () => {
    const admin = await world.login('admin');
    const fresh = await admin.post(`${DUKOU}/people`, newcomer);
    const known = await admin.post(`${DUKOU}/people`, { login: 'far-admin', name: 'Another name', role: 'member' });
    expect(known.status).toBe(201);
    expect(known.body).toMatchObject({ id: world.ids['far-admin'], name: 'far-admin', role: 'member' });
    expect(Object.keys(known.body)).toEqual(Object.keys(fresh.body));
  });

  it('ends one-time links that another centre has issued for the account', async () => {
    const admin = await world.login('admin');
    const { body } = await admin.post<{ url: string }>(`${world.at('desk')}/link`);
    const farAdmin = await world.login('far-admin');
    await farAdmin.post('/api/v1/centres/far/people', { login: 'desk', name: 'desk', role: 'admin' });
    expect((await world.anonymous.get(body.url.replace('/welcome', '/api/v1/links'))).status).toBe(404);
  });

  it('refuses one who is here already', async () => {
    const admin = await world.login('admin');
    const answer = await admin.post(`${DUKOU}/people`, { login: 'DESK', name: 'x', role: 'admin' });
    expect(answer.status).toBe(409);
    expect((await admin.get(world.at('desk'))).body['role']).toBe('desk');
  });

  it('tells all faults of the input at once', async () => {
    const admin = await world.login('admin');
    const answer = await admin.post(`${DUKOU}/people`, { login: '小', name: 'a\u0000b', role: 'owner' });
    expect(answer.status).toBe(400);
    const pointers = (answer.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer);
    expect(pointers.sort()).toEqual(['/login', '/name', '/role']);
  });

  it('is for admins of this centre only', async () => {
    const statuses: Record<string, number> = {};
    for (const login of ['owner', 'office', 'desk', 'member', 'far-admin', 'nobody']) {
      statuses[login] = (
        await (await world.login(login)).post(`${DUKOU}/people`, { ...newcomer, login: `by-${login}` })
      ).status;
    }
    expect(statuses).toEqual({ owner: 201, office: 403, desk: 403, member: 403, 'far-admin': 404, nobody: 404 });
    expect((await world.anonymous.post(`${DUKOU}/people`, newcomer)).status).toBe(401);
  });
});
