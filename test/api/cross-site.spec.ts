import { createTestApp, type Caller, type TestApp } from '../support/app.js';

const CHECK = '/api/v1/centres/dukou/bookings/check';
const BOOKING = { zone: 'F3-MEET-2', start: '2026-08-27T14:00', end: '2026-08-27T15:00', title: 'Reading' };
const OWN_HOST = 'booking.example';

describe('a write that a browser sends', () => {
  let test: TestApp;
  let office: Caller;
  beforeAll(async () => {
    test = await createTestApp({ settings: { PUBLIC_URL: 'https://rooms.example' } });
    office = await test.as('office');
  });
  afterAll(() => test.close());

  const write = (headers: Record<string, string>) => office.post(CHECK, BOOKING, { headers });

  it.each<[string, Record<string, string>]>([
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from a neighbouring subdomain', { 'sec-fetch-site': 'same-site' }],
    ['with an unheard-of Sec-Fetch-Site', { 'sec-fetch-site': 'friendly' }],
    ['with the Origin of another site', { origin: 'https://evil.example' }],
    ['with an opaque Origin', { origin: 'null' }],
    ['with an Origin that is no address', { origin: 'booking' }],
    ['with our host on another port', { host: OWN_HOST, origin: `http://${OWN_HOST}:8080` }],
    ['with our name as a part of another', { host: OWN_HOST, origin: `https://${OWN_HOST}.evil.example` }],
    ['whose headers contradict each other', { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }],
  ])('is refused %s', async (_, headers) => {
    const answer = await write(headers);
    expect([answer.status, answer.body['code']]).toEqual([403, 'cross-site']);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it.each<[string, Record<string, string>]>([
    ['with neither header, as curl does', {}],
    ['from our own page', { host: OWN_HOST, origin: `http://${OWN_HOST}`, 'sec-fetch-site': 'same-origin' }],
    ['from our page behind a proxy', { host: '127.0.0.1:3000', origin: 'https://rooms.example' }],
    ['that a person typed in', { 'sec-fetch-site': 'none' }],
  ])('is taken %s', async (_, headers) => {
    expect((await write(headers)).status).toBe(200);
  });

  it('may be a read from anywhere', async () => {
    const foreign = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    const answer = await test.anonymous.get('/api/v1/centres/dukou', { headers: foreign });
    expect(answer.status).toBe(200);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('cannot sign a visitor in from another site', async () => {
    const body = { login: 'office@dukou.example', password: 'dukou-demo' };
    const answer = await test.anonymous.post('/api/v1/sessions', body, { headers: { origin: 'https://evil.example' } });
    expect(answer.status).toBe(403);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });
});
