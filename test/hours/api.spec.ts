import { RuleImpact } from '../../src/hours/rule-impact.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { nobody } from './rig.js';

const CENTRE = '/api/v1/centres/dukou';
const CLEANING = { zone: 'F1-CHESS', start: '2026-11-25T13:30', end: '2026-11-25T17:30', reason: 'Cleaning' };

describe('the calls of hours', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await createTestApp({ demo: 'plan' });
    test.app.get(RuleImpact).use(nobody);
  });
  afterAll(() => test.close());

  it('tell anybody what each day is', async () => {
    const { status, body } = await test.anonymous.get(`${CENTRE}/days?from=2026-10-10&to=2026-10-11`);
    expect(status).toBe(200);
    expect(body).toEqual({
      items: [
        { date: '2026-10-10', kind: 'make-up', name: '国庆节', nameEn: 'National Day' },
        { date: '2026-10-11', kind: 'weekend' },
      ],
    });
  });

  it('refuse days without a period, and those of more than 400 dates', async () => {
    const none = await test.anonymous.get(`${CENTRE}/days`);
    const many = await test.anonymous.get(`${CENTRE}/days?from=2026-01-01&to=2027-12-31`);
    expect([none.status, many.status]).toEqual([400, 400]);
    expect(none.body).toMatchObject({ errors: [{ pointer: '/from' }, { pointer: '/to' }] });
  });

  it('close the centre on National Day but not the chess space, and follow Monday on the make-up Saturday', async () => {
    const open = async (zone: string, date: string) =>
      (await test.anonymous.get<{ open: unknown }>(`${CENTRE}/zones/${zone}/hours?from=${date}&to=${date}`)).body.open;
    expect(await open('F3-MEET-2', '2026-10-01')).toEqual([]);
    expect(await open('F1-CHESS', '2026-10-01')).toEqual([
      { start: '2026-10-01T09:00:00+08:00', end: '2026-10-01T16:00:00+08:00' },
    ]);
    expect(await open('F3-MEET-2', '2026-10-10')).toEqual([
      { start: '2026-10-10T08:30:00+08:00', end: '2026-10-10T20:30:00+08:00' },
    ]);
  });

  it('check a change of hours in the order 401, 403, 428, 400, 412', async () => {
    const [desk, admin] = [await test.as('desk'), await test.as('admin')];
    const path = `${CENTRE}/zones/F3-MEET-3/hours`;
    const bad = { weekly: { '1': [{ start: '25:00', end: '26:00' }] }, colour: 'red' };
    const statuses = [
      await test.anonymous.call('PUT', path, { body: bad }),
      await desk.call('PUT', path, { body: bad }),
      await admin.call('PUT', path, { body: bad }),
      await admin.call('PUT', path, { body: bad, ifMatch: 99 }),
      await admin.call('PUT', path, { body: {}, ifMatch: 99 }),
    ];
    expect(statuses.map(({ status }) => status)).toEqual([401, 403, 428, 400, 412]);
  });

  it('replace the hours of a zone against the version that was read', async () => {
    const admin = await test.as('admin');
    const path = `${CENTRE}/zones/F3-PERS-3/hours`;
    const before = await admin.get(path);
    const document = { weekly: { '2': [{ start: '10:00', end: '11:00' }] } };
    const dry = await admin.call('PUT', `${path}?dryRun=true`, {
      body: document,
      ifMatch: String(before.headers['etag']),
    });
    expect(dry.body).toEqual({ document, affected: [] });
    const written = await admin.call('PUT', path, { body: document, ifMatch: String(before.headers['etag']) });
    expect([written.status, written.body]).toEqual([200, document]);
    const after = await admin.get(path);
    expect(after.headers['etag']).toBe(written.headers['etag']);
    expect(after.headers['etag']).not.toBe(before.headers['etag']);
  });

  it('load a year and give it up again', async () => {
    const admin = await test.as('admin');
    const path = `${CENTRE}/calendar/2029`;
    const content = { source: 'Notice', days: [{ date: '2029-10-01', kind: 'holiday', name: '国庆节' }] };
    expect((await admin.get(path)).headers['etag']).toBe('"0"');
    expect((await admin.call('PUT', path, { body: content, ifMatch: 0 })).status).toBe(200);
    expect((await admin.get(path)).body).toMatchObject({ known: true, loaded: true, source: 'Notice' });
    expect((await admin.call('DELETE', path)).status).toBe(200);
    expect((await admin.get(path)).body).toMatchObject({ known: false, loaded: false, days: [] });
    expect((await admin.get(`${CENTRE}/calendar/someday`)).status).toBe(404);
  });

  it('close a zone, show it to anybody, change and cancel it', async () => {
    const office = await test.as('office');
    const made = await office.post(`${CENTRE}/closures`, CLEANING);
    expect(made.status).toBe(201);
    const path = String(made.headers['location']);
    const seen = await test.anonymous.get<{ items: Record<string, unknown>[] }>(
      `${CENTRE}/closures?from=2026-11-25&to=2026-11-25&zone=F1-CHESS`,
    );
    expect(seen.body.items).toEqual([expect.objectContaining({ id: made.body['id'], reason: 'Cleaning' })]);
    expect(seen.text).not.toContain('kept');
    expect((await office.call('PATCH', path, { body: { reason: 'Floor' } })).status).toBe(428);
    expect((await office.call('PATCH', path, { body: { reason: 'Floor' }, ifMatch: 1 })).headers['etag']).toBe('"2"');
    expect((await office.post(`${path}/cancel`)).body).toMatchObject({ status: 'cancelled', dates: [] });
    expect((await office.post(`${path}/cancel`)).body).toMatchObject({ code: 'conflict' });
    expect((await office.get(`${CENTRE}/closures/nothing`)).status).toBe(404);
  });

  it('let neither the desk nor a member close a zone', async () => {
    const answers = [await test.anonymous.post(`${CENTRE}/closures`, CLEANING)];
    for (const person of ['desk', 'member'] as const) {
      answers.push(await (await test.as(person)).post(`${CENTRE}/closures`, CLEANING));
    }
    expect(answers.map(({ status }) => status)).toEqual([401, 403, 403]);
  });
});
