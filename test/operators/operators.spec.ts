import { LOGINS, signIn } from '../support/app.js';
import { AGREEMENTS, createWorld, DUKOU, OPERATORS, type AgreementBody, type World } from './world.js';

interface OperatorBody {
  readonly code: string;
  readonly status: string;
  readonly contact: object;
  readonly version: number;
}

const NEW = { code: 'lantern', name: '灯会', nameEn: 'Lantern Club', kind: 'association' };

describe('operators', () => {
  let world: World;
  const change = (code: string, body: object, ifMatch: number | string = '*') =>
    world.admin.call<OperatorBody & { detail: string }>('PATCH', `${OPERATORS}/${code}`, { body, ifMatch });
  const codes = async (path: string): Promise<string[]> => {
    const { body } = await (await world.as('manager')).get<{ items: { code: string }[] }>(path);
    return body.items.map(({ code }) => code);
  };

  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());

  it('are made by an admin, begin as invited, and have each code once', async () => {
    const made = await world.admin.post<OperatorBody>(OPERATORS, {
      ...NEW,
      contact: { name: '值班', phone: '0570-1' },
    });
    expect(made.status).toBe(201);
    expect(made.headers['location']).toBe(`${OPERATORS}/lantern`);
    expect(made.headers['etag']).toBe('"1"');
    expect(made.body).toMatchObject({
      ...NEW,
      status: 'invited',
      contact: { name: '值班', phone: '0570-1' },
      note: null,
    });
    const again = await world.admin.post(OPERATORS, NEW);
    expect([again.status, again.body['code']]).toEqual([409, 'conflict']);
    expect((await (await world.as('office')).post(OPERATORS, { ...NEW, code: 'other' })).status).toBe(403);
  });

  it('tell all faults of their data at once', async () => {
    const { status, body } = await world.admin.post<{ errors: { pointer: string }[] }>(OPERATORS, {
      ...NEW,
      code: 'No Slug',
      kind: 'club',
      contact: { phone: 'call me' },
      colour: 'red',
    });
    expect(status).toBe(400);
    expect(body.errors.map(({ pointer }) => pointer).sort()).toEqual(['/code', '/colour', '/contact/phone', '/kind']);
  });

  it('are changed against a version, and the log keeps no contact', async () => {
    // The log is in the order of time, and this clock stands still.
    world.clock.set('2026-08-24T10:01:00+08:00');
    const changed = await change('lantern', { note: 'Evenings only', contact: { email: 'a@lantern.example' } }, 1);
    expect([changed.status, changed.body.version, changed.headers['etag']]).toEqual([200, 2, '"2"']);
    expect((await change('lantern', { note: null }, 1)).status).toBe(412);
    const log = await world.admin.get<{ items: { action: string; after: object }[] }>(`${DUKOU}/audit?limit=1`);
    expect(log.body.items[0]).toMatchObject({ action: 'operator.changed', after: { contact: ['email'] } });
    expect(log.text).not.toContain('lantern.example');
  });

  it('show a tenant itself and nobody else, whatever is asked', async () => {
    expect(await codes(OPERATORS)).toEqual(['chunni']);
    const manager = await world.as('manager');
    const [own, other, unknown] = await Promise.all(
      ['chunni', 'sunshine', 'nobody'].map((code) => manager.get(`${OPERATORS}/${code}`)),
    );
    expect([own?.status, other?.status, unknown?.status]).toEqual([200, 404, 404]);
    expect(other?.text.replace('sunshine', '')).toBe(unknown?.text.replace('nobody', ''));
    expect((await manager.get(`${OPERATORS}/sunshine/members`)).status).toBe(404);
    expect((await manager.call('PATCH', `${OPERATORS}/chunni`, { body: { note: 'x' }, ifMatch: '*' })).status).toBe(
      403,
    );
    expect((await world.anonymous.get(OPERATORS)).status).toBe(401);
  });

  it('show a tenant its own agreements only', async () => {
    const manager = await world.as('manager');
    const own = await manager.get<{ items: AgreementBody[] }>(AGREEMENTS);
    expect(own.body.items.map(({ operator, kind }) => `${operator} ${kind}`)).toEqual(['chunni operate', 'chunni use']);
    const asked = await manager.get<{ items: AgreementBody[] }>(`${AGREEMENTS}?operator=sunshine`);
    expect(asked.body.items).toEqual([]);
    const [foreign] = await world.agreementsOf('sunshine');
    for (const part of ['', '/versions', '/use']) {
      expect((await manager.get(`${AGREEMENTS}/${foreign?.id}${part}`)).status).toBe(404);
      expect((await manager.get(`${AGREEMENTS}/${own.body.items[0]?.id}${part}`)).status).toBe(200);
    }
    expect((await (await world.as('desk')).get(AGREEMENTS)).status).toBe(403);
    expect((await manager.get('/api/v1/centres/elsewhere/agreements')).status).toBe(404);
  });

  it('that are suspended add nothing and come back; those that have ended do neither', async () => {
    const booker = await world.operator('moth');
    const agreement = await world.agree({ operator: 'moth', zones: ['F3-MEET-2'] });
    const wish = { zone: 'F3-MEET-2', start: '2026-09-02T14:00', end: '2026-09-02T15:00', title: 'Meeting' };
    expect((await booker.post(`${DUKOU}/bookings`, wish)).status).toBe(201);
    expect((await change('moth', { status: 'suspended' })).body.status).toBe('suspended');
    const later = { ...wish, start: '2026-09-02T16:00', end: '2026-09-02T17:00' };
    expect((await booker.post(`${DUKOU}/bookings`, later)).status).not.toBe(201);
    expect((await change('moth', { status: 'active' })).body.status).toBe('active');
    expect((await booker.post(`${DUKOU}/bookings`, later)).status).toBe(201);

    const bound = await change('moth', { status: 'ended' });
    expect([bound.status, bound.body.detail]).toEqual([409, expect.stringContaining(agreement.until)]);
    const end = { on: '2026-08-24', reason: 'Done', choices: [] as object[] };
    const listed = await world.admin.post<{ affected: { booking: string }[] }>(
      `${AGREEMENTS}/${agreement.id}/end?dryRun=true`,
      end,
    );
    end.choices = listed.body.affected.map(({ booking }) => ({ booking, action: 'hand-over' }));
    expect((await world.admin.post(`${AGREEMENTS}/${agreement.id}/end`, end)).status).toBe(200);
    world.clock.set('2026-08-25T10:00:00+08:00');
    const tomorrow = await signIn(world.app, LOGINS.admin);
    const set = (status: string) => tomorrow.call('PATCH', `${OPERATORS}/moth`, { body: { status }, ifMatch: '*' });
    const caller = await signIn(world.app, 'manager@moth.example');
    expect((await caller.get(OPERATORS)).status).toBe(200);
    expect((await set('ended')).body['status']).toBe('ended');
    expect((await set('active')).status).toBe(409);
    expect((await caller.get(OPERATORS)).status).toBe(404);
    expect(await world.audit()).toEqual([]);
  });
});
