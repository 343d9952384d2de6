import { AGREEMENTS, createWorld, type AgreementBody, type World } from './world.js';

interface Told {
  readonly code: string;
  readonly errors?: { pointer: string; detail: string }[];
  readonly overlaps?: { operator: string; why: string; from: string; until: string; zones: string[] }[];
}

describe('an agreement', () => {
  let world: World;
  const WISH = { operator: 'kite', kind: 'use', zones: ['F3-MEET-2'], from: '2026-09-01', until: '2027-08-31' };
  const ask = (changes: object = {}) => world.admin.post<AgreementBody & Told>(AGREEMENTS, { ...WISH, ...changes });
  const pointersOf = async (changes: object): Promise<string[]> => {
    const { status, body } = await ask(changes);
    expect([status, body.code]).toEqual([400, 'bad-input']);
    return (body.errors ?? []).map(({ pointer }) => pointer).sort();
  };
  const withdraw = ({ id }: AgreementBody) =>
    world.admin.post(`${AGREEMENTS}/${id}/end`, { on: '2026-08-24', reason: 'Test' });

  beforeAll(async () => {
    world = await createWorld();
    await world.operator('kite');
    await world.operator('loom');
  });
  afterAll(() => world.close());

  it('is made by an admin, with defaults for what is left out', async () => {
    const made = await ask();
    expect(made.status).toBe(201);
    expect(made.headers['location']).toBe(`${AGREEMENTS}/${made.body.id}`);
    expect(made.body).toMatchObject({
      ...WISH,
      life: 'future',
      rights: { decide: false, setHours: false, setPolicy: false, waive: [], sees: 'counts' },
      windows: null,
      ...{ quotas: [], standing: [], duties: [], note: null, renews: null, endedReason: null, version: 1 },
    });
    expect((await (await world.as('office')).post(AGREEMENTS, WISH)).status).toBe(403);
    expect((await withdraw(made.body)).status).toBe(200);
    expect((await world.admin.get(`${AGREEMENTS}/${made.body.id}`)).status).toBe(404);
  });

  it('tells every fault of its dates, zones and terms', async () => {
    expect(await pointersOf({ operator: 'nobody', zones: ['F3-MEET-2', 'NOWHERE'] })).toEqual([
      '/operator',
      '/zones/1',
    ]);
    expect(await pointersOf({ until: '2026-08-31' })).toEqual(['/until']);
    expect(await pointersOf({ from: '2020-01-01', until: '2026-08-23' })).toEqual(['/until']);
    expect(await pointersOf({ until: '2036-09-01' })).toEqual(['/until']);
    expect(
      await pointersOf({
        rights: { decide: true, fly: true },
        windows: { '8': [] },
        quotas: [
          { key: 'a', kind: 'minutes', per: 'season', limit: 0 },
          { key: 'a', kind: 'open-bookings', limit: 1 },
        ],
        standing: [{ zone: 'F3-MEET-2', units: -1 }],
        duties: [{ key: 'B', name: '', nameEn: 'x', minutesPerMonth: 60 }],
      }),
    ).toEqual([
      '/duties/0/key',
      '/duties/0/name',
      '/quotas/0/limit',
      '/quotas/0/seasons',
      '/quotas/1/key',
      '/rights/fly',
      '/standing/0/units',
      '/windows/8',
    ]);
    expect(await pointersOf({ rights: { decide: true, waive: ['too-short'] } })).toEqual([
      '/rights/decide',
      '/rights/waive',
    ]);
    expect(await pointersOf({ kind: 'operate', rights: { waive: ['occupied'] } })).toEqual(['/rights/waive/0']);
    expect(await pointersOf({ standing: [{ zone: 'F3-ORG', units: 2 }] })).toEqual(['/standing/0/zone']);
    expect(await pointersOf({ standing: [{ zone: 'F3-MEET-2', units: 2 }] })).toEqual(['/standing/0/zone']);
    expect(await pointersOf({ zones: ['F3-ORG'], standing: [{ zone: 'F3-ORG', units: 49 }] })).toEqual([
      '/standing/0/units',
    ]);
    expect(await pointersOf({ surprise: 1 })).toEqual(['/surprise']);
  });

  it('may last ten years to the day', async () => {
    const { status, body } = await ask({ until: '2036-08-31' });
    expect(status).toBe(201);
    await withdraw(body);
  });

  it('to run zones stands beside no other that runs a part of them on the same day', async () => {
    const run = { operator: 'kite', kind: 'operate' };
    const refused = await ask({ ...run, zones: ['F2-KIDS-4'] });
    expect([refused.status, refused.body.code]).toEqual([409, 'conflict']);
    expect(refused.body.overlaps).toEqual([
      expect.objectContaining({
        ...{ operator: 'chunni', why: 'operate', from: '2026-09-01', until: '2027-08-31' },
        zones: ['F2-KIDS-4'],
      }),
    ]);
    // The whole floor holds the children's centre, run by chunni, and the elders', run by another one.
    const floor = await ask({ ...run, zones: ['F2'] });
    expect(floor.body.overlaps?.map(({ operator }) => operator).sort()).toEqual(['chunni', 'xizhaohong']);
    expect((await ask({ ...run, zones: ['F2-KIDS-4'], from: '2028-12-31', until: '2029-12-31' })).status).toBe(409);
    const after = await ask({ ...run, zones: ['F2-KIDS-4'], from: '2029-01-01', until: '2029-12-31' });
    expect(after.status).toBe(201);
    const hall = await ask({ ...run, zones: ['F1-HALL-AB'] });
    expect(hall.status).toBe(201);
    expect((await ask({ operator: 'loom', kind: 'operate', zones: ['F1-HALL-BC'] })).status).toBe(409);
    expect((await ask({ operator: 'loom', kind: 'operate', zones: ['F1-HALL-C'] })).status).toBe(201);
    await withdraw(after.body);
    await withdraw(hall.body);
  });

  it('stands beside no other of the same operator over the same zone, but beside those of others', async () => {
    const first = await ask({ zones: ['F3-MEET'] });
    expect(first.status).toBe(201);
    const again = await ask({ kind: 'operate', zones: ['F3-MEET-1'], from: '2027-08-31', until: '2028-08-31' });
    expect(again.body.overlaps).toEqual([
      expect.objectContaining({ why: 'operator', from: '2027-08-31', until: '2027-08-31', zones: ['F3-MEET-1'] }),
    ]);
    expect((await ask({ operator: 'loom', zones: ['F3-MEET-1'] })).status).toBe(201);
    await withdraw(first.body);
  });

  it('refuses one of two that overlap and are made at once', async () => {
    const answers = await Promise.all([ask({ zones: ['F1-WELL'] }), ask({ zones: ['F1-WELL-1'] })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('is changed against its version, and tells how it came to be what it is', async () => {
    const { body: made } = await ask({ operator: 'loom', zones: ['F1-CHESS'] });
    const quotas = [{ key: 'open', kind: 'open-bookings', limit: 3 }];
    const patch = (body: object, ifMatch: number) =>
      world.admin.call<AgreementBody & Told>('PATCH', `${AGREEMENTS}/${made.id}`, { body, ifMatch });
    const changed = await patch({ quotas, zones: ['F1-CHESS', 'F1-WELL-3'] }, 1);
    expect(changed.body).toMatchObject({ quotas, zones: ['F1-CHESS', 'F1-WELL-3'], until: WISH.until, version: 2 });
    expect((await patch({ note: 'x' }, 1)).status).toBe(412);
    expect((await patch({ quotas: [{ key: 'open' }] }, 2)).body.errors?.[0]?.pointer).toBe('/quotas/0/kind');
    const path = `${AGREEMENTS}/${made.id}/versions`;
    const { body } = await world.admin.get<{ items: { by?: string; before: object; after: object }[] }>(path);
    expect(body.items).toMatchObject([
      { action: 'agreement.created', before: null, after: { version: 1, quotas: [] } },
      { action: 'agreement.changed', before: { version: 1 }, after: { version: 2, quotas } },
    ]);
    expect(body.items.every(({ by }) => by !== undefined)).toBe(true);
    expect(await world.audit()).toEqual([]);
  });
});
