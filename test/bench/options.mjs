import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export const ROWS = ['create', 'check', 'change', 'series', 'schedule', 'memory', 'postgres', 'postgres-check'];
const ENGINE_OF = { postgres: 'postgres', 'postgres-check': 'postgres' };

export const USAGE = `npm run bench -- [--rows=${ROWS.join(',')}] [--engine=sqlite|postgres] [--rounds=5]
  [--seconds=3] [--minutes=N] [--history=1000,100000,1000000] [--server=dist/main.js] [--profile=DIR] [--quick]

  --rows     which rows to measure; all when left out
  --engine   only the rows of one engine
  --rounds   how often each figure is taken; the table gives median, least and most
  --seconds  how long one load lasts
  --minutes  how long the memory row loads the server; half a minute when left out
  --history  numbers of past occurrences that the check and change rows compare; the first is what the rest is divided by
  --server   another build to measure
  --profile  writes a CPU profile of every server into this folder
  --quick    two short rounds and little history: shows that it runs, measures nothing`;

/** Reads the command line; throws an `Error` with a sentence for what it does not understand. */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      rows: { type: 'string' },
      engine: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      minutes: { type: 'string' },
      history: { type: 'string' },
      server: { type: 'string' },
      profile: { type: 'string' },
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { quick, engine } = values;
  if (engine !== undefined && engine !== 'sqlite' && engine !== 'postgres')
    throw new Error('--engine is sqlite or postgres.');
  const history = (values.history ?? (quick ? '1000,20000' : '1000,100000,1000000')).split(',').map(whole('--history'));
  return {
    help: values.help,
    quick,
    rows: rowsNamed(values.rows).filter((row) => engine === undefined || (ENGINE_OF[row] ?? 'sqlite') === engine),
    rounds: whole('--rounds')(values.rounds ?? (quick ? '2' : '5')),
    seconds: whole('--seconds')(values.seconds ?? (quick ? '1' : '3')),
    memorySeconds: values.minutes ? whole('--minutes')(values.minutes) * 60 : quick ? 5 : 30,
    history: history.toSorted((a, b) => a - b),
    server: values.server ?? fileURLToPath(new URL('../../dist/main.js', import.meta.url)),
    profile: values.profile ?? null,
  };
}

function rowsNamed(text) {
  const names = text === undefined ? ROWS : text.split(',');
  const unknown = names.filter((name) => !ROWS.includes(name));
  if (unknown.length > 0) throw new Error(`--rows does not know ${unknown.join(', ')}; there are ${ROWS.join(', ')}.`);
  return ROWS.filter((row) => names.includes(row));
}

const whole = (name) => (text) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${name} wants whole numbers from 1.`);
  return value;
};
