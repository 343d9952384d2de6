import { createTestApp, LOGINS, type Answer, type Caller, type TestApp } from '../support/app.js';
import { addTenant } from '../support/tenants.js';

/** What the children's growth centre says of itself at first, as far as it is not the operator's to change. */
const KIDS = { approval: 'operator' };
const ZONES = '/api/v1/centres/dukou/zones';

describe('the policy of a zone', () => {
  let test: TestApp;
  let manager: Caller;
  let admin: Caller;
  const etag = async (zone: string): Promise<string> => String((await admin.get(`${ZONES}/${zone}`)).headers['etag']);
  const set = async (caller: Caller, zone: string, body: object, query = ''): Promise<Answer> =>
    caller.call('PUT', `${ZONES}/${zone}/policy${query}`, { body, ifMatch: await etag(zone) });
  const pointersOf = ({ body }: Answer): unknown =>
    (body['errors'] as { pointer: string }[] | undefined)?.map(({ pointer }) => pointer);

  beforeEach(async () => {
    test = await createTestApp();
    await addTenant(test, {
      code: 'chunni',
      managers: [LOGINS.manager],
      members: [LOGINS.desk],
      zones: ['F2-KIDS', 'F1-HALL'],
      rights: { setPolicy: true },
    });
    manager = await test.as('manager');
    admin = await test.as('admin');
  });
  afterEach(() => test.close());

  it('is set whole by an admin, for any zone', async () => {
    const answer = await set(admin, 'F3-MEET-2', { longestMinutes: 600, approval: 'centre' });
    expect([answer.status, answer.body['policy']]).toEqual([200, { longestMinutes: 600, approval: 'centre' }]);
    expect(answer.headers['etag']).toBe(await etag('F3-MEET-2'));
    expect((await set(admin, 'F3-MEET-2', {})).body['policy']).toEqual({});
  });

  it('is set by a manager within the bounds of the centre', async () => {
    const policy = {
      shortestMinutes: 60,
      longestMinutes: 120,
      gridMinutes: 30,
      noticeMinutes: { staff: 0, member: 240 },
      horizonDays: { staff: 400, member: 90 },
      setupMinutes: 15,
      cleanupMinutes: 10,
      visibility: 'public',
      approval: 'operator',
    };
    const answer = await set(manager, 'F2-KIDS', policy);
    expect([answer.status, answer.body['policy']]).toEqual([200, policy]);
    const below = await admin.get<{ rules: object }>(`${ZONES}/F2-KIDS-1`);
    expect(below.body.rules).toMatchObject({ gridMinutes: 30, setupMinutes: 15 });
  });

  it('tells a manager every member that goes beyond them, and changes nothing', async () => {
    const before = await etag('F2-KIDS');
    const answer = await set(manager, 'F2-KIDS', {
      longestMinutes: 241,
      noticeMinutes: { staff: 5, member: 119 },
      horizonDays: { staff: 401, member: 181 },
      approval: 'none',
      whoMayBook: 'members',
    });
    expect([answer.status, pointersOf(answer)]).toEqual([
      400,
      [
        '/approval',
        '/whoMayBook',
        '/noticeMinutes/staff',
        '/horizonDays/staff',
        '/longestMinutes',
        '/horizonDays/member',
        '/noticeMinutes/member',
      ],
    ]);
    expect(await etag('F2-KIDS')).toBe(before);
  });

  it('leaves to a zone what the centre itself gave it beyond the zone above', async () => {
    const standing = { longestMinutes: 600, setupMinutes: 30, cleanupMinutes: 30, approval: 'centre' };
    expect((await set(manager, 'F1-HALL', { ...standing, setupMinutes: 15 })).status).toBe(200);
    expect(pointersOf(await set(manager, 'F1-HALL', { ...standing, longestMinutes: 599 }))).toEqual([
      '/longestMinutes',
    ]);
    expect(pointersOf(await set(manager, 'F1-HALL', { longestMinutes: 600 }))).toEqual(['/approval']);
  });

  it('is nothing for other zones and other people, and is checked in the usual order', async () => {
    const bad = { body: { colour: 'red' } };
    const desk = await test.as('desk');
    const statuses = [
      await test.anonymous.call('PUT', `${ZONES}/F2-KIDS/policy`, bad),
      await manager.call('PUT', `${ZONES}/NOWHERE/policy`, bad),
      await manager.call('PUT', `${ZONES}/F3-MEET-2/policy`, bad),
      await desk.call('PUT', `${ZONES}/F2-KIDS/policy`, bad),
      await manager.call('PUT', `${ZONES}/F2-KIDS/policy`, bad),
      await manager.call('PUT', `${ZONES}/F2-KIDS/policy`, { ...bad, ifMatch: 99 }),
      await manager.call('PUT', `${ZONES}/F2-KIDS/policy`, { body: {}, ifMatch: 99 }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([401, 404, 403, 403, 428, 400, 412]);
  });

  it('points to a member that contradicts what is inherited, and shows a change without making it', async () => {
    expect(pointersOf(await set(manager, 'F2-KIDS', { ...KIDS, longestMinutes: 60, shortestMinutes: 90 }))).toContain(
      '/shortestMinutes',
    );
    expect(pointersOf(await set(admin, 'F2-KIDS', { gridMinutes: 7 }))).toEqual(['/gridMinutes']);
    const before = await etag('F2-KIDS');
    const dry = await set(manager, 'F2-KIDS', { ...KIDS, gridMinutes: 60 }, '?dryRun=true');
    expect(dry.body).toMatchObject({ ok: true, zones: [{ code: 'F2-KIDS', policy: { gridMinutes: 60 } }] });
    expect(await etag('F2-KIDS')).toBe(before);
  });
});
