import { createTestApp, type Answer, type Caller, type TestApp } from '../support/app.js';

const BOOKINGS = '/api/v1/centres/dukou/bookings';
const KILOBYTE = 1024;

describe('what cannot be answered', () => {
  let test: TestApp;
  let office: Caller;
  beforeAll(async () => {
    test = await createTestApp({ settings: { BODY_LIMIT_KB: '16' } });
    office = await test.as('office');
  });
  afterAll(() => test.close());

  const expectProblem = (answer: Answer, status: number, code: string): void => {
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({ type: `urn:dukou:problem:${code}`, status });
    expect(typeof answer.body['title']).toBe('string');
    expect(typeof answer.body['detail']).toBe('string');
    expect(answer.text).not.toMatch(/node_modules|\.ts:|\.js:|\\n +at /);
  };

  const write = (payload: string, type: string) =>
    office.call('POST', BOOKINGS, { body: payload, headers: { 'content-type': type } });

  it.each([
    ['GET', '/api/v1/nowhere'],
    ['GET', '/api/v2/centres'],
    ['DELETE', '/api/v1/centres'],
    ['PUT', '/api/v1/sessions'],
    ['OPTIONS', '/api/v1/centres'],
    ['GET', `/api/v1/centres/${'x'.repeat(200)}`],
    ['GET', '/api/v1/centres/dukou/zones/../../..'],
    ['GET', '/api/v1/centres/%00'],
    ['GET', '/api/v1/centres/__proto__'],
  ])('is told as not found: %s %s', async (method, path) => {
    expectProblem(await test.anonymous.call(method, path), 404, 'not-found');
  });

  it('refuses an address that is no UTF-8 as bad input', async () => {
    expectProblem(await test.anonymous.get('/api/v1/centres/%E0%A4%A'), 400, 'bad-input');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/json'])(
    'takes no %s',
    async (type) => {
      expectProblem(await write('zone=F3-MEET-2', type), 415, 'unsupported-media-type');
    },
  );

  it('takes JSON whose charset is named', async () => {
    expect((await write('{}', 'application/json; charset=utf-8')).status).toBe(400);
    expect((await write('{}', 'application/json; charset=utf-8')).body['code']).toBe('bad-input');
  });

  it('takes no more than the limit of bytes, wherever in the body they are', async () => {
    const long = JSON.stringify({ title: 'x'.repeat(16 * KILOBYTE) });
    expectProblem(await write(long, 'application/json'), 413, 'payload-too-large');
    const blank = `{}${' '.repeat(16 * KILOBYTE)}`;
    expectProblem(await write(blank, 'application/json'), 413, 'payload-too-large');
  });

  it.each([
    ['cut off', '{"zone":'],
    ['with a comment', '{} // x'],
    ['with a poisoned key', '{"__proto__":{"isOwner":true}}'],
    ['a list', '[]'],
    ['a text', '"zone"'],
    ['a number', '7'],
  ])('refuses a body that is %s', async (_, text) => {
    const answer = await write(text, 'application/json');
    expectProblem(answer, 400, 'bad-input');
    expect(answer.body['errors']).toEqual([expect.objectContaining({ pointer: '' })]);
  });

  it.each([
    ['empty', ''],
    ['null', 'null'],
    ['an empty object', '{}'],
  ])('counts a body that is %s as one without fields, and tells all that are missing', async (_, text) => {
    const answer = await write(text, 'application/json');
    expectProblem(answer, 400, 'bad-input');
    const pointers = (answer.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer);
    expect(pointers.sort()).toEqual(['/end', '/start', '/title', '/zone']);
  });

  it('takes a call that needs no body with an empty one, whatever type it says', async () => {
    const owner = await test.as('owner');
    const answer = await owner.call('DELETE', '/api/v1/tokens/01990000-0000-7000-8000-000000000000', {
      headers: { 'content-type': 'application/json' },
    });
    expectProblem(answer, 404, 'not-found');
  });

  it('refuses fields it does not know, with the pointer to each', async () => {
    const answer = await office.post(BOOKINGS, {
      zone: 'F3-MEET-2',
      start: '2026-08-27T14:00',
      end: '2026-08-27T15:00',
      title: 'Reading',
      zome: 'F3',
      recurrence: { rrule: 'FREQ=DAILY;COUNT=2', 'a/b~c': 1 },
    });
    expectProblem(answer, 400, 'bad-input');
    const pointers = (answer.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer);
    expect(pointers.sort()).toEqual(['/recurrence/a~1b~0c', '/zome']);
  });

  it('refuses a query parameter that comes twice or is not known', async () => {
    const days = '/api/v1/centres/dukou/days';
    expectProblem(await office.get(`${days}?from=2026-09-01&from=2026-09-02&to=2026-09-03`), 400, 'bad-input');
    expectProblem(await office.get(`${days}?from=2026-09-01&to=2026-09-03&until=x`), 400, 'bad-input');
  });

  it('answers HEAD as GET without a body', async () => {
    const head = await test.anonymous.call('HEAD', '/api/v1/centres/dukou');
    const get = await test.anonymous.get('/api/v1/centres/dukou');
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers['etag']).toBe(get.headers['etag']);
    expect((await test.anonymous.call('HEAD', `${BOOKINGS}`)).status).toBe(401);
  });
});
