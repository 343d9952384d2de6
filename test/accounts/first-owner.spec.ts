import { FirstOwner } from '../../src/accounts/first-owner.js';
import { createTestApp, signIn, type TestApp } from '../support/app.js';

const OWNER = { login: 'Owner@New.example', name: 'Owner', password: 'a longer sentence' };

describe('the first owner', () => {
  let test: TestApp;
  beforeEach(async () => {
    test = await createTestApp({ demo: 'none' });
  });
  afterEach(() => test.close());

  const issue = async () => {
    const url = await test.app.get(FirstOwner, { strict: false }).issueOwnerLink();
    return url.replace('/welcome', '/api/v1/links');
  };

  it('makes their account with the link of the first start and can sign in', async () => {
    const link = await issue();
    expect((await test.anonymous.get(link)).body).toEqual({ purpose: 'owner', name: null });
    const made = await test.anonymous.post(`${link}/owner`, OWNER);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ login: 'owner@new.example', name: 'Owner' });
    const owner = await signIn(test.app, 'owner@new.example', OWNER.password);
    expect((await owner.get('/api/v1/owners')).status).toBe(200);
  });

  it('is made once', async () => {
    const link = await issue();
    const make = (login: string) => test.anonymous.post(`${link}/owner`, { ...OWNER, login });
    const answers = await Promise.all([make('first'), make('second')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 404]);
    const later = await issue();
    expect((await test.anonymous.post(`${later}/owner`, { ...OWNER, login: 'third' })).status).toBe(404);
  });

  it('cannot use the link of an earlier start', async () => {
    const earlier = await issue();
    await issue();
    expect((await test.anonymous.post(`${earlier}/owner`, OWNER)).status).toBe(404);
  });
});
