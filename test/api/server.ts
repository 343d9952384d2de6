import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** A server in a process of its own, as it is run by whoever installs it. */
export interface Server {
  readonly process: ChildProcessWithoutNullStreams;
  /** Address to which it answers. */
  readonly url: string;
  /** All it has printed up to now. */
  output(): string;
  /** Sends the signal and gives the exit code, or null when the signal itself ended the process. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface Exit {
  readonly code: number | null;
  readonly output: string;
}

/** Nothing of the environment of the tests but where programs are; `.env` is looked for in `dataDir`. */
function start(dataDir: string, settings: Record<string, string>) {
  const env = { PATH: process.env['PATH'], DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: '0', ...settings };
  const child = spawn(process.execPath, [MAIN], { cwd: dataDir, env });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const closed = once(child, 'close').then(([code]) => code as number | null);
  return { child, closed, output: () => text };
}

/** Starts a server and waits until it says where it answers. */
export async function startServer(dataDir: string, settings: Record<string, string> = {}): Promise<Server> {
  const { child, closed, output } = start(dataDir, settings);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const found = /^Serving on (http:\/\/\S+)$/m.exec(output());
      if (found?.[1]) resolve(found[1]);
    });
    void closed.then((code) => reject(new Error(`The server ended with ${code}:\n${output()}`)));
  });
  const stop = (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> => {
    child.kill(signal);
    return closed;
  };
  return { process: child, url, output, stop };
}

/** Runs a server that is expected to end by itself. */
export async function runToEnd(dataDir: string, settings: Record<string, string>): Promise<Exit> {
  const { closed, output } = start(dataDir, settings);
  const code = await closed;
  return { code, output: output() };
}
