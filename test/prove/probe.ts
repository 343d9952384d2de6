import { auditLedger } from '../../src/operations/ledger-audit.js';
import { SystemClock } from '../../src/platform/clock.js';
import { readSettings } from '../../src/platform/config/settings.js';
import { openDatabase } from '../../src/platform/database/database.js';
import type { Queries } from '../../src/platform/database/reader.js';
import { doubles } from './oracle.js';
import type { ServerOptions } from './servers.js';

/** Looks at the database itself, beside the servers that use it. */
export interface Probe {
  readonly queries: Queries;
  count(table: string): Promise<number>;
  /** What is wrong in the database: its integrity, the service's own audit, and the proof's independent sweep. */
  faults(): Promise<{ integrity: string[]; audit: object[]; doubles: string[] }>;
  close(): Promise<void>;
}

export async function openProbe({ dataDir, databaseUrl }: ServerOptions): Promise<Probe> {
  const settings = readSettings({
    NODE_ENV: 'test',
    DATA_DIR: dataDir,
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  });
  const database = await openDatabase(settings, { role: 'beside' });
  const queries = database.reader;
  return {
    queries,
    count: async (table) => Number((await queries.one<{ n: number }>(`SELECT count(*) AS n FROM ${table}`))?.n),
    faults: async () => ({
      integrity: await integrity(queries),
      audit: await auditLedger(queries, { now: new SystemClock().now() }),
      doubles: await doubles(queries),
    }),
    close: () => database.close(),
  };
}

async function integrity(queries: Queries): Promise<string[]> {
  if (queries.engine !== 'sqlite') return [];
  const rows = await queries.all<{ integrity_check: string }>('PRAGMA integrity_check');
  return rows.map((row) => row.integrity_check).filter((text) => text !== 'ok');
}

export const SOUND = { integrity: [], audit: [], doubles: [] };
