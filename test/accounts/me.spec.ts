import { createWorld, type World } from './world.js';

interface Me {
  readonly user: object;
  readonly roles: { centre: string; role: string }[];
  readonly permissions: Record<string, string[]>;
}

describe('who I am', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  it('shows a desk its role and what it may do, with the version as ETag', async () => {
    const me = await (await world.login('desk')).get<Me>('/api/v1/me');
    expect(me.headers['etag']).toBe('"1"');
    expect(me.body).toEqual({
      user: { id: world.ids['desk'], login: 'desk', name: 'desk', isOwner: false },
      roles: [{ centre: 'dukou', role: 'desk' }],
      operators: [],
      permissions: {
        dukou: [
          'operators.read',
          'bookings.check',
          'bookings.create',
          'bookings.read',
          'bookings.edit',
          'bookings.accept',
          'bookings.book-for-others',
          'bookings.search',
          'slips.issue',
        ],
      },
    });
  });

  it('shows a person all their centres', async () => {
    const me = await (await world.login('both')).get<Me>('/api/v1/me');
    expect(me.body.roles).toEqual([
      { centre: 'dukou', role: 'member' },
      { centre: 'far', role: 'member' },
    ]);
  });

  it('shows an owner every centre, without a role there', async () => {
    const me = await (await world.login('owner')).get<Me>('/api/v1/me');
    expect(me.body.roles).toEqual([]);
    expect(Object.keys(me.body.permissions)).toEqual(['dukou', 'far']);
    expect(me.body.permissions['far']).toContain('zones.write');
  });

  it('is 401 for anybody else, also with a cookie that is stale or invented', async () => {
    expect((await world.anonymous.get('/api/v1/me')).status).toBe(401);
    for (const value of ['B'.repeat(43), 'nonsense', '']) {
      expect((await world.caller({ cookie: `dukou_session=${value}` }).get('/api/v1/me')).status).toBe(401);
    }
  });

  it('follows a role that is taken away at the next request', async () => {
    const desk = await world.login('desk');
    const admin = await world.login('admin');
    await admin.call('PATCH', world.at('desk'), { body: { role: 'admin' }, ifMatch: '*' });
    expect((await desk.get('/api/v1/centres/dukou/people')).status).toBe(200);
    await admin.call('PATCH', world.at('desk'), { body: { role: 'member' }, ifMatch: '*' });
    expect((await desk.get('/api/v1/centres/dukou/people')).status).toBe(403);
    await admin.call('DELETE', world.at('desk'));
    expect((await desk.get('/api/v1/centres/dukou/people')).status).toBe(404);
    expect((await desk.get<Me>('/api/v1/me')).body.roles).toEqual([]);
  });
});
