import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import fastify, { type FastifyInstance } from 'fastify';
import { readSite } from '../../src/platform/http/site.files.js';
import { serveSite } from '../../src/platform/http/site.js';

const PAGE = '<!doctype html><title>Centre</title>';
const SCRIPT = 'export const answer = 42;';
const HTML = 'text/html,application/xhtml+xml,*/*;q=0.8';

describe('the site', () => {
  let directory: string;
  let server: FastifyInstance;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'dukou-site-'));
    mkdirSync(join(directory, 'assets'));
    mkdirSync(join(directory, '.vite'));
    writeFileSync(join(directory, 'index.html'), PAGE);
    writeFileSync(join(directory, 'icon.svg'), '<svg/>');
    writeFileSync(join(directory, '.vite/manifest.json'), '{}');
    writeFileSync(join(directory, 'assets/index-a1b2.js'), SCRIPT);
    writeFileSync(join(directory, 'assets/index-a1b2.js.br'), brotliCompressSync(SCRIPT));
    writeFileSync(join(directory, 'assets/index-a1b2.js.gz'), gzipSync(SCRIPT));
    server = fastify();
    server.get('/api/v1/centres', () => ({ items: [] }));
    const site = readSite(directory);
    if (!site) throw new Error('the site was not found');
    serveSite(server, site);
    await server.ready();
  });
  afterAll(async () => {
    await server.close();
    rmSync(directory, { recursive: true });
  });

  const get = (url: string, headers: Record<string, string> = { accept: HTML }) => server.inject({ url, headers });

  it.each(['/', '/plan', '/zones/F1-CHESS', '/door/F1-CHESS?x=1', '/welcome/abc', '/apiary'])(
    'gives the one page for %s, to be asked for again each time',
    async (url) => {
      const answer = await get(url);
      expect([answer.statusCode, answer.body]).toEqual([200, PAGE]);
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(answer.headers['cache-control']).toBe('no-cache');
    },
  );

  it('lets no script and no style into the page but its own files', async () => {
    const policy = String((await get('/')).headers['content-security-policy']).split(';');
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("worker-src 'self'");
    expect(policy).toContain("style-src 'self'");
    expect(policy.join()).not.toMatch(/unsafe|https?:|\*/);
  });

  it.each(['/api', '/api/v1/nothing', '/api/nothing.html', '/health/nothing', '/metrics/x', '/assets/gone-1.js'])(
    'gives no page for %s, even to a browser',
    async (url) => {
      expect((await get(url)).statusCode).toBe(404);
    },
  );

  it.each(['application/json', 'image/webp,image/*,*/*;q=0.8'])('gives no page to who asks for %s', async (accept) => {
    expect((await get('/plan', { accept })).statusCode).toBe(404);
  });

  it.each<Record<string, string>>([{ accept: '*/*' }, {}])(
    'opens its front door to who asks for %j',
    async (headers) => {
      const answer = await get('/', headers);
      expect([answer.statusCode, answer.body]).toEqual([200, PAGE]);
    },
  );

  it('leaves the calls of the API alone', async () => {
    expect((await get('/api/v1/centres')).json()).toEqual({ items: [] });
  });

  it.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
  ])('sends a file as %s allows, to be kept for ever', async (accepted, encoding, unpack) => {
    const answer = await get('/assets/index-a1b2.js', { 'accept-encoding': accepted });
    expect(answer.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'content-encoding': encoding,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    });
    expect(unpack(answer.rawPayload).toString()).toBe(SCRIPT);
  });

  it('sends a file as it is to who takes nothing else', async () => {
    const answer = await get('/assets/index-a1b2.js', {});
    expect([answer.body, answer.headers['content-encoding']]).toEqual([SCRIPT, undefined]);
  });

  it('sends nothing again that has not changed', async () => {
    const { etag } = (await get('/')).headers;
    const again = await get('/', { accept: HTML, 'if-none-match': String(etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('asks for files without a hash each time', async () => {
    expect((await get('/icon.svg', {})).headers).toMatchObject({
      'cache-control': 'no-cache',
      'content-type': 'image/svg+xml',
    });
  });

  it.each(['/.vite/manifest.json', '/assets/../index.html', '/assets/..%2findex.html', '/index.html.br', '/assets'])(
    'gives away nothing else: %s',
    async (url) => {
      expect((await get(url, {})).statusCode).toBe(404);
    },
  );

  it('answers a HEAD like a GET, without the body', async () => {
    const answer = await server.inject({ method: 'HEAD', url: '/plan', headers: { accept: HTML } });
    expect([answer.statusCode, answer.body]).toEqual([200, '']);
  });

  it('is none where nothing has been built', () => {
    expect(readSite(join(directory, 'assets'))).toBeNull();
  });
});
