/**
 * The proofs in their long form, on both engines, with a table of what was done and found at the end:
 *
 *     npm run prove                                       everything, some hours
 *     npm run prove -- --only faults --engine postgres    one proof on one engine
 *     npm run prove -- --only race --only crash           two proofs on both; names alone do as well: `race crash sqlite`
 *     npm run prove -- --only screens                     every screen in every language, theme, type and size
 *     npm run prove -- --only journeys                    what people do from end to end, in both languages at three widths
 *
 * Shows how far it is. PROVE_SEED repeats a run; SOAK_MINUTES (10) is how long the soak takes on each engine.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** What a proof runs on, and Jest's project for it; the browser looks at screens, whose engine does not matter. */
const ENGINES = { sqlite: 'api', postgres: 'postgres', browser: 'browser' };

/** Every spec beside this file but that of the sweep itself, which has no long form. */
const SPECS = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.spec.ts') && name !== 'oracle.spec.ts')
  .map((name) => name.slice(0, -'.spec.ts'.length).split('.'));
const PROOFS = [...new Set(SPECS.map(([proof]) => proof))];
/** `faults.sqlite.spec.ts` is for one engine, `race.spec.ts` for both, `screens.browser.spec.ts` for neither. */
const isFor = (engine, proof) =>
  SPECS.some(([name, only]) => name === proof && (only === undefined ? engine !== 'browser' : only === engine));
const COLUMNS = ['races', 'kills', 'faults', 'requests', 'losses', 'doubles'];

const { values, positionals } = parseArgs({
  options: { only: { type: 'string', multiple: true }, engine: { type: 'string', multiple: true } },
  allowPositionals: true,
});
const asked = [...(values.only ?? []), ...(values.engine ?? []), ...positionals];
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
  const since = performance.now();
  const jest = ['node_modules/jest/bin/jest.js', '--runInBand', `--selectProjects=${ENGINES[engine]}`];
  const { status } = spawnSync(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--no-warnings',
      ...jest,
      `--testPathPatterns=test/prove/${proof}(\\.${engine})?\\.spec`,
    ],
    {
      stdio: ['inherit', 'ignore', 'inherit'],
      env: { ...process.env, PROVE: 'long', PROVE_SEED: seed, PROVE_TALLY: tallyFile },
    },
  );
  const seconds = ((performance.now() - since) / 1000).toFixed(0);
  console.log(`${status === 0 ? 'ok' : 'FAILED'}: ${proof} on ${engine} (${seconds} s)`);
  if (status !== 0) failed = [...failed, `${proof} on ${engine}`];
}

/** One line for each proof, one for each engine, and one for all. */
function table() {
  const rows = existsSync(tallyFile)
    ? readFileSync(tallyFile, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];
  const sum = (engine, part) => ({
    ...Object.fromEntries(COLUMNS.map((name) => [name, part.reduce((total, row) => total + row[name], 0)])),
    proof: 'all',
    engine,
  });
  const engines = [...new Set(rows.map(({ engine }) => engine))];
  const sums = engines.map((engine) =>
    sum(
      engine,
      rows.filter((row) => row.engine === engine),
    ),
  );
  const head = ['proof', 'engine', ...COLUMNS];
  const cells = [...rows, ...sums, sum('both', rows)].map((row) => head.map((name) => String(row[name])));
  const widths = head.map((name, i) => Math.max(name.length, ...cells.map((line) => line[i].length)));
  const show = (line) =>
    `| ${line.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, i) => (i < 2 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [show(head), rule, ...cells.map(show)].join('\n');
}

console.log(`seed ${seed}`);
const runs = chosen(Object.keys(ENGINES)).flatMap((engine) =>
  chosen(PROOFS).flatMap((proof) => (isFor(engine, proof) ? [{ proof, engine }] : [])),
);
runs.forEach(({ proof, engine }, index) => {
  console.log(`${index + 1} of ${runs.length}: ${proof} on ${engine}`);
  prove(proof, engine);
});
console.log(`\nseed ${seed}\n\n${table()}\n`);
console.log(
  failed.length === 0 ? 'Everything held.' : `Did not hold: ${failed.join(', ')}. Repeat with PROVE_SEED=${seed}.`,
);
rmSync(scratch, { recursive: true, force: true });
process.exitCode = failed.length === 0 ? 0 : 1;
