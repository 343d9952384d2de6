import { createTestApp, type Answer, type Caller, type TestApp } from '../support/app.js';

const ZONES = '/api/v1/centres/dukou/zones';

interface Body {
  items: { code: string; place?: object; version: number }[];
  errors: { pointer: string }[];
  [member: string]: unknown;
}

describe('where zones are drawn', () => {
  let app: TestApp;
  let admin: Caller;
  const etag = async (): Promise<string> => String((await app.anonymous.get(ZONES)).headers['etag']);
  const place = async (zone: string, places: object[], ifMatch?: string): Promise<Answer<Body>> =>
    admin.call<Body>('PUT', `${ZONES}/${zone}/places`, { body: { places }, ifMatch: ifMatch ?? (await etag()) });
  const placeOf = async (code: string): Promise<unknown> =>
    (await app.anonymous.get<Body>(`${ZONES}/${code}`)).body['place'];
  const pointersOf = ({ body }: Answer<Body>): string[] => body.errors.map(({ pointer }) => pointer);

  const LEFT = { x: 0, y: 0, width: 40, height: 100 };
  const RIGHT = { x: 40, y: 0, width: 60, height: 100 };

  beforeEach(async () => {
    app = await createTestApp({ demo: 'plan' });
    admin = await app.as('admin');
  });
  afterEach(() => app.close());

  it('is set for all below a floor at once, and seen by anybody', async () => {
    const answer = await place('F3', [
      { zone: 'F3-MEET', ...LEFT },
      { zone: 'F3-MEET-1', ...RIGHT },
    ]);
    expect(answer.status).toBe(200);
    expect(answer.headers['etag']).toBe(await etag());
    expect(answer.body.items.find(({ code }) => code === 'F3-MEET')).toMatchObject({ place: LEFT, version: 2 });
    expect(await placeOf('F3-MEET-1')).toEqual(RIGHT);
    expect(await placeOf('F3-ORG')).toBeUndefined();
  });

  it('goes back to the drawing when it is left out, and only below that zone', async () => {
    await place('F3', [{ zone: 'F3-MEET', ...LEFT }]);
    await place('F2', [{ zone: 'F2-KIDS', ...LEFT }]);
    expect((await place('F3', [])).status).toBe(200);
    expect(await placeOf('F3-MEET')).toBeUndefined();
    expect(await placeOf('F2-KIDS')).toEqual(LEFT);
  });

  it('is written down with what was before', async () => {
    await place('F3', [{ zone: 'F3-MEET', ...LEFT }]);
    const { body } = await admin.get<Body>('/api/v1/centres/dukou/audit');
    expect(body.items).toContainEqual(
      expect.objectContaining({
        action: 'zone.changed',
        before: expect.objectContaining({ place: null }) as object,
        after: expect.objectContaining({ place: LEFT }) as object,
      }),
    );
  });

  it('is refused where places overlap, reach beyond, are too small, or lie elsewhere; nothing is changed', async () => {
    const before = await etag();
    const overlapping = await place('F3', [
      { zone: 'F3-MEET', ...LEFT },
      { zone: 'F3-ORG', ...RIGHT, x: 39 },
    ]);
    expect([overlapping.status, pointersOf(overlapping)]).toEqual([400, ['/places/0', '/places/1']]);
    expect(pointersOf(await place('F3', [{ zone: 'F3-MEET', ...LEFT, x: 61 }]))).toEqual(['/places/0']);
    expect(pointersOf(await place('F3', [{ zone: 'F3-MEET', ...LEFT, width: 2, depth: 1 }])).toSorted()).toEqual([
      '/places/0/depth',
      '/places/0/width',
    ]);
    const strange = [
      { zone: 'F3', ...LEFT },
      { zone: 'F2-KIDS', ...LEFT },
      { zone: 'F3-MEET', ...LEFT },
      { zone: 'F3-MEET', ...LEFT },
    ];
    expect(pointersOf(await place('F3', strange))).toEqual(['/places/0/zone', '/places/1/zone', '/places/3/zone']);
    expect(await etag()).toBe(before);
  });

  it('is no place for a floor itself or a combination', async () => {
    const patch = (code: string): Promise<Answer<Body>> =>
      admin.call<Body>('PATCH', `${ZONES}/${code}`, { body: { place: LEFT }, ifMatch: '*' });
    expect(pointersOf(await patch('F1'))).toEqual(['/place']);
    expect(pointersOf(await patch('F1-HALL-AB'))).toEqual(['/place']);
    expect((await patch('F2-KIDS-1')).status).toBe(200);
  });

  it('needs the version of the whole plan', async () => {
    const read = await etag();
    expect((await admin.call('PUT', `${ZONES}/F3/places`, { body: { places: [] } })).status).toBe(428);
    await place('F3', [{ zone: 'F3-MEET', ...LEFT }]);
    expect((await place('F3', [], read)).status).toBe(412);
  });

  it('is lost when the zone comes to lie in another', async () => {
    await place('F3', [{ zone: 'F3-MEET-1', ...RIGHT }]);
    const body = { parent: 'F3', adjust: [{ code: 'F3-MEET', areaM2: 120 }] };
    expect((await admin.call('PATCH', `${ZONES}/F3-MEET-1`, { body, ifMatch: '*' })).status).toBe(200);
    expect(await placeOf('F3-MEET-1')).toBeUndefined();
  });
});
