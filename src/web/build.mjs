/**
 * Builds the web app into dist/web: types of the API from the server's own OpenAPI document, then Vite, then every text
 * file once more in brotli and gzip, so that nothing is compressed while somebody waits. Run after `nest build`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import openapiTypes, { astToString } from 'openapi-typescript';
import { build } from 'vite';
import { buildDoorWorker } from './door/worker/build-worker.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const dist = join(here, '../../dist');

/** Smaller files gain nothing. */
const LEAST_BYTES = 600;

async function writeApiTypes() {
  const scratch = mkdtempSync(join(tmpdir(), 'dukou-document-'));
  const file = join(scratch, 'openapi.json');
  const { status } = spawnSync(process.execPath, [join(dist, 'openapi.main.js'), file], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The OpenAPI document could not be written.');
  const types = await openapiTypes(JSON.parse(readFileSync(file, 'utf8')), { alphabetize: true });
  rmSync(scratch, { recursive: true });
  mkdirSync(join(here, 'generated'), { recursive: true });
  writeFileSync(join(here, 'generated/api.d.ts'), astToString(types));
}

function compressAll(directory) {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((one) => /\.(?:js|css|html|svg|json)$/.test(one) && !one.includes('.vite'))) {
    const body = readFileSync(join(directory, name));
    if (body.length < LEAST_BYTES) continue;
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
    writeFileSync(join(directory, `${name}.br`), brotliCompressSync(body, { params }));
    writeFileSync(join(directory, `${name}.gz`), gzipSync(body, { level: 9 }));
  }
}

await writeApiTypes();
if (!process.argv.includes('--types')) {
  await build({
    configFile: join(here, 'vite.config.ts'),
    logLevel: process.argv.includes('--quiet') ? 'warn' : 'info',
  });
  await buildDoorWorker({ root: here, outDir: join(dist, 'web') });
  compressAll(join(dist, 'web'));
}
