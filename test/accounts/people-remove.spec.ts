import type { Actor } from '../../src/accounts/actor.js';
import { PeopleService } from '../../src/accounts/people.service.js';
import { createWorld, DUKOU, type World } from './world.js';

const adminOf = (centreId: number, id = ''): Actor => ({
  kind: 'user',
  id,
  name: id,
  isOwner: false,
  memberships: [{ centreId, role: 'admin' }],
  operators: [],
  via: 'session',
});

describe('taking a membership away', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  it('leaves the account, and its other centres, as they are', async () => {
    const admin = await world.login('admin');
    expect((await admin.call('DELETE', world.at('both'))).status).toBe(204);
    expect((await admin.get(world.at('both'))).status).toBe(404);
    const both = await world.login('both');
    expect((await both.get('/api/v1/me')).body['roles']).toEqual([{ centre: 'far', role: 'member' }]);
  });

  it('is refused for the last admin', async () => {
    const admin = await world.login('admin');
    expect((await admin.call('DELETE', world.at('second-admin'))).status).toBe(204);
    expect((await admin.call('DELETE', world.at('admin'))).status).toBe(409);
    expect((await (await world.login('owner')).call('DELETE', world.at('admin'))).status).toBe(409);
  });

  it('lets only one of two admins through who remove each other at the same moment, both past the guard', async () => {
    const people = world.app.get(PeopleService, { strict: false });
    const [centre] = await world.rows<{ id: number }>(`SELECT id FROM centres WHERE slug = 'dukou'`);
    const centreId = centre?.id ?? 0;
    const removal = (by: string, whom: string) =>
      people.remove({ actor: adminOf(centreId, world.ids[by]), centreId, personId: world.ids[whom] ?? '' });
    const outcomes = await Promise.allSettled([removal('admin', 'second-admin'), removal('second-admin', 'admin')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes).toContainEqual(
      expect.objectContaining({ reason: expect.objectContaining({ code: 'forbidden' }) as unknown }),
    );
    const left = await (await world.login('owner')).get<{ items: { role: string }[] }>(`${DUKOU}/people`);
    expect(left.body.items.filter(({ role }) => role === 'admin')).toHaveLength(1);
  });

  it('is for admins', async () => {
    expect((await (await world.login('office')).call('DELETE', world.at('desk'))).status).toBe(403);
    expect((await (await world.login('far-admin')).call('DELETE', world.at('both'))).status).toBe(404);
  });
});
