/**
 * The proofs in their long form, on both engines: `npm run prove`, or with names of proofs and engines behind it, such as
 * `npm run prove -- race crash sqlite`. Shows how far it is, and ends with a table of what was done and found.
 * PROVE_SEED repeats a run; SOAK_MINUTES (10) is how long the soak takes on each engine.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Every spec beside this file but that of the sweep itself, which has no long form. */
const PROOFS = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.spec.ts') && name !== 'oracle.spec.ts')
  .map((name) => name.slice(0, -'.spec.ts'.length));
const ENGINES = { sqlite: 'api', postgres: 'postgres' };
const COLUMNS = ['races', 'kills', 'faults', 'requests', 'losses', 'doubles'];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !PROOFS.includes(name) && !(name in ENGINES));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. There are ${[...PROOFS, ...Object.keys(ENGINES)].join(', ')}.`);
  process.exit(2);
}
const chosen = (all) => (all.some((name) => asked.includes(name)) ? all.filter((name) => asked.includes(name)) : all);

const scratch = mkdtempSync(join(tmpdir(), 'dukou-prove-run-'));
const tallyFile = join(scratch, 'tally.jsonl');
const seed = process.env.PROVE_SEED ?? String(Math.floor(Math.random() * 2 ** 31));
let failed = [];

/** Runs one proof on one engine; the specs write what they did into the tally. */
function prove(proof, engine) {
  console.log(`${proof} on ${engine}`);
  const since = performance.now();
  const jest = ['node_modules/jest/bin/jest.js', '--runInBand', `--selectProjects=${ENGINES[engine]}`];
  const { status } = spawnSync(
    process.execPath,
    ['--experimental-vm-modules', '--no-warnings', ...jest, `--testPathPatterns=test/prove/${proof}\\.spec`],
    {
      stdio: ['inherit', 'ignore', 'inherit'],
      env: { ...process.env, PROVE: 'long', PROVE_SEED: seed, PROVE_TALLY: tallyFile },
    },
  );
  const seconds = ((performance.now() - since) / 1000).toFixed(0);
  console.log(`${status === 0 ? 'ok' : 'FAILED'}: ${proof} on ${engine} (${seconds} s)`);
  if (status !== 0) failed = [...failed, `${proof} on ${engine}`];
}

function table() {
  const rows = existsSync(tallyFile)
    ? readFileSync(tallyFile, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];
  const total = Object.fromEntries(COLUMNS.map((name) => [name, rows.reduce((sum, row) => sum + row[name], 0)]));
  const lines = [...rows, { proof: 'all', ...total }].map((row) => [
    row.proof,
    ...COLUMNS.map((name) => String(row[name])),
  ]);
  const width = Math.max(...lines.map(([proof]) => proof.length));
  const show = ([proof, ...cells]) =>
    `| ${proof.padEnd(width)} | ${cells.map((cell, i) => cell.padStart(COLUMNS[i].length)).join(' | ')} |`;
  const rule = `| ${'-'.repeat(width)} | ${COLUMNS.map((name) => `${'-'.repeat(name.length - 1)}:`).join(' | ')} |`;
  return [show(['proof', ...COLUMNS]), rule, ...lines.map(show)].join('\n');
}

console.log(`seed ${seed}`);
for (const engine of chosen(Object.keys(ENGINES))) for (const proof of chosen(PROOFS)) prove(proof, engine);
console.log(`\n${table()}\n`);
console.log(
  failed.length === 0 ? 'Everything held.' : `Did not hold: ${failed.join(', ')}. Repeat with PROVE_SEED=${seed}.`,
);
rmSync(scratch, { recursive: true, force: true });
process.exitCode = failed.length === 0 ? 0 : 1;
