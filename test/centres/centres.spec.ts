import { createTestApp, type Answer, type Caller, type TestApp } from '../support/app.js';

const CENTRES = '/api/v1/centres';
const NEW = { slug: 'other', name: '另一个中心', timeZone: 'Europe/Oslo', areaM2: 100 };

let app: TestApp;
let owner: Caller;

beforeEach(async () => {
  app = await createTestApp({ demo: 'plan' });
  owner = await app.as('owner');
});

afterEach(() => app.close());

interface Body {
  items: { slug: string }[];
  errors: { pointer: string }[];
  [member: string]: unknown;
}

const pointers = (answer: Answer<Body>): string[] => answer.body.errors.map((fault) => fault.pointer);

describe('reading centres', () => {
  it('is open to anybody', async () => {
    const list = await app.anonymous.get<Body>(CENTRES);
    expect(list.body.items.map((centre) => centre.slug)).toEqual(['dukou']);
    const one = await app.anonymous.get<Body>(`${CENTRES}/dukou`);
    expect(one.body).toMatchObject({
      slug: 'dukou',
      timeZone: 'Asia/Shanghai',
      areaM2: 2700,
      rules: { gridMinutes: 15 },
    });
    expect(one.headers['etag']).toBe(`"${String(one.body['version'])}"`);
    expect((await app.anonymous.get(`${CENTRES}/nowhere`)).status).toBe(404);
  });
});

describe('creating a centre', () => {
  it('is for an owner', async () => {
    expect((await app.anonymous.post(CENTRES, NEW)).status).toBe(401);
    expect((await (await app.as('admin')).post(CENTRES, NEW)).status).toBe(403);
    const answer = await owner.post<Body>(CENTRES, NEW);
    expect(answer.status).toBe(201);
    expect(answer.headers['location']).toBe(`${CENTRES}/other`);
    expect(answer.body).toMatchObject({ slug: 'other', nameEn: '另一个中心', policy: {}, version: 1 });
    expect((await app.anonymous.get<Body>(`${CENTRES}/other/zones`)).body.items).toEqual([]);
  });

  it('is refused for a slug that is taken, and with all faults of the input', async () => {
    expect((await owner.post(CENTRES, { ...NEW, slug: 'dukou' })).status).toBe(409);
    const odd = await owner.post<Body>(CENTRES, { ...NEW, slug: 'Other', areaM2: -1, owner: 'me' });
    expect(pointers(odd).toSorted()).toEqual(['/areaM2', '/owner', '/slug']);
    expect(pointers(await owner.post<Body>(CENTRES, { ...NEW, timeZone: 'Mars/Base' }))).toEqual(['/timeZone']);
    expect(pointers(await owner.post<Body>(CENTRES, { ...NEW, policy: { gridMinutes: 7 } }))).toEqual([
      '/policy/gridMinutes',
    ]);
  });

  it('lets its zones come in one call afterwards', async () => {
    await owner.post(CENTRES, NEW);
    const zones = [
      { code: 'G', name: 'Ground', areaM2: 100, mode: 'none' },
      { code: 'G-1', name: 'Room', parent: 'G', areaM2: 100, seats: 20, mode: 'shared', limit: 15 },
    ];
    const answer = await owner.call<Body>('PUT', `${CENTRES}/other/zones`, { body: { zones }, ifMatch: 1 });
    expect(answer.status).toBe(200);
    expect((await app.anonymous.get<Body>(`${CENTRES}/other/zones/G-1`)).body).toMatchObject({ limit: 15, seats: 20 });
  });
});

describe('changing a centre', () => {
  const change = async (body: unknown, ifMatch?: string): Promise<Answer<Body>> =>
    (await app.as('admin')).call<Body>('PATCH', `${CENTRES}/dukou`, {
      body,
      ...(ifMatch === undefined ? {} : { ifMatch }),
    });

  it('needs the version that was read', async () => {
    expect((await change({ name: '新名' })).status).toBe(428);
    expect((await change({ name: '新名' }, '"99999"')).status).toBe(412);
    const etag = String((await app.anonymous.get(`${CENTRES}/dukou`)).headers['etag']);
    expect((await change({ name: '新名' }, etag)).body).toMatchObject({ name: '新名', areaM2: 2700 });
  });

  it('reaches every zone with its policy', async () => {
    expect((await change({ policy: { gridMinutes: 30 } }, '*')).status).toBe(200);
    const zone = await app.anonymous.get<Body>(`${CENTRES}/dukou/zones/F3-MEET-2`);
    expect(zone.body).toMatchObject({ rules: { gridMinutes: 30 }, rulesFrom: { gridMinutes: 'centre' } });
  });

  it('is refused when its area is no longer that of its zones', async () => {
    expect(pointers(await change({ areaM2: 2701 }, '*'))).toEqual(['/areaM2']);
  });
});
