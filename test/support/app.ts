import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/app.js';
import { readSettings, type Settings } from '../../src/platform/config/settings.js';
import { SETTINGS } from '../../src/platform/config/settings.token.js';
import { DATABASE_FILE } from '../../src/platform/database/sqlite.sources.js';
import { FixedClock } from './clock.js';
import { TEST_POOL } from './database.js';
import { injected } from './injected.js';
import { startSession } from './session.js';
import { createPostgresDatabase, dropPostgresDatabase, onPostgres, postgresTemplate, urlOf } from './postgres.js';

export const PASSWORD = 'dukou-demo';

export const LOGINS = {
  owner: 'owner@dukou.example',
  admin: 'admin@dukou.example',
  office: 'office@dukou.example',
  desk: 'desk@dukou.example',
  manager: 'manager@chunni.example',
  member: 'member@sunshine.example',
} as const;

export type Person = keyof typeof LOGINS;

/** Monday 24 August 2026, 10:00 at the centre: a week before term. */
export const START = '2026-08-24T10:00:00+08:00';

/** The demo is loaded a minute before, so that what a test does is newer than all of it in the log. */
const FIRST_START = '2026-08-24T09:59:00+08:00';

export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Record<string, string | string[] | number | undefined>;
  readonly body: Body;
  readonly text: string;
}

interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly ifMatch?: string | number;
}

/** Calls made by one person (or nobody), with their own session. */
export interface Caller {
  readonly cookie: string | undefined;
  call<Body = Record<string, unknown>>(method: string, path: string, options?: CallOptions): Promise<Answer<Body>>;
  get<Body = Record<string, unknown>>(path: string, options?: CallOptions): Promise<Answer<Body>>;
  post<Body = Record<string, unknown>>(path: string, body?: unknown, options?: CallOptions): Promise<Answer<Body>>;
}

export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly clock: FixedClock;
  readonly dataDir: string;
  /** Gives this person a session (once per app) and their caller; tests about passwords and signing in use `signIn`. */
  as(person: Person): Promise<Caller>;
  readonly anonymous: Caller;
  caller(headers: Record<string, string>): Caller;
  close(): Promise<void>;
}

export interface TestAppOptions {
  readonly demo?: 'full' | 'plan' | 'none';
  readonly now?: string;
  /** The engine of this run of Jest unless told otherwise. */
  readonly engine?: 'sqlite' | 'postgres';
  readonly settings?: Record<string, string>;
}

/** Where an application under test keeps its data, and how to leave nothing of it behind. */
interface Home {
  readonly dataDir: string;
  readonly environment: Record<string, string>;
  remove(): Promise<void>;
}

/** The first start of a demo centre costs seconds: each kind is made once per run of Jest and copied from then on. */
async function sqliteTemplate(demo: string): Promise<string> {
  const folder = (process.env['TEST_TEMPLATES'] ??= mkdtempSync(join(tmpdir(), 'dukou-templates-')));
  const template = join(folder, demo);
  if (existsSync(template)) return template;
  const unfinished = mkdtempSync(join(folder, 'unfinished-'));
  await firstStart({ DATA_DIR: unfinished, DEMO: demo });
  try {
    renameSync(unfinished, template);
  } catch (error) {
    // Another worker has made it meanwhile.
    if (!existsSync(template)) throw error;
    rmSync(unfinished, { recursive: true, force: true });
  }
  return template;
}

async function firstStart(environment: Record<string, string>): Promise<void> {
  const app = await createApp({ settings: settingsFor(environment), clock: new FixedClock(FIRST_START) });
  await app.close();
}

async function sqliteHome(demo: string): Promise<Home> {
  const template = await sqliteTemplate(demo);
  const dataDir = mkdtempSync(join(tmpdir(), 'dukou-test-'));
  for (const suffix of ['', '-wal']) {
    const file = join(template, DATABASE_FILE + suffix);
    if (existsSync(file)) copyFileSync(file, join(dataDir, DATABASE_FILE + suffix));
  }
  return { dataDir, environment: {}, remove: async () => rmSync(dataDir, { recursive: true, force: true }) };
}

async function postgresHome(demo: string): Promise<Home> {
  const template = await postgresTemplate(`template_${demo}`, (url) => firstStart({ DATABASE_URL: url, DEMO: demo }));
  const name = await createPostgresDatabase(template);
  const dataDir = mkdtempSync(join(tmpdir(), 'dukou-test-'));
  return {
    dataDir,
    environment: { DATABASE_URL: urlOf(name), DATABASE_POOL: TEST_POOL },
    remove: async () => {
      await dropPostgresDatabase(name);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const settingsFor = (environment: Record<string, string>) =>
  readSettings({ NODE_ENV: 'test', LOG_LEVEL: 'silent', PORT: '0', HOST: '127.0.0.1', ...environment });

/** A whole application on its own database, with a clock that stands still. `demo: 'plan'` unless told otherwise. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { demo = 'plan', now = START, engine = onPostgres() ? 'postgres' : 'sqlite' } = options;
  const home = engine === 'postgres' ? await postgresHome(demo) : await sqliteHome(demo);
  const clock = new FixedClock(now);
  const settings = settingsFor({ DATA_DIR: home.dataDir, DEMO: demo, ...home.environment, ...options.settings });
  const app = await createApp({ settings, clock });
  const callers = new Map<Person, Promise<Caller>>();
  const anonymous = callerOf(app, {});
  const withSession = async (login: string): Promise<Caller> =>
    callerOf(app, await startSession({ app, clock }, { login }, settings.sessionHours));
  return {
    app,
    clock,
    dataDir: home.dataDir,
    anonymous,
    caller: (headers) => callerOf(app, headers),
    as: (person) => {
      const caller = callers.get(person) ?? withSession(LOGINS[person]);
      callers.set(person, caller);
      return caller;
    },
    close: async () => {
      await app.close();
      await home.remove();
    },
  };
}

/** A second application on the same PostgreSQL database, with the same clock, as another process would be. */
export const createTwin = ({ app, clock }: TestApp): Promise<NestFastifyApplication> =>
  createApp({ settings: app.get<Settings>(SETTINGS, { strict: false }), clock });

/** Signs in with the demo password and gives a caller that carries the session cookie. */
export async function signIn(app: NestFastifyApplication, login: string, password = PASSWORD): Promise<Caller> {
  const answer = await callerOf(app, {}).post('/api/v1/sessions', { login, password });
  if (answer.status !== 201) throw new Error(`${login} could not sign in: ${answer.status} ${answer.text}`);
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  return callerOf(app, { cookie });
}

function callerOf(app: NestFastifyApplication, own: Record<string, string>): Caller {
  const call: Caller['call'] = async <Body>(
    method: string,
    path: string,
    { body, headers = {}, ifMatch }: CallOptions = {},
  ) => {
    const response = await injected(app, {
      method,
      url: path,
      headers: {
        ...own,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(ifMatch === undefined ? {} : { 'if-match': typeof ifMatch === 'number' ? `"${ifMatch}"` : ifMatch }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const type = String(response.headers['content-type'] ?? '');
    const parsed: unknown = type.includes('json') && response.payload ? JSON.parse(response.payload) : {};
    return { status: response.statusCode, headers: response.headers, body: parsed as Body, text: response.payload };
  };
  return {
    cookie: own['cookie'],
    call,
    get: (path, options) => call('GET', path, options),
    post: (path, body, options) => call('POST', path, { ...options, body: body ?? {} }),
  };
}
