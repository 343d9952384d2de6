/**
 * Everything CI checks, in one command: types, lint, format, architecture, and all tests, on SQLite and PostgreSQL,
 * the pure middle once more under a zone with daylight saving, and the screens in a real browser. Ends with `N passed, N failed`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const scratch = mkdtempSync(join(tmpdir(), 'dukou-run-'));
let passed = 0;
let failed = 0;

/** What lives for a moment only is collected in larger heaps at a time: a quarter of the time of lint is collection. */
const YOUNG = '--max-semi-space-size=64';

const minutes = (since) => `${((performance.now() - since) / 1000).toFixed(0)} s`;

/** One check that either holds or does not; what it says is shown when it has ended, so that two at once don't mix. */
async function check(name, command, args) {
  const since = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
  const status = await new Promise((resolve) => {
    child.once('error', (error) => resolve(said.push(Buffer.from(`${error.message}\n`))));
    child.once('close', resolve);
  });
  if (status === 0) passed++;
  else failed++;
  process.stdout.write(Buffer.concat(said));
  console.log(`${status === 0 ? 'ok' : 'FAILED'}: ${name} (${minutes(since)})`);
}

/** Runs checks one after the other. */
async function inTurn(checks) {
  for (const [name, command, args] of checks) await check(name, command, args);
}

/** One run of Jest; its tests are counted one by one. */
function jest(name, args, environment = {}) {
  const since = performance.now();
  const out = join(scratch, `${name.replace(/\W+/g, '-')}.json`);
  const { status } = spawnSync(
    process.execPath,
    [
      YOUNG,
      '--experimental-vm-modules',
      '--no-warnings',
      'node_modules/jest/bin/jest.js',
      '--json',
      `--outputFile=${out}`,
      '--silent=false',
      // One more than the cores of a small machine: some tests wait for a server, a database or a clock.
      '--maxWorkers=3',
      '--workerIdleMemoryLimit=1GB',
      ...args,
    ],
    {
      stdio: ['inherit', 'ignore', 'inherit'],
      env: { ...process.env, ...environment },
    },
  );
  let result = { numPassedTests: 0, numFailedTests: 0, numFailedTestSuites: 0, numTotalTests: 0 };
  try {
    result = JSON.parse(readFileSync(out, 'utf8'));
  } catch {
    console.log(`${name}: Jest gave no result`);
  }
  passed += result.numPassedTests;
  const crashed = result.numTotalTests === 0 || (status !== 0 && result.numFailedTests === 0) ? 1 : 0;
  failed += result.numFailedTests + crashed;
  console.log(
    `${status === 0 ? 'ok' : 'FAILED'}: ${name}: ${result.numPassedTests} passed, ${result.numFailedTests + crashed} failed (${minutes(since)})`,
  );
}

// The build comes first: the web app's types are made from the API as it is. None of the other checks needs both cores.
await check('build', 'npm', ['run', 'build', '--silent']);
await Promise.all([
  inTurn([['lint', process.execPath, [YOUNG, 'node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.']]]),
  inTurn([
    ['types', 'npx', ['tsc', '--noEmit', '-p', 'tsconfig.json']],
    ['types of the web app', 'npx', ['vue-tsc', '--noEmit', '-p', 'src/web/tsconfig.json']],
    ['format', 'npx', ['prettier', '--check', '--log-level', 'warn', '.']],
    ['architecture', 'npx', ['depcruise', 'src', '--config', '.dependency-cruiser.cjs']],
  ]),
]);
jest('unit', ['--selectProjects=unit']);
jest('unit under New York time', ['--selectProjects=unit'], { TZ: 'America/New_York' });
jest('screens in the browser', ['--selectProjects=browser']);
jest('api on sqlite', ['--selectProjects=api'], { TZ: 'Europe/Oslo' });
jest('api on postgresql', ['--selectProjects=postgres'], { TZ: 'Europe/Oslo' });

rmSync(scratch, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
