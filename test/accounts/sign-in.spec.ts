import { createWorld, type World } from './world.js';

const SESSIONS = '/api/v1/sessions';
const right = { login: 'desk', password: 'dukou-demo' };

describe('signing in', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld({ SESSION_HOURS: '12' });
  });
  afterEach(() => world.close());

  it('gives a session for twelve hours in a cookie that scripts and other sites cannot use', async () => {
    const answer = await world.anonymous.post(SESSIONS, right);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      user: { id: world.ids['desk'], login: 'desk', name: 'desk' },
      expiresAt: '2026-08-24T14:00:00+00:00',
    });
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/^dukou_session=[A-Za-z0-9_-]{43};/);
    for (const flag of ['HttpOnly', 'SameSite=Lax', 'Path=/', 'Max-Age=43200']) expect(cookie).toContain(flag);
    expect(cookie).not.toContain('Secure');
  });

  it('takes the login in any case', async () => {
    expect((await world.anonymous.post(SESSIONS, { ...right, login: ' DESK ' })).status).toBe(201);
  });

  it('stores no secret, only its hash', async () => {
    const { cookie } = await world.login('desk');
    const rows = await world.rows<{ hash: string }>('SELECT hash FROM sessions');
    expect(rows).toHaveLength(1);
    expect(rows[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(cookie).not.toContain(rows[0]?.hash);
  });

  it('gives a new session each time and ends the one the browser brought along', async () => {
    const first = await world.login('desk');
    const again = await world.caller({ cookie: first.cookie ?? '' }).post(SESSIONS, right);
    expect(again.status).toBe(201);
    expect(String(again.headers['set-cookie'])).not.toContain(first.cookie);
    expect((await first.get('/api/v1/me')).status).toBe(401);
  });

  it('takes over no session id that somebody else has put into the browser', async () => {
    const planted = 'dukou_session=' + 'A'.repeat(43);
    const answer = await world.caller({ cookie: planted }).post(SESSIONS, right);
    expect(answer.status).toBe(201);
    expect(String(answer.headers['set-cookie'])).not.toContain(planted);
    expect((await world.caller({ cookie: planted }).get('/api/v1/me')).status).toBe(401);
  });

  it('answers a wrong password, an unknown login and a locked one alike', async () => {
    const admin = await world.login('admin');
    await admin.post(`${world.at('desk')}/lock`);
    const answers = [
      await world.anonymous.post(SESSIONS, { login: 'office', password: 'wrong' }),
      await world.anonymous.post(SESSIONS, { login: 'not-there', password: 'dukou-demo' }),
      await world.anonymous.post(SESSIONS, right),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.body['code']).toBe('login-failed');
      expect(answer.text).toBe(answers[0]?.text);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  it('refuses a body without password, with a list as login, or with fields it does not know', async () => {
    const answer = await world.anonymous.post(SESSIONS, { login: ['desk'], remember: true });
    expect(answer.status).toBe(400);
    const pointers = (answer.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer);
    expect(pointers.sort()).toEqual(['/login', '/password', '/remember']);
  });

  it('ends by itself after its hours', async () => {
    const desk = await world.login('desk');
    world.clock.advance(12 * 60 - 1);
    expect((await desk.get('/api/v1/me')).status).toBe(200);
    world.clock.advance(1);
    expect((await desk.get('/api/v1/me')).status).toBe(401);
  });
});

it('marks the cookie as secure in production', async () => {
  const world = await createWorld({ NODE_ENV: 'production' });
  const answer = await world.anonymous.post(SESSIONS, right);
  expect(String(answer.headers['set-cookie'])).toContain('; Secure');
  await world.close();
});
