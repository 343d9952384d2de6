import { createTestApp, LOGINS, PASSWORD, signIn, type Caller, type TestApp } from '../support/app.js';
import { SESSION_COOKIE } from '../../src/accounts/session-cookie.js';
import { addOperator, guest, setMember } from '../support/operators.js';

const DUKOU = '/api/v1/centres/dukou';
const CHOSEN = 'A'.repeat(43);

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const cookieOf = (value: string): string => `${SESSION_COOKIE}=${value}`;
const me = async (cookie: string): Promise<number> => (await app.caller({ cookie }).get('/api/v1/me')).status;

/** Signs in with a browser that carries this cookie, and gives the one that it carries afterwards. */
async function signInWith(cookie: string): Promise<string> {
  const answer = await app.caller({ cookie }).post('/api/v1/sessions', { login: LOGINS.office, password: PASSWORD });
  expect(answer.status).toBe(201);
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}

describe('a session', () => {
  it('is never the one that somebody put into the browser before', async () => {
    const mine = await signInWith(cookieOf(CHOSEN));
    expect(mine).not.toBe(cookieOf(CHOSEN));
    expect([await me(mine), await me(cookieOf(CHOSEN))]).toEqual([200, 401]);
  });

  it('of somebody else that was put into the browser ends, and is not shared', async () => {
    const attacker = (await signIn(app.app, LOGINS.member)).cookie ?? '';
    const mine = await signInWith(attacker);
    expect([await me(mine), await me(attacker)]).toEqual([200, 401]);
  });

  it('that was copied is worth nothing after the log-out, whoever carries it', async () => {
    const victim = await signIn(app.app, LOGINS.desk);
    const thief = app.caller({ cookie: victim.cookie ?? '' });
    expect((await thief.get(`${DUKOU}/bookings`)).status).toBe(200);
    expect((await victim.call('DELETE', '/api/v1/sessions/current')).status).toBe(204);
    for (const path of ['/api/v1/me', `${DUKOU}/bookings`]) expect((await thief.get(path)).status).toBe(401);
    expect((await thief.post(`${DUKOU}/bookings`, {})).status).toBe(401);
  });

  it('is not ended by another one’s log-out', async () => {
    const [one, two] = [await signIn(app.app, LOGINS.desk), await signIn(app.app, LOGINS.desk)];
    await one.call('DELETE', '/api/v1/sessions/current');
    expect((await two.get('/api/v1/me')).status).toBe(200);
  });
});

describe('a role that is taken away while its holder is signed in', () => {
  const office = async (): Promise<{ id: string; caller: Caller }> =>
    guest(app, 'clerk', { centre: 'dukou', role: 'office' });

  it('is gone at the next request, in the centre', async () => {
    const { id, caller } = await office();
    const closing = { zone: 'F1-HALL', start: '2026-10-20T10:00', end: '2026-10-20T11:00', reason: 'Repair' };
    expect((await caller.post(`${DUKOU}/closures?dryRun=true`, closing)).status).toBe(200);
    const admin = await app.as('admin');
    const read = await admin.get(`${DUKOU}/people/${id}`);
    const changed = await admin.call('PATCH', `${DUKOU}/people/${id}`, {
      body: { role: 'member' },
      ifMatch: String(read.headers['etag']),
    });
    expect(changed.status).toBe(200);
    expect((await caller.post(`${DUKOU}/closures?dryRun=true`, closing)).status).toBe(403);
    expect((await admin.call('DELETE', `${DUKOU}/people/${id}`)).status).toBe(204);
    expect((await caller.get(`${DUKOU}/bookings`)).status).toBe(404);
  });

  it('is gone at the next request, in an operator', async () => {
    const { id, caller } = await guest(app, 'helper');
    const operator = await addOperator(app, {
      code: 'helpers',
      members: [[id, 'manager']],
      agreements: [{ zones: ['F3'] }],
    });
    expect((await caller.get(`${DUKOU}/bookings`)).status).toBe(200);
    await setMember(app, { operator, user: id, role: null });
    expect((await caller.get(`${DUKOU}/bookings`)).status).toBe(404);
  });
});

describe('cookies and headers beyond all measure', () => {
  const KILO = 1024;
  const answers = async (headers: Record<string, string>): Promise<number[]> => {
    const caller = app.caller(headers);
    return [
      (await caller.get('/api/v1/me')).status,
      (await caller.get(`${DUKOU}/zones`)).status,
      (await caller.post('/api/v1/sessions', { login: 'x', password: 'y' })).status,
    ];
  };

  it.each([
    ['a session cookie of 4 kB', { cookie: cookieOf('x'.repeat(4 * KILO)) }],
    ['a session cookie of 60 kB', { cookie: cookieOf('x'.repeat(60 * KILO)) }],
    ['a thousand cookies', { cookie: Array.from({ length: 1000 }, (_, i) => `c${i}=${i}`).join('; ') }],
    ['a session cookie of odd characters', { cookie: cookieOf('%00%ff%E4%B8%AD"\\;=') }],
    ['the session cookie many times', { cookie: Array.from({ length: 200 }, () => cookieOf(CHOSEN)).join('; ') }],
    ['a bearer token of 60 kB', { authorization: `Bearer ${'x'.repeat(60 * KILO)}` }],
    ['an unknown kind of authorization', { authorization: 'Basic eDp5' }],
    ['an If-Match of 60 kB', { 'if-match': `"${'9'.repeat(60 * KILO)}"` }],
    ['an Idempotency-Key of 60 kB', { 'idempotency-key': 'k'.repeat(60 * KILO) }],
    ['a language of 60 kB', { 'accept-language': 'zh,'.repeat(20 * KILO) }],
  ])('are never a fault of the server: %s', async (_, headers) => {
    for (const status of await answers(headers)) expect(status).toBeLessThan(500);
  });

  it('nor when they come over the wire, where the server limits them', async () => {
    await app.app.listen(0, '127.0.0.1');
    const url = await app.app.getUrl();
    for (const size of [1, 8, 15, 17, 64, 256]) {
      const headers = { cookie: cookieOf('x'.repeat(size * KILO)) };
      const answer = await fetch(`${url}/api/v1/me`, { headers });
      expect([401, 431]).toContain(answer.status);
      await answer.text();
    }
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  });
});
