import fc from 'fast-check';
import { histories } from '../ledger/oracle/commands.js';
import { compareRaces, races } from './engines.races.js';
import { compareSerial } from './engines.serial.js';
import { openSide, type Side } from './engines.sides.js';
import { isLong, NOTHING, progress, report, SEED } from './tally.js';

/** Histories of each kind; PROVE_RUNS asks for another number. */
const RUNS = Number(process.env['PROVE_RUNS'] ?? (isLong ? 300 : 6));
const LIMIT_MS = 3_600_000;

describe(`the same histories on SQLite and on PostgreSQL (seed ${SEED})`, () => {
  let sqlite: Side;
  let postgres: Side;
  beforeAll(async () => {
    sqlite = await openSide('sqlite');
    postgres = await openSide('postgres');
  });
  afterAll(async () => {
    await sqlite.close();
    await postgres.close();
  });

  /** Tries so many histories, and hands in what was done. */
  async function prove<History>(
    name: string,
    arbitrary: fc.Arbitrary<History>,
    compare: (history: History) => Promise<{ rounds: number; requests: number }>,
  ): Promise<void> {
    const done = { histories: 0, rounds: 0, requests: 0 };
    const property = fc.asyncProperty(arbitrary, async (history) => {
      const { rounds, requests } = await compare(history);
      done.histories++;
      done.rounds += rounds;
      done.requests += requests;
      if (done.histories % 50 === 0) progress(`${name}: ${done.histories} histories, ${done.requests} requests`);
    });
    await fc.assert(property, { seed: SEED, numRuns: RUNS });
    report(`${name} (${done.histories} histories)`, { ...NOTHING, races: done.rounds, requests: done.requests });
    expect(done.histories).toBe(RUNS);
  }

  it(
    'come to the same, answer by answer and row by row',
    () =>
      prove('both engines, one after another', histories, async (history) => ({
        rounds: 0,
        requests: await compareSerial([sqlite, postgres], history),
      })),
    LIMIT_MS,
  );

  it(
    'come to the same when sessions on PostgreSQL race and SQLite is asked one by one',
    () => prove('races on PostgreSQL, repeated on SQLite', races, (rounds) => compareRaces([postgres, sqlite], rounds)),
    LIMIT_MS,
  );

  it(
    'come to the same when sessions on SQLite race and PostgreSQL is asked one by one',
    () => prove('races on SQLite, repeated on PostgreSQL', races, (rounds) => compareRaces([sqlite, postgres], rounds)),
    LIMIT_MS,
  );
});
