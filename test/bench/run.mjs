/** Measures the built server; see `--help`. Prints a table and writes it as JSON into test/bench/results. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { machine } from './machine.mjs';
import { readOptions, USAGE } from './options.mjs';
import { printMachine, printTable } from './print.mjs';
import { changeRow } from './rows/change.mjs';
import { checkRow } from './rows/check.mjs';
import { createRow } from './rows/create.mjs';
import { memoryRow } from './rows/memory.mjs';
import { postgresCheckRow } from './rows/postgres-check.mjs';
import { postgresRow } from './rows/postgres.mjs';
import { scheduleRow } from './rows/schedule.mjs';
import { seriesRow } from './rows/series.mjs';
import { sqliteWorlds } from './worlds.mjs';

const ROW = {
  create: createRow,
  check: checkRow,
  change: changeRow,
  series: seriesRow,
  schedule: scheduleRow,
  memory: memoryRow,
  postgres: postgresRow,
  'postgres-check': postgresCheckRow,
};
const RESULTS = new URL('./results/', import.meta.url);

async function main(options) {
  const about = machine();
  printMachine(about, options);
  const onSqlite = options.rows.some((row) => !row.startsWith('postgres'));
  const worlds = onSqlite ? await sqliteWorlds(options) : null;
  const figures = [];
  try {
    for (const row of options.rows) {
      console.log(`measuring ${row} …`);
      figures.push(...(await ROW[row]({ worlds, options })));
    }
  } finally {
    worlds?.close();
  }
  printTable(figures);
  mkdirSync(RESULTS, { recursive: true });
  const file = new URL(`${about.at.replaceAll(':', '-')}.json`, RESULTS);
  writeFileSync(file, `${JSON.stringify({ machine: about, options, figures }, null, 2)}\n`);
  console.log(`written to ${file.pathname}`);
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(USAGE);
  else await main(options);
} catch (error) {
  console.error(error instanceof Error ? error.stack : error);
  process.exitCode = 1;
}
