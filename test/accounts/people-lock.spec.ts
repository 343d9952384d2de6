import { createWorld, type World } from './world.js';

describe('locking an account', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  const lock = async (by: string, whom: string) => (await world.login(by)).post(`${world.at(whom)}/lock`);

  it('ends its sessions at once and for good', async () => {
    const desk = await world.login('desk');
    const locked = await lock('admin', 'desk');
    expect(locked.status).toBe(200);
    expect(locked.body).toMatchObject({ locked: true, version: 2 });
    expect((await desk.get('/api/v1/me')).status).toBe(401);
    const unlocked = await (await world.login('admin')).post(`${world.at('desk')}/unlock`);
    expect(unlocked.body).toMatchObject({ locked: false, version: 3 });
    expect((await desk.get('/api/v1/me')).status).toBe(401);
    await expect(world.login('desk')).resolves.toBeDefined();
  });

  it('twice is the same as once', async () => {
    await lock('admin', 'desk');
    const again = await lock('admin', 'desk');
    expect(again.status).toBe(200);
    expect(again.body['version']).toBe(2);
  });

  it('ends its unused one-time links, and none can be issued while it is locked', async () => {
    const admin = await world.login('admin');
    const { body } = await admin.post<{ url: string }>(`${world.at('desk')}/link`);
    await lock('admin', 'desk');
    expect((await world.anonymous.get(body.url.replace('/welcome', '/api/v1/links'))).status).toBe(404);
    expect((await admin.post(`${world.at('desk')}/link`)).status).toBe(409);
  });

  it('is refused for a centre’s last admin, wherever they are admin', async () => {
    await lock('admin', 'second-admin');
    expect((await lock('admin', 'admin')).status).toBe(409);
    const owner = await world.login('owner');
    await owner.post('/api/v1/centres/dukou/people', { login: 'far-admin', name: 'x', role: 'desk' });
    expect((await lock('owner', 'far-admin')).status).toBe(409);
  });

  it('of an owner, or of one who belongs to another centre too, is refused to an admin', async () => {
    const admin = await world.login('admin');
    await admin.post('/api/v1/centres/dukou/people', { login: 'owner', name: 'x', role: 'member' });
    expect((await lock('admin', 'owner')).status).toBe(403);
    expect((await lock('admin', 'both')).status).toBe(403);
    expect((await lock('owner', 'both')).status).toBe(200);
  });

  it('of an owner is possible to another owner, but not of the last one', async () => {
    const admin = await world.login('admin');
    for (const login of ['owner', 'second-owner']) {
      await admin.post('/api/v1/centres/dukou/people', { login, name: 'x', role: 'member' });
    }
    expect((await lock('owner', 'second-owner')).status).toBe(200);
    expect((await lock('owner', 'owner')).status).toBe(409);
  });
});
