import { randomUUID } from 'node:crypto';
import pg from 'pg';

declare global {
  /** Set by the Jest project that runs the tests on PostgreSQL. */
  var TEST_DATABASE: 'postgres' | undefined;
}

/** True when this run of Jest is on PostgreSQL, else it is on the embedded database. */
export const onPostgres = (): boolean => globalThis.TEST_DATABASE === 'postgres';

/** Any number that nothing else locks. */
const TEMPLATE_LOCK = 4711;

function serverUrl(): URL {
  const url = process.env['TEST_POSTGRES_URL'];
  if (url === undefined) throw new Error('No PostgreSQL was started for this run of Jest.');
  return new URL(url);
}

/** Address of a database of this name on the server of this run. */
export function urlOf(name: string): string {
  const url = serverUrl();
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl().href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes an empty database, or a copy of a template that nobody is connected to; gives its name. Files copy fastest. */
export async function createPostgresDatabase(template?: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const from = template ? ` TEMPLATE ${template}` : '';
  await onServer((client) => client.query(`CREATE DATABASE ${name}${from} STRATEGY file_copy`));
  return name;
}

/** Drops a database, with whatever is still connected to it. */
export async function dropPostgresDatabase(name: string): Promise<void> {
  await onServer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
}

/** Makes a template once per run of Jest: whichever test file comes first fills it, the others wait and copy it. */
export async function postgresTemplate(name: string, fill: (url: string) => Promise<void>): Promise<string> {
  await onServer(async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount) return;
    const unfinished = await createPostgresDatabase();
    await fill(urlOf(unfinished));
    await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
  });
  return name;
}
