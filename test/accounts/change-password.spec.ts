import { createWorld, type World } from './world.js';

const PASSWORD = '/api/v1/me/password';
const change = { current: 'dukou-demo', next: 'a longer sentence' };

describe('changing my password', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld({ LOGIN_TRIES: '3' });
  });
  afterEach(() => world.close());

  it('ends my other sessions, keeps this one and my tokens, and counts both', async () => {
    const here = await world.login('desk');
    const elsewhere = await world.login('desk');
    const token = await here.post<{ token: string }>('/api/v1/tokens', { name: 'display' });
    const answer = await here.call('PUT', PASSWORD, { body: change, ifMatch: 1 });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ sessionsEnded: 1, tokensKept: 1 });
    expect(answer.headers['etag']).toBe('"2"');
    expect((await elsewhere.get('/api/v1/me')).status).toBe(401);
    expect((await here.get('/api/v1/me')).status).toBe(200);
    expect((await world.caller({ authorization: `Bearer ${token.body.token}` }).get('/api/v1/me')).status).toBe(200);
  });

  it('makes the new password the only one', async () => {
    await (await world.login('desk')).call('PUT', PASSWORD, { body: change, ifMatch: '*' });
    await expect(world.login('desk', 'dukou-demo')).rejects.toThrow('401');
    await expect(world.login('desk', 'a longer sentence')).resolves.toBeDefined();
  });

  it('needs the present password, names it as the fault, and limits guessing at it', async () => {
    const desk = await world.login('desk');
    const guess = () => desk.call('PUT', PASSWORD, { body: { ...change, current: 'wrong' }, ifMatch: 1 });
    const first = await guess();
    expect(first.status).toBe(400);
    expect(first.body['errors']).toEqual([{ pointer: '/current', detail: 'This is not your present password.' }]);
    await guess();
    await guess();
    expect((await guess()).status).toBe(429);
  });

  it('is 428 without If-Match and 412 with an old one', async () => {
    const desk = await world.login('desk');
    expect((await desk.call('PUT', PASSWORD, { body: change })).status).toBe(428);
    expect((await desk.call('PUT', PASSWORD, { body: change, ifMatch: 7 })).status).toBe(412);
  });

  it.each(['x'.repeat(9), 'x'.repeat(201)])('refuses a password of the wrong length', async (next) => {
    const desk = await world.login('desk');
    expect((await desk.call('PUT', PASSWORD, { body: { ...change, next }, ifMatch: 1 })).status).toBe(400);
  });

  it('is in the audit log, without the password', async () => {
    await (await world.login('desk')).call('PUT', PASSWORD, { body: change, ifMatch: 1 });
    const log = await (
      await world.login('owner')
    ).get<{ items: object[] }>(`/api/v1/audit?person=${world.ids['desk']}`);
    expect(log.body.items).toMatchObject([{ action: 'person.password-changed', actor: { name: 'desk' } }]);
    expect(log.text).not.toMatch(/sentence|argon2/);
  });
});
