import { createTestApp, type Answer, type Caller, type TestApp } from '../support/app.js';
import { SMALL } from './small-centre.js';

const IMPORT = '/api/v1/centres/import';
const DRY = `${IMPORT}?dryRun=true`;

interface Body {
  [member: string]: unknown;
  centre: { slug: string; name: string; areaM2: number };
  zones: { code: string; areaM2: number }[];
  contents: Record<string, unknown>;
  refused: { what: string; code: string }[];
  faults: { line: number; where: string; detail: string }[];
  items: { key: string; zones: object[]; file: string; centre: { slug: string; areaM2: number } }[];
}

let test: TestApp;
let owner: Caller;
beforeEach(async () => {
  test = await createTestApp({ demo: 'plan' });
  owner = await test.as('owner');
});
afterEach(() => test.close());

const load = (body: object, path = IMPORT): Promise<Answer<Body>> => owner.post<Body>(path, body);
const slugs = async (): Promise<string[]> =>
  (await test.anonymous.get<{ items: { slug: string }[] }>('/api/v1/centres')).body.items.map(({ slug }) => slug);
const linesOf = ({ body }: Answer<Body>): string[] => body.faults.map(({ line, where }) => `${line} ${where}`);

describe('a centre out of its file', () => {
  it('shows what would come of it, and writes nothing', async () => {
    const shown = await load({ file: SMALL }, DRY);
    expect(shown.status).toBe(200);
    expect(shown.body).toMatchObject({ state: 'created', centre: { slug: 'small', areaM2: 30 }, refused: [] });
    expect(shown.body.zones.map(({ code, areaM2 }) => [code, areaM2])).toEqual([
      ['R1', 10],
      ['R2', 20],
    ]);
    expect(shown.body.contents).toMatchObject({ hours: true, services: 1, people: 0 });
    expect(await slugs()).toEqual(['dukou']);
  });

  it('is made with its zones and hours, and without what stands in them', async () => {
    const made = await load({ file: SMALL });
    expect([made.status, made.headers['location']]).toEqual([201, '/api/v1/centres/small']);
    const hours = await test.anonymous.get('/api/v1/centres/small/hours');
    expect(hours.body).toMatchObject({ weekly: { 1: [{ start: '08:00', end: '20:00' }] } });
    expect((await owner.get<Body>('/api/v1/centres/small/bookings')).body.items).toEqual([]);
    const audit = await owner.get<{ items: { action: string; actor: { name: string } }[] }>(
      '/api/v1/centres/small/audit',
    );
    expect(audit.body.items.map(({ action }) => action)).toContain('centre.created');
  });

  it('is made with all that its file holds when that is asked for, each person in the log', async () => {
    const people = 'people:\n  - { login: head@small.example, name: 站长, role: admin }\n';
    const bounded = SMALL.replace('FREQ=WEEKLY', 'FREQ=WEEKLY;COUNT=4');
    const made = await load({ file: bounded + people, extent: 'full' });
    expect([made.status, made.body.refused]).toEqual([201, []]);
    expect((await owner.get<Body>('/api/v1/centres/small/bookings')).body.items).toHaveLength(1);
    const found = await owner.get<Body>('/api/v1/centres/small/people');
    expect(found.body.items).toMatchObject([{ login: 'head@small.example', role: 'admin', hasPassword: false }]);
    const audit = await owner.get<{ items: { action: string }[] }>('/api/v1/centres/small/audit');
    expect(audit.body.items.filter(({ action }) => action === 'person.added')).toHaveLength(1);
  });

  it('says of each booking what of it was not taken, and why', async () => {
    const daily = SMALL.replace('FREQ=WEEKLY', 'FREQ=DAILY;COUNT=3');
    const wednesday = '  - { title: 夜谈, zone: R1, start: 2026-09-09T09:00, end: 2026-09-09T10:00 }\n';
    const made = await load({ file: daily + wednesday, extent: 'full' });
    expect(made.status).toBe(201);
    expect(made.body.refused).toMatchObject([
      { what: '茶话会', code: 'outside-opening-hours', dates: 1, first: '2026-09-09T09:00:00+08:00' },
      { what: '夜谈', code: 'outside-opening-hours' },
    ]);
  });

  it('bears the name, slug and time zone that are given instead', async () => {
    const own = { slug: 'harbour', name: '港湾', nameEn: 'Harbour', timeZone: 'Europe/Oslo' };
    expect((await load({ file: SMALL, ...own })).body.centre).toEqual({ ...own, areaM2: 30 });
    expect(await slugs()).toEqual(['dukou', 'harbour']);
    const odd = await load({ file: SMALL, slug: 'x-mars', timeZone: 'Mars/Base' });
    expect([odd.status, odd.body['errors']]).toMatchObject([400, [{ pointer: '/timeZone' }]]);
  });

  it('fills an empty centre when told to, and is refused for a slug that is taken otherwise', async () => {
    const empty = { slug: 'small', name: '空中心', timeZone: 'Asia/Shanghai', areaM2: 500 };
    expect((await owner.post('/api/v1/centres', empty)).status).toBe(201);
    for (const path of [DRY, IMPORT]) expect((await load({ file: SMALL }, path)).body['code']).toBe('conflict');
    const filled = await load({ file: SMALL, name: '空中心', replace: true });
    expect([filled.status, filled.body['state']]).toEqual([200, 'changed']);
    expect((await test.anonymous.get('/api/v1/centres/small')).body).toMatchObject({ name: '空中心', areaM2: 30 });
    expect((await load({ file: SMALL, name: '空中心', replace: true }, DRY)).body['state']).toBe('unchanged');
  });

  it('is refused with the line of each fault, and nothing of it is written', async () => {
    const broken = `\n${SMALL.replace('seats: 8', 'seats: many').replace('mode: shared', 'mode: open')}`;
    for (const path of [DRY, IMPORT]) {
      const answer = await load({ file: broken }, path);
      expect([answer.status, answer.body['code'], answer.body['faultCount']]).toEqual([400, 'bad-input', 2]);
      expect(linesOf(answer)).toEqual(['16 zones R1: seats', '22 zones R2: mode']);
    }
    const sums = await load({ file: SMALL.replace('areaM2: 30', 'areaM2: 31') });
    expect(sums.body.faults).toMatchObject([{ line: 6, detail: expect.stringContaining('add up to 30') as string }]);
    expect(await slugs()).toEqual(['dukou']);
  });

  it('is bounded in size', async () => {
    const long = await load({ file: `${SMALL}# ${'x'.repeat(200_000)}` });
    expect([long.status, long.body['errors']]).toMatchObject([400, [{ pointer: '/file' }]]);
    expect((await load({ file: 'x'.repeat(300_000) })).status).toBe(413);
  });
});

describe('the examples', () => {
  it('can each be sent back as they are, under a slug of their own', async () => {
    const { body } = await owner.get<Body>('/api/v1/centre-examples');
    expect(body.items.map(({ key, zones }) => [key, zones.length])).toEqual([
      ['small', 7],
      ['dukou', 36],
    ]);
    for (const { key, file, centre } of body.items) {
      const made = await load({ file, slug: `${key}-copy` });
      expect([made.status, made.body.centre.areaM2]).toEqual([201, centre.areaM2]);
    }
  });

  it('bring no people, organisations or bookings along', async () => {
    const { body } = await owner.get<Body>('/api/v1/centre-examples');
    await load({ file: body.items.find(({ key }) => key === 'dukou')?.file, slug: 'copy' });
    for (const part of ['people', 'operators', 'agreements', 'bookings', 'closures']) {
      expect([part, (await owner.get<Body>(`/api/v1/centres/copy/${part}`)).body.items]).toEqual([part, []]);
    }
  });
});
