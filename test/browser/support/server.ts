import { fork, type ChildProcess, type ForkOptions } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SERVE = fileURLToPath(new URL('./serve.mjs', import.meta.url));

/** Tuesday 1 September 2026, 10:00 at the centre: the first day of term, with the clinic and the blood-pressure morning on. */
export const NOW = '2026-09-01T10:00:00+08:00';

export interface BrowserServer {
  /** Without a slash at its end. */
  readonly url: string;
  /** What it has printed since it was started, where nobody else wants to see that: in production. */
  printed(): string;
  setNow(iso: string): Promise<void>;
  /** Takes the server away, as a power cut does; its data and its port stay. */
  kill(): Promise<void>;
  /** Brings it back at the same address. */
  revive(now?: string): Promise<void>;
  close(): Promise<void>;
}

export interface ServerOptions {
  readonly now?: string;
  readonly demo?: 'full' | 'plan' | 'none';
  readonly settings?: Record<string, string>;
}

const FORK: ForkOptions = { execArgv: [], stdio: ['ignore', 'pipe', 'inherit', 'ipc'] };

/** The built server on a new database with the demo centre, and a clock that stands still at `now`. */
export async function startBrowserServer({
  now = NOW,
  demo = 'full',
  settings = {},
}: ServerOptions = {}): Promise<BrowserServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dukou-browser-'));
  const environment = { DATA_DIR: dataDir, DEMO: demo, LOG_LEVEL: 'error', HOST: '127.0.0.1', ...settings };
  let printed = '';
  const launch = (own: Record<string, string>): ChildProcess => {
    const started = fork(SERVE, { env: { PATH: process.env['PATH'], NODE_ENV: 'test', ...own }, ...FORK });
    started.stdout?.setEncoding('utf8').on('data', (text: string) => {
      if (own['NODE_ENV'] === 'production') printed += text;
      else process.stdout.write(text);
    });
    return started;
  };
  let child = launch({ ...environment, PORT: '0', TEST_NOW: now });
  const { url } = await answer<{ url: string }>(child);
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
  return {
    url,
    printed: () => printed,
    setNow: async (iso) => {
      const heard = answer(child);
      child.send({ now: iso });
      await heard;
    },
    kill,
    revive: async (iso = now) => {
      child = launch({ ...environment, PORT: new URL(url).port, TEST_NOW: iso });
      await answer(child);
    },
    close: async () => {
      await kill();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function answer<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as T));
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}; is dist built?`)));
  });
}
