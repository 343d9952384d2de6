import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createPostgresDatabase, dropPostgresDatabase, onPostgres, urlOf } from '../support/postgres.js';

/** Where the built programs are; `npm test` and `npm run prove` build them first. */
const DIST = process.env['PROVE_DIST'] ?? join(process.cwd(), 'dist');

const READY_WITHIN_MS = 60_000;
const PAGE_BYTES = 4096;

export interface ServerOptions {
  readonly dataDir: string;
  /** Unset: the embedded database in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  readonly settings?: Readonly<Record<string, string>>;
}

/** One real server process of its own. */
export interface Server {
  readonly url: string;
  readonly pid: number;
  readonly isRunning: () => boolean;
  /** Resident memory in bytes. */
  residentBytes(): number;
  /** How many files, sockets and pipes it has open. */
  openHandles(): number;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to stop. */
  stop(): Promise<void>;
}

/** What a proof that fails half-way would leave behind: processes that live on would keep Jest from ending. */
const launched = new Set<ChildProcess>();
const folders = new Set<string>();

afterAll(() => {
  for (const child of launched) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export function newDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dukou-prove-'));
  folders.add(folder);
  return folder;
}

/** Starts a built program with settings of its own; nothing is inherited from the environment but the path. */
export function launch(program: string, { args = [], ...options }: ServerOptions & { args?: string[] }): ChildProcess {
  const child = spawn(process.execPath, [join(DIST, program), ...args], {
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'development',
      DATA_DIR: options.dataDir,
      ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }),
      HOST: '127.0.0.1',
      PORT: '0',
      DEMO: 'plan',
      LOG_LEVEL: 'silent',
      LOGIN_TRIES: '1000',
      ...options.settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  launched.add(child);
  child.once('exit', () => launched.delete(child));
  return child;
}

/** Starts a server and waits until it serves. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const child = launch('main.js', options);
  const url = await addressOf(child);
  const pid = child.pid ?? 0;
  return {
    url,
    pid,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    residentBytes: () => Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES,
    openHandles: () => readdirSync(`/proc/${pid}/fd`).length,
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
  };
}

/** Waits until a process has ended; gives its exit code, null when it was killed. */
export async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

export async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  child.kill(signal);
  await ended(child);
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the server was not ready within ${READY_WITHIN_MS / 1000} s`));
    }, READY_WITHIN_MS);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      reject(new Error(`the server ended with ${code ?? signal} before it served`));
    });
    if (!child.stdout) throw new Error('the server has no output to read');
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /^Serving on (http:\/\/\S+)/.exec(line)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url.replace(/\/$/, ''));
    });
  });
}

/** Servers that share one database. */
export interface Fleet {
  readonly servers: Server[];
  readonly options: ServerOptions;
  /** Server number `index`, counted round and round. */
  of(index: number): Server;
  /** Puts a fresh process in the place of one that has ended. */
  restart(index: number): Promise<void>;
  close(): Promise<void>;
}

/** How many processes serve one PostgreSQL together. */
const PROCESSES_ON_POSTGRES = 3;
const POOL = '10';

/** Where servers keep their data, and how to leave nothing of it behind. */
export interface Home {
  readonly options: ServerOptions;
  readonly remove: () => Promise<void>;
}

/** A new database of the engine that this run of Jest is on. */
export async function newHome(): Promise<Home> {
  const dataDir = newDataDir();
  const removeFolder = (): void => rmSync(dataDir, { recursive: true, force: true });
  if (!onPostgres()) return { options: { dataDir }, remove: async () => removeFolder() };
  const name = await createPostgresDatabase();
  return {
    options: { dataDir, databaseUrl: urlOf(name), settings: { DATABASE_POOL: POOL } },
    remove: async () => {
      await dropPostgresDatabase(name);
      removeFolder();
    },
  };
}

/** One process on the embedded database, three on PostgreSQL, with the demo centre and nothing booked in it. */
export async function startFleet(): Promise<Fleet> {
  return startFleetIn(await newHome(), onPostgres() ? PROCESSES_ON_POSTGRES : 1);
}

/** So many processes on the database of this home, with the demo centre and nothing booked in it. */
export async function startFleetIn({ options, remove }: Home, processes: number): Promise<Fleet> {
  const servers = [await startServer(options)];
  while (servers.length < processes) servers.push(await startServer(options));
  return {
    servers,
    options,
    of: (index) => {
      const server = servers[index % servers.length];
      if (!server) throw new Error('a fleet without servers');
      return server;
    },
    restart: async (index) => {
      servers[index % servers.length] = await startServer(options);
    },
    close: async () => {
      await Promise.all(servers.map((server) => server.stop()));
      await remove();
    },
  };
}
