import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from './app.js';
import { buildApiDocument } from './openapi.js';
import { readSettings } from './platform/config/settings.js';
import { SystemClock } from './platform/clock.js';

/** Writes the OpenAPI document to the file named; the application it is read from has an empty database and never listens. */
async function main(file: string | undefined): Promise<void> {
  if (file === undefined) throw new Error('Say which file to write: node dist/openapi.main.js FILE');
  const dataDir = mkdtempSync(join(tmpdir(), 'dukou-openapi-'));
  try {
    const settings = readSettings({ NODE_ENV: 'test', DATA_DIR: dataDir, DEMO: 'none', LOG_LEVEL: 'error' });
    const app = await createApp({ settings, clock: new SystemClock() });
    writeFileSync(file, JSON.stringify(buildApiDocument(app)));
    await app.close();
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
