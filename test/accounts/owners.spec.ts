import type { Actor } from '../../src/accounts/actor.js';
import { OwnersService } from '../../src/accounts/owners.service.js';
import { createWorld, DUKOU, type World } from './world.js';

const OWNERS = '/api/v1/owners';

const ownerOf = (id = ''): Actor => ({
  kind: 'user',
  id,
  name: id,
  isOwner: true,
  memberships: [],
  operators: [],
  via: 'session',
});

describe('owners', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  const patch = async (by: string, whom: string, isOwner: boolean, ifMatch: string | number = '*') =>
    (await world.login(by)).call('PATCH', `${OWNERS}/${world.ids[whom]}`, { body: { isOwner }, ifMatch });

  it('are listed to owners only', async () => {
    const list = await (await world.login('owner')).get<{ items: { login: string }[] }>(OWNERS);
    expect(list.body.items.map(({ login }) => login)).toEqual(['owner', 'second-owner']);
    expect((await (await world.login('admin')).get(OWNERS)).status).toBe(403);
    expect((await world.anonymous.get(OWNERS)).status).toBe(401);
  });

  it('make others owners, who then may do everything', async () => {
    const owner = await world.login('owner');
    const read = await owner.get(`${OWNERS}/${world.ids['nobody']}`);
    expect(read.body).toMatchObject({ login: 'nobody', isOwner: false });
    const changed = await patch('owner', 'nobody', true, String(read.headers['etag']));
    expect(changed.body).toMatchObject({ isOwner: true, version: 2 });
    expect((await (await world.login('nobody')).get(`${DUKOU}/people`)).status).toBe(200);
  });

  it('made from an account end the one-time links that an admin has issued for it', async () => {
    const link = await (await world.login('admin')).post<{ url: string }>(`${world.at('desk')}/link`);
    await patch('owner', 'desk', true);
    expect((await world.anonymous.get(link.body.url.replace('/welcome', '/api/v1/links'))).status).toBe(404);
  });

  it('cannot all go: the last one stays', async () => {
    expect((await patch('owner', 'second-owner', false)).status).toBe(200);
    expect((await patch('owner', 'owner', false)).status).toBe(409);
  });

  it('who demote each other at the same moment, both past the guard, leave one', async () => {
    const owners = world.app.get(OwnersService, { strict: false });
    const demote = (by: string, whom: string) =>
      owners.change({ actor: ownerOf(world.ids[by]), personId: world.ids[whom] ?? '' }, false, null);
    const outcomes = await Promise.allSettled([demote('owner', 'second-owner'), demote('second-owner', 'owner')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes).toContainEqual(
      expect.objectContaining({ reason: expect.objectContaining({ code: 'forbidden' }) as unknown }),
    );
    expect(await world.rows('SELECT id FROM users WHERE is_owner = 1')).toHaveLength(1);
  });

  it('are not left to one who has no password yet', async () => {
    const owner = await world.login('owner');
    const { body } = await owner.post<{ id: string }>(`${DUKOU}/people`, { login: 'new', name: 'New', role: 'desk' });
    await owner.call('PATCH', `${OWNERS}/${body.id}`, { body: { isOwner: true }, ifMatch: '*' });
    await patch('owner', 'second-owner', false);
    expect((await patch('owner', 'owner', false)).status).toBe(409);
  });

  it('are changed with If-Match only, and by owners only', async () => {
    const owner = await world.login('owner');
    const address = `${OWNERS}/${world.ids['second-owner']}`;
    expect((await owner.call('PATCH', address, { body: { isOwner: false } })).status).toBe(428);
    expect((await patch('owner', 'second-owner', false, 9)).status).toBe(412);
    expect((await patch('admin', 'admin', true)).status).toBe(404);
  });
});
