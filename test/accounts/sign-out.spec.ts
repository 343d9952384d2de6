import { createWorld, type World } from './world.js';

describe('signing out', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  it('ends this session, clears the cookie and leaves other sessions', async () => {
    const here = await world.login('desk');
    const elsewhere = await world.login('desk');
    const answer = await here.call('DELETE', '/api/v1/sessions/current');
    expect(answer.status).toBe(204);
    expect(String(answer.headers['set-cookie'])).toMatch(/^dukou_session=;.*(Expires=Thu, 01 Jan 1970|Max-Age=0)/);
    expect((await here.get('/api/v1/me')).status).toBe(401);
    expect((await elsewhere.get('/api/v1/me')).status).toBe(200);
  });

  it('is 401 for somebody who is not signed in', async () => {
    expect((await world.anonymous.call('DELETE', '/api/v1/sessions/current')).status).toBe(401);
  });
});
