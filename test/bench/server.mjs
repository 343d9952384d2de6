import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const READY_WITHIN = 60_000;
const PAGE = 4096;

/**
 * Starts a program that prints `… http://host:port` once it serves. Gives its address, its resident memory in MB and
 * how to stop it. Jobs don't run in it: due in the first minute, an audit and a backup of a million rows would be measured too.
 */
export async function startServer(program, { env = {}, nodeArgs = [] } = {}) {
  const child = spawn(process.execPath, [...nodeArgs, program], {
    env: { ...process.env, NODE_ENV: 'test', HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await addressOf(child, program);
  let stopping = false;
  child.once('exit', (code, signal) => {
    if (stopping) return;
    console.error(`${program} ended by itself (${signal ?? code})`);
    process.exit(1);
  });
  return {
    url,
    residentMegabytes: () => (Number(readFileSync(`/proc/${child.pid}/statm`, 'utf8').split(' ')[1]) * PAGE) / 2 ** 20,
    stop: async () => {
      stopping = true;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

function addressOf(child, program) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${program} was not ready in time`)), READY_WITHIN);
    const early = (code) => reject(new Error(`${program} ended with ${code} before it served`));
    child.once('exit', early);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /http:\/\/\S+/.exec(line)?.[0];
      if (!url) return;
      clearTimeout(timer);
      child.off('exit', early);
      resolve(url.replace(/\/$/, ''));
    });
  });
}

/** What `npm start` tells Node of its memory; the application is measured as it is started. */
const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const MEMORY_ARGS = scripts.start.split(' ').filter((part) => part.startsWith('--'));

/** The application on its own database. `profile` is a folder for its CPU profile, or null. */
export const startApp = (program, { env, profile = null }) =>
  startServer(program, {
    env: { DEMO: 'plan', ...env, ...(profile ? { BENCH_PROFILE_DIR: profile } : {}) },
    nodeArgs: [...MEMORY_ARGS, ...(profile ? ['--import', new URL('./profile.mjs', import.meta.url).href] : [])],
  });
