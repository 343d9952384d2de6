import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { runToEnd, startServer, type Server } from './server.js';

const TEN_SECONDS = 10_000;
const WELCOME = /\/welcome\/([A-Za-z0-9_-]{43})/;
const OWNER = { login: 'owner@centre.example', name: 'Owner', password: 'a long sentence' };

describe('the server as a process', () => {
  let dataDir: string;
  const servers: Server[] = [];
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'dukou-server-'));
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) if (server.process.exitCode === null) await server.stop('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function serve(settings: Record<string, string>): Promise<Server> {
    const server = await startServer(dataDir, settings);
    servers.push(server);
    return server;
  }

  const post = (url: string, body: object) =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

  /** Sends the head and the first half of a log-in, so that the server has begun with it and waits for the rest. */
  async function beginSignIn(url: string): Promise<{ finish(): Promise<IncomingMessage>; call: ClientRequest }> {
    const body = JSON.stringify({ login: 'nobody@centre.example', password: 'a long sentence' });
    const headers = {
      'content-type': 'application/json',
      'content-length': String(body.length),
      expect: '100-continue',
    };
    const call = request(`${url}/api/v1/sessions`, { method: 'POST', headers });
    call.flushHeaders();
    await once(call, 'continue');
    call.write(body.slice(0, 10));
    return {
      call,
      finish: async () => {
        call.end(body.slice(10));
        const [answer] = (await once(call, 'response')) as [IncomingMessage];
        return answer;
      },
    };
  }

  async function refusesConnections(url: string): Promise<void> {
    for (;;) {
      const answered = await fetch(`${url}/health/live`).then(
        (answer) => answer.ok,
        () => null,
      );
      if (answered === null) return;
    }
  }

  it('tells every wrong setting and ends with 1', async () => {
    const { code, output } = await runToEnd(dataDir, { PORT: 'many', DEMO: 'some', LOG_LEVEL: 'loud' });
    expect(code).toBe(1);
    for (const name of ['PORT="many"', 'DEMO="some"', 'LOG_LEVEL="loud"']) expect(output).toContain(name);
    expect(output).not.toMatch(/\n +at /);
  });

  it('takes no new requests at SIGTERM, answers the one under way, and ends with 0', async () => {
    const server = await serve({ NODE_ENV: 'test', DEMO: 'none' });
    const signIn = await beginSignIn(server.url);
    const since = performance.now();
    const stopped = server.stop('SIGTERM');
    await refusesConnections(server.url);
    const answer = await signIn.finish();
    expect(answer.statusCode).toBe(401);
    expect(JSON.parse(await text(answer))).toMatchObject({ code: 'login-failed' });
    expect(await stopped).toBe(0);
    expect(performance.now() - since).toBeLessThan(TEN_SECONDS);
  });

  it('ends within ten seconds with a client that never finishes, and at SIGINT', async () => {
    const server = await serve({ NODE_ENV: 'test', DEMO: 'none' });
    const { call } = await beginSignIn(server.url);
    const cut = once(call, 'error');
    const since = performance.now();
    expect(await server.stop('SIGINT')).toBe(0);
    expect(performance.now() - since).toBeLessThan(TEN_SECONDS);
    await cut;
  });

  it('prints in production a one-time link at the first start, loads no demo, and keeps what was written', async () => {
    const settings = { NODE_ENV: 'production', DEMO: 'full' };
    const first = await serve(settings);
    expect(first.output()).toMatch(WELCOME);
    const secret = WELCOME.exec(first.output())?.[1] ?? '';
    expect(await (await fetch(`${first.url}/api/v1/centres`)).json()).toEqual({ items: [] });

    const link = `${first.url}/api/v1/links/${secret}`;
    expect(await (await fetch(link)).json()).toMatchObject({ purpose: 'owner' });
    expect((await post(`${link}/owner`, OWNER)).status).toBe(201);
    expect((await post(`${link}/owner`, OWNER)).status).toBe(404);
    expect((await fetch(`${first.url}/welcome/${secret}?token=${secret}`)).status).not.toBe(500);
    expect((await post(`${first.url}/api/v1/sessions`, OWNER)).status).toBe(400);
    const { login, password } = OWNER;
    expect((await post(`${first.url}/api/v1/sessions`, { login, password })).status).toBe(201);
    expect(await first.stop()).toBe(0);

    const lines = first
      .output()
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('Serving on'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const requests = lines.filter(({ msg }) => msg === 'request');
    expect(requests.map(({ method, route, status }) => [method, route, status].join(' '))).toEqual([
      'GET /api/v1/centres 200',
      'GET /api/v1/links/:secret 200',
      'POST /api/v1/links/:secret/owner 201',
      'POST /api/v1/links/:secret/owner 404',
      expect.stringMatching(/^GET \S+ \d{3}$/),
      'POST /api/v1/sessions 400',
      'POST /api/v1/sessions 201',
    ]);
    expect(requests.every(({ ms }) => typeof ms === 'number')).toBe(true);
    expect(first.output().split(secret)).toHaveLength(2);
    expect(first.output()).not.toContain(OWNER.password);
    expect(first.output()).not.toContain('dukou_session');

    const second = await serve(settings);
    expect(second.output()).not.toContain('/welcome/');
    expect((await post(`${second.url}/api/v1/sessions`, { login, password })).status).toBe(201);
    expect(await second.stop()).toBe(0);
  });
});
