import { createWorld, type World } from './world.js';

const TOKENS = '/api/v1/tokens';

describe('personal tokens', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  async function tokenOf(login: string): Promise<{ id: string; bearer: Record<string, string> }> {
    const caller = await world.login(login);
    const { body } = await caller.post<{ id: string; token: string }>(TOKENS, { name: 'door display' });
    return { id: body.id, bearer: { authorization: `Bearer ${body.token}` } };
  }

  it('are shown once, act as their person, and are listed without their secret', async () => {
    const desk = await world.login('desk');
    const made = await desk.post<{ id: string; token: string }>(TOKENS, { name: 'door display' });
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      id: made.body.id,
      name: 'door display',
      createdAt: '2026-08-24T02:00:00+00:00',
      token: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) as string,
    });
    const display = world.caller({ authorization: `Bearer ${made.body.token}` });
    expect((await display.get('/api/v1/me')).body).toMatchObject({ user: { login: 'desk' } });
    const list = await desk.get(TOKENS);
    expect(list.body).toEqual({
      items: [{ id: made.body.id, name: 'door display', createdAt: '2026-08-24T02:00:00+00:00' }],
    });
  });

  it('stop working when deleted', async () => {
    const { id, bearer } = await tokenOf('desk');
    const display = world.caller(bearer);
    expect((await display.call('DELETE', `${TOKENS}/${id}`)).status).toBe(204);
    expect((await display.get('/api/v1/me')).status).toBe(401);
  });

  it('of others are not found', async () => {
    const { id } = await tokenOf('desk');
    const office = await world.login('office');
    expect((await office.call('DELETE', `${TOKENS}/${id}`)).status).toBe(404);
    expect((await office.get(TOKENS)).body).toEqual({ items: [] });
  });

  it('are refused while their person is locked, and work again afterwards', async () => {
    const { bearer } = await tokenOf('desk');
    const admin = await world.login('admin');
    await admin.post(`${world.at('desk')}/lock`);
    expect((await world.caller(bearer).get('/api/v1/me')).status).toBe(401);
    await admin.post(`${world.at('desk')}/unlock`);
    expect((await world.caller(bearer).get('/api/v1/me')).status).toBe(200);
  });

  it.each(['Bearer nonsense', `Bearer ${'A'.repeat(43)}`, 'Basic ZGVzazp4', 'Bearer'])(
    'that are not ours (%s) are 401, on public calls too, and beside a good cookie',
    async (authorization) => {
      const { cookie = '' } = await world.login('desk');
      const answer = await world
        .caller({ cookie, authorization })
        .post('/api/v1/sessions', { login: 'x', password: 'y' });
      expect(answer.status).toBe(401);
      expect(answer.body['code']).toBe('sign-in-required');
    },
  );

  it('need a name', async () => {
    const desk = await world.login('desk');
    expect((await desk.post(TOKENS, { name: '  ' })).status).toBe(400);
  });
});
