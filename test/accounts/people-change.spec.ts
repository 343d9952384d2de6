import { createWorld, DUKOU, type World } from './world.js';

describe('changing a person', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  const patch = async (by: string, whom: string, body: object, ifMatch: string | number = '*') =>
    (await world.login(by)).call('PATCH', world.at(whom), { body, ifMatch });

  it('changes role and name and moves the version on', async () => {
    const answer = await patch('admin', 'desk', { role: 'office', name: '后台二号' }, 1);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ role: 'office', name: '后台二号', version: 2 });
    expect(answer.headers['etag']).toBe('"2"');
  });

  it('is 428 without If-Match and 412 with an old one, and changes nothing then', async () => {
    const admin = await world.login('admin');
    expect((await admin.call('PATCH', world.at('desk'), { body: { role: 'office' } })).status).toBe(428);
    expect((await patch('admin', 'desk', { role: 'office' }, 2)).status).toBe(412);
    expect((await admin.get(world.at('desk'))).body).toMatchObject({ role: 'desk', version: 1 });
  });

  it('writes nothing when nothing would change', async () => {
    const answer = await patch('admin', 'desk', { role: 'desk' }, 1);
    expect(answer.status).toBe(200);
    expect(answer.headers['etag']).toBe('"1"');
    expect(await world.rows('SELECT id FROM audit_log')).toEqual([]);
  });

  it('does not demote the last admin, but does when there is another', async () => {
    expect((await patch('admin', 'second-admin', { role: 'desk' })).status).toBe(200);
    const last = await patch('admin', 'admin', { role: 'desk' });
    expect(last.status).toBe(409);
    expect(last.body['code']).toBe('conflict');
    expect((await patch('owner', 'admin', { role: 'desk' })).status).toBe(409);
  });

  it('does not count a locked admin as one that is left', async () => {
    await (await world.login('admin')).post(`${world.at('second-admin')}/lock`);
    expect((await patch('admin', 'admin', { role: 'desk' })).status).toBe(409);
  });

  it('leaves the name of an account that also belongs elsewhere to an owner', async () => {
    expect((await patch('admin', 'both', { name: 'Mine now' })).status).toBe(403);
    expect((await patch('admin', 'both', { role: 'desk' })).status).toBe(200);
    expect((await patch('owner', 'both', { name: 'Really both' })).status).toBe(200);
  });

  it('is in the audit log with before and after', async () => {
    await patch('admin', 'desk', { role: 'office' });
    const log = await (await world.login('admin')).get(`${DUKOU}/audit?person=${world.ids['desk']}`);
    expect(log.body).toMatchObject({
      items: [
        {
          at: '2026-08-24T10:00:00+08:00',
          action: 'person.changed',
          actor: { id: world.ids['admin'], name: 'admin' },
          subject: { kind: 'person', id: world.ids['desk'] },
          before: { role: 'desk' },
          after: { role: 'office' },
        },
      ],
    });
    expect(await world.rows('SELECT kind, subject_id FROM outbox')).toEqual([
      { kind: 'person.changed', subject_id: world.ids['desk'] },
    ]);
  });
});
