import { createWorld, DUKOU, type World } from './world.js';

interface Link {
  readonly url: string;
  readonly expiresAt: string;
}

const NEW = { password: 'a longer sentence' };

describe('one-time links for a password', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld({ LINK_HOURS: '72' });
  });
  afterEach(() => world.close());

  const issue = async (by: string, whom: string) => (await world.login(by)).post<Link>(`${world.at(whom)}/link`);
  const api = ({ url }: Link) => url.replace('/welcome', '/api/v1/links');

  it('are given once, for three days, and only their hash is stored', async () => {
    const { status, body } = await issue('admin', 'desk');
    expect(status).toBe(201);
    expect(body.url).toMatch(/^\/welcome\/[A-Za-z0-9_-]{43}$/);
    expect(body.expiresAt).toBe('2026-08-27T10:00:00+08:00');
    const [row] = await world.rows<{ hash: string }>('SELECT hash FROM one_time_links');
    expect(body.url).not.toContain(row?.hash);
    expect((await world.anonymous.get(api(body))).body).toEqual({ purpose: 'password', name: 'desk' });
  });

  it('let a new person choose their first password', async () => {
    const admin = await world.login('admin');
    const { body } = await admin.post<{ id: string }>(`${DUKOU}/people`, { login: 'new', name: 'New', role: 'desk' });
    await expect(world.login('new', '')).rejects.toThrow();
    const link = await admin.post<Link>(`${DUKOU}/people/${body.id}/link`);
    expect((await world.anonymous.post(`${api(link.body)}/password`, NEW)).status).toBe(204);
    await expect(world.login('new', NEW.password)).resolves.toBeDefined();
  });

  it('end all sessions of the person when used', async () => {
    const desk = await world.login('desk');
    const { body } = await issue('admin', 'desk');
    await world.anonymous.post(`${api(body)}/password`, NEW);
    expect((await desk.get('/api/v1/me')).status).toBe(401);
  });

  it('work once, even when used twice at the same moment', async () => {
    const { body } = await issue('admin', 'desk');
    const use = () => world.anonymous.post(`${api(body)}/password`, NEW);
    const answers = await Promise.all([use(), use()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
    expect((await world.anonymous.get(api(body))).status).toBe(404);
  });

  it('are not found when expired, replaced by a newer one, or invented', async () => {
    const old = await issue('admin', 'desk');
    const newer = await issue('admin', 'desk');
    expect((await world.anonymous.get(api(old.body))).status).toBe(404);
    expect((await world.anonymous.get(api(newer.body))).status).toBe(200);
    world.clock.advance(72 * 60);
    expect((await world.anonymous.post(`${api(newer.body)}/password`, NEW)).status).toBe(404);
    expect((await world.anonymous.get(`/api/v1/links/${'A'.repeat(43)}`)).status).toBe(404);
  });

  it('are not used up by a password that is too short', async () => {
    const { body } = await issue('admin', 'desk');
    expect((await world.anonymous.post(`${api(body)}/password`, { password: 'short' })).status).toBe(400);
    expect((await world.anonymous.post(`${api(body)}/password`, NEW)).status).toBe(204);
  });

  it('make nobody an owner', async () => {
    const { body } = await issue('admin', 'desk');
    const owner = { login: 'intruder', name: 'Intruder', password: NEW.password };
    expect((await world.anonymous.post(`${api(body)}/owner`, owner)).status).toBe(404);
  });

  it('of an owner, or of somebody with rights elsewhere, are refused to an admin: they would open that door too', async () => {
    const admin = await world.login('admin');
    for (const login of ['owner', 'far-admin']) {
      await admin.post(`${DUKOU}/people`, { login, name: 'x', role: 'member' });
      expect((await issue('admin', login)).status).toBe(403);
      expect((await issue('owner', login)).status).toBe(201);
    }
    expect((await issue('admin', 'both')).status).toBe(403);
  });

  it('are in the audit log of the centre, without their secret', async () => {
    const { body } = await issue('admin', 'desk');
    const log = await (await world.login('admin')).get(`${DUKOU}/audit`);
    expect(log.body).toMatchObject({ items: [{ action: 'person.link-issued', subject: { id: world.ids['desk'] } }] });
    expect(log.text).not.toContain(body.url.slice('/welcome/'.length));
  });
});
