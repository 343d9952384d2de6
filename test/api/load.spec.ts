import { createTestApp, LOGINS, PASSWORD, type TestApp } from '../support/app.js';

const SESSIONS = '/api/v1/sessions';
const ten = Array.from({ length: 10 }, (_, i) => i);

describe('many at once', () => {
  let test: TestApp;
  afterEach(() => test.close());

  it('sign in, ten in parallel, with no answer that blames the server', async () => {
    test = await createTestApp();
    const logins = Object.values(LOGINS);
    const right = ten.map((i) => ({ login: logins[i % logins.length], password: PASSWORD }));
    const answers = await Promise.all(right.map((body) => test.anonymous.post(SESSIONS, body)));
    expect(answers.map(({ status }) => status)).toEqual(ten.map(() => 201));
    const cookies = answers.map(({ headers }) => String(headers['set-cookie']).split(';')[0]);
    expect(new Set(cookies).size).toBe(ten.length);
  });

  it('guess a password, ten in parallel: as many as the limit are looked at, the rest is told to wait', async () => {
    test = await createTestApp({ settings: { LOGIN_TRIES: '3', LOGIN_WINDOW_MINUTES: '15' } });
    const wrong = { login: LOGINS.desk, password: 'wrong' };
    const answers = await Promise.all(ten.map(() => test.anonymous.post(SESSIONS, wrong)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(3);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(7);
    for (const { headers, body } of refused) {
      expect(headers['retry-after']).toBe('900');
      expect(body['code']).toBe('too-many-requests');
    }
  });

  it('book the same hour, ten in parallel: one has it and the rest is told why not', async () => {
    test = await createTestApp();
    const office = await test.as('office');
    const body = { zone: 'F3-MEET-2', start: '2026-08-27T14:00', end: '2026-08-27T15:00', title: 'Reading' };
    const answers = await Promise.all(ten.map(() => office.post('/api/v1/centres/dukou/bookings', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
  });
});
