import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/app.js';
import { FirstOwner } from '../../src/accounts/first-owner.js';
import { readSettings } from '../../src/platform/config/settings.js';
import { FixedClock } from '../support/clock.js';
import { createTestApp, START, type TestApp } from '../support/app.js';

/** The directives of a Content-Security-Policy by name. */
const policyOf = (header: unknown): Map<string, string[]> =>
  new Map(
    String(header)
      .split(';')
      .map((part) => part.trim().split(' '))
      .map(([name = '', ...sources]) => [name, sources]),
  );

describe('every answer', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp({ demo: 'none' });
  });
  afterAll(() => test.close());

  it.each(['/api/v1/centres', '/api/v1/me', '/api/v1/nowhere', '/api/docs'])(
    'tells the browser to trust nothing: %s',
    async (path) => {
      const { headers } = await test.anonymous.get(path);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-frame-options']).toBe('SAMEORIGIN');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['x-powered-by']).toBeUndefined();
      const policy = policyOf(headers['content-security-policy']);
      expect(policy.get('default-src')).toEqual(["'self'"]);
      expect(policy.get('script-src')).toEqual(["'self'"]);
      expect(policy.get('object-src')).toEqual(["'none'"]);
      expect(policy.get('frame-ancestors')).toEqual(["'self'"]);
    },
  );

  it('lets the page of the API description work: its scripts come from here, none stands in the page', async () => {
    const page = await test.anonymous.get('/api/docs');
    expect([page.status, String(page.headers['content-type']).split(';')[0]]).toEqual([200, 'text/html']);
    const scripts = [...page.text.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)];
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.map(([, , inline = '']) => inline.trim()).join('')).toBe('');
    expect(page.text).not.toMatch(/\son\w+=/);
    const styles = [...page.text.matchAll(/<link rel="stylesheet"[^>]*href="([^"]+)"/g)].map(([, href = '']) => href);
    const sources = scripts.map(([, attributes = '']) => /src="([^"]+)"/.exec(attributes)?.[1] ?? '');
    for (const source of [...sources, ...styles]) {
      const { pathname, host } = new URL(source, 'http://here/api/docs');
      const part = await test.anonymous.get(pathname);
      expect([source, host, part.status]).toEqual([source, 'here', 200]);
      expect(part.headers['content-type']).toMatch(/javascript|css/);
    }
    const policy = policyOf(page.headers['content-security-policy']);
    if (/<style>/.test(page.text)) expect(policy.get('style-src')).toContain("'unsafe-inline'");
    expect(policy.get('img-src')).toContain('data:');
  });
});

describe('in production', () => {
  let app: NestFastifyApplication;
  let dataDir: string;
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'dukou-production-'));
    const settings = readSettings({ NODE_ENV: 'production', DATA_DIR: dataDir, DEMO: 'full', LOG_LEVEL: 'silent' });
    app = await createApp({ settings, clock: new FixedClock(START) });
  });
  afterAll(async () => {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('loads no demo, asks for HTTPS from then on, and gives cookies only over HTTPS', async () => {
    const centres = await app.inject({ url: '/api/v1/centres' });
    expect(centres.json()).toEqual({ items: [] });
    expect(centres.headers['strict-transport-security']).toMatch(/^max-age=\d{7,}/);

    const link = await app.get(FirstOwner, { strict: false }).issueOwnerLink();
    const owner = { login: 'owner@centre.example', name: 'Owner', password: 'a long sentence' };
    const url = `/api/v1/links/${link.split('/').at(-1) ?? ''}/owner`;
    expect((await app.inject({ method: 'POST', url, payload: owner })).statusCode).toBe(201);
    const { login, password } = owner;
    const signedIn = await app.inject({ method: 'POST', url: '/api/v1/sessions', payload: { login, password } });
    const cookie = String(signedIn.headers['set-cookie']);
    for (const flag of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(flag);
    expect(cookie).not.toContain('Domain');

    const out = await app.inject({
      method: 'DELETE',
      url: '/api/v1/sessions/current',
      headers: { cookie: cookie.split(';')[0] ?? '' },
    });
    const cleared = String(out.headers['set-cookie']);
    expect(cleared).toMatch(/^dukou_session=;/);
    for (const flag of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cleared).toContain(flag);
  });
});
