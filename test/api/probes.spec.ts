import { Reader } from '../../src/platform/database/reader.js';
import { createTestApp, type TestApp } from '../support/app.js';

describe('what machines ask', () => {
  let test: TestApp;
  beforeEach(async () => {
    test = await createTestApp();
  });
  afterEach(() => test.close());

  it('/health/live and /health/ready answer 200 to anybody, and are kept by no cache', async () => {
    const live = await test.anonymous.get('/health/live');
    expect([live.status, live.body]).toEqual([200, { status: 'ok' }]);
    expect(live.headers['cache-control']).toContain('no-store');
    const ready = await test.anonymous.get('/health/ready');
    expect([ready.status, ready.body['status']]).toEqual([200, 'ok']);
    expect(ready.body['details']).toMatchObject({ database: { status: 'up' } });
    expect(ready.headers['cache-control']).toContain('no-store');
  });

  it('/health/ready is a 503 that says when to ask again while the database does not answer; /health/live is not', async () => {
    const reader = test.app.get(Reader, { strict: false });
    Object.assign(reader, { one: () => Promise.reject(new Error('unable to open database file')) });
    const ready = await test.anonymous.get('/health/ready');
    expect([ready.status, ready.body['code']]).toEqual([503, 'storage-unavailable']);
    expect(ready.headers['content-type']).toContain('application/problem+json');
    expect(Number(ready.headers['retry-after'])).toBeGreaterThan(0);
    expect(ready.text).not.toContain('unable to open');
    expect((await test.anonymous.get('/health/live')).status).toBe(200);
  });

  it('/metrics answers this machine, and an owner from anywhere', async () => {
    const here = await test.anonymous.get('/metrics');
    expect(here.status).toBe(200);
    expect(here.headers['content-type']).toContain('text/plain');
    expect(here.text).toContain('process_cpu_seconds_total');

    const passedOn = { headers: { 'x-forwarded-for': '203.0.113.5' } };
    expect((await test.anonymous.get('/metrics', passedOn)).status).toBe(401);
    expect((await (await test.as('admin')).get('/metrics', passedOn)).status).toBe(403);
    const owner = await test.as('owner');
    expect((await owner.get('/metrics', passedOn)).status).toBe(200);
    const { body } = await owner.post<{ token: string }>('/api/v1/tokens', { name: 'prometheus' });
    const bearer = { authorization: `Bearer ${body.token}`, ...passedOn.headers };
    expect((await test.caller(bearer).get('/metrics')).status).toBe(200);
  });

  it('/metrics counts requests under their route, so that no id and no secret stands in it', async () => {
    const secret = 'S'.repeat(43);
    await test.anonymous.get(`/api/v1/links/${secret}`);
    await test.anonymous.get(`/nowhere/${secret}?q=${secret}`);
    const { text } = await test.anonymous.get('/metrics');
    expect(text).toContain('route="/api/v1/links/:secret",status="404"');
    expect(text).not.toContain(secret);
  });
});
