import { signIn } from '../support/app.js';
import { createWorld, type World } from './world.js';

const SESSIONS = '/api/v1/sessions';

describe('the limit on failed log-ins', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld({ LOGIN_TRIES: '3', LOGIN_WINDOW_MINUTES: '15' });
  });
  afterEach(() => world.close());

  const fail = (login: string) => world.anonymous.post(SESSIONS, { login, password: 'wrong' });
  const succeed = (login: string) => world.anonymous.post(SESSIONS, { login, password: 'dukou-demo' });

  it('refuses the fourth try within the window, even with the right password, and says how long to wait', async () => {
    for (let i = 0; i < 3; i++) expect((await fail('desk')).status).toBe(401);
    world.clock.advance(5);
    const answer = await succeed('desk');
    expect(answer.status).toBe(429);
    expect(answer.body['code']).toBe('too-many-requests');
    expect(answer.headers['retry-after']).toBe('600');
  });

  it('lets in again when the window is over', async () => {
    for (let i = 0; i < 4; i++) await fail('desk');
    world.clock.advance(15);
    expect((await succeed('desk')).status).toBe(201);
  });

  it('counts logins apart from each other, and unknown ones like known ones', async () => {
    for (let i = 0; i < 3; i++) await fail('not-there');
    expect((await fail('not-there')).status).toBe(429);
    expect((await succeed('desk')).status).toBe(201);
  });

  it('forgets the failures of a login that succeeds', async () => {
    await fail('desk');
    await fail('desk');
    expect((await succeed('desk')).status).toBe(201);
    for (let i = 0; i < 3; i++) expect((await fail('desk')).status).toBe(401);
  });

  it('does not let tries slip through that come all at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => fail('desk')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
  });

  it('stops an address after twenty times as many failures, whatever the logins', async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, (_, i) => fail(`guess-${i}`)));
    expect(answers.every(({ status }) => status === 401)).toBe(true);
    expect((await fail('guess-60')).status).toBe(429);
  });

  it('does not count successes against the address', async () => {
    for (let i = 0; i < 3; i++) await signIn(world.app, 'desk');
    const [row] = await world.rows<{ tries: number }>(
      `SELECT tries FROM login_failures WHERE subject LIKE 'address:%'`,
    );
    expect(row?.tries).toBe(0);
  });
});
