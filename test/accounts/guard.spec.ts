import { createWorld, DUKOU, type World } from './world.js';

describe('the guard', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  it('asks who it is before it says what there is', async () => {
    expect((await world.anonymous.get('/api/v1/centres/not-there/people')).status).toBe(401);
    const answer = await world.anonymous.get(`${DUKOU}/people`);
    expect(answer.status).toBe(401);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  it('answers a stranger to a centre as if it were not there', async () => {
    const far = await world.login('far-admin');
    const there = await far.get(`${DUKOU}/people`);
    const nowhere = await far.get('/api/v1/centres/not-there/people');
    expect(there.status).toBe(404);
    expect(there.text).toBe(nowhere.text);
  });

  it('says 404 before 403, 403 before 428, and 428 before 400', async () => {
    const office = await world.login('office');
    const admin = await world.login('admin');
    expect((await office.call('PATCH', world.at('not-there'), { body: {} })).status).toBe(404);
    expect((await office.call('PATCH', world.at('desk'), { body: {} })).status).toBe(403);
    expect((await admin.call('PATCH', world.at('desk'), { body: { color: 'red' } })).status).toBe(428);
    expect((await admin.call('PATCH', world.at('desk'), { body: { color: 'red' }, ifMatch: 9 })).status).toBe(400);
    expect((await admin.call('PATCH', world.at('desk'), { body: { name: 'x' }, ifMatch: 9 })).status).toBe(412);
  });

  it('refuses an If-Match that is none of our tags', async () => {
    const admin = await world.login('admin');
    expect((await admin.call('PATCH', world.at('desk'), { body: { name: 'x' }, ifMatch: 'three' })).status).toBe(400);
  });

  it('refuses a write that another site has caused, whoever is signed in', async () => {
    const admin = await world.login('admin');
    const foreign: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ];
    for (const headers of foreign) {
      const answer = await admin.post(`${world.at('desk')}/lock`, {}, { headers });
      expect(answer.status).toBe(403);
      expect(answer.body['code']).toBe('cross-site');
    }
    expect((await admin.get(world.at('desk'))).body['locked']).toBe(false);
    const own = { origin: 'http://localhost:80', 'sec-fetch-site': 'same-origin', host: 'localhost' };
    expect((await admin.post(`${world.at('desk')}/lock`, {}, { headers: own })).status).toBe(200);
  });
});
