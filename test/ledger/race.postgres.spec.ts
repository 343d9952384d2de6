import type pg from 'pg';
import {
  backendOf,
  CHESS,
  claim,
  doneOrBlocked,
  FLOOR,
  MOST,
  openRawPostgres,
  refusalOf,
  ROOM,
  ROOMS,
  SEATS,
  STUDY,
  totals,
  type RawPostgres,
} from './raw-postgres.js';

const CLIENTS = 64;

let ledger: RawPostgres;
let first: pg.Client;

beforeAll(async () => {
  ledger = await openRawPostgres(CLIENTS);
  first = ledger.clients[0] as pg.Client;
});

beforeEach(async () => {
  await first.query('DELETE FROM claims');
  await first.query('UPDATE cells SET units = $1 WHERE id = $2', [SEATS, CHESS]);
});

afterAll(() => ledger.remove());

/** Group `n` of the race brings 1 to 5 heads. */
const headsOf = (n: number): number => 1 + (n % 5);

describe('raced by 64 connections', () => {
  it.each([
    ['an exclusive cell', ROOM, null],
    ['a shared cell taken whole', CHESS, null],
    ['the last seat of a limit', FLOOR, MOST],
  ])('%s has exactly one winner, 10 times', async (_, cell, units) => {
    for (let round = 0; round < 10; round++) {
      const from = round * 2;
      const answers = await Promise.all(
        ledger.clients.map((client) => refusalOf(claim(client, [{ cell, from, until: from + 2, units }]))),
      );
      expect(answers.filter((answer) => answer === null)).toHaveLength(1);
      expect((await totals(first, cell)).claims).toBe(round + 1);
    }
  });

  it('overlapping pieces of an hour never both stand', async () => {
    const starts = ledger.clients.map((_, n) => (n % 8) / 4);
    await Promise.all(
      ledger.clients.map((client, n) =>
        refusalOf(claim(client, [{ cell: ROOM, from: starts[n] ?? 0, until: (starts[n] ?? 0) + 1 }])),
      ),
    );
    const { rows } = await first.query(
      `SELECT 1 FROM claims a JOIN claims b ON a.cell_id = b.cell_id AND a.owner_id < b.owner_id
         AND a.from_at < b.until_at AND b.from_at < a.until_at`,
    );
    expect(rows).toEqual([]);
    expect((await totals(first, ROOM)).claims).toBeGreaterThan(0);
  });

  it('36 seats are never oversold to 50 groups, and nobody is sent away who would fit', async () => {
    const groups = ledger.clients.slice(0, 50);
    const answers = await Promise.all(
      groups.map((client, n) => refusalOf(claim(client, [{ cell: CHESS, from: 0, until: 2, units: headsOf(n) }]))),
    );
    const { units } = await totals(first, CHESS);
    expect(units).toBeLessThanOrEqual(SEATS);
    answers.forEach((answer, n) => {
      if (answer !== null)
        expect({ answer, fits: units + headsOf(n) <= SEATS }).toEqual({ answer: 'ledger: over-capacity', fits: false });
    });
  });

  it('a limit holds across the cells below it', async () => {
    const heads = 5;
    const answers = await Promise.all(
      ledger.clients.slice(0, ROOMS).map((client, n) =>
        refusalOf(
          claim(client, [
            { cell: ROOM + n, from: 0, until: 2 },
            { cell: FLOOR, from: 0, until: 2, units: heads },
          ]),
        ),
      ),
    );
    expect(answers.filter((answer) => answer === null)).toHaveLength(MOST / heads);
    expect((await totals(first, FLOOR)).units).toBe(MOST);
  });

  it('series that cross in opposite order all come through without a deadlock', async () => {
    const dates = Array.from({ length: 30 }, (_, day) => ({ from: day * 24, until: day * 24 + 2 }));
    const series = [CHESS, STUDY].flatMap((cell) => dates.map((date) => ({ cell, ...date, units: 1 })));
    const answers = await Promise.all(
      ledger.clients
        .slice(0, SEATS)
        .map((client, n) => refusalOf(claim(client, n % 2 === 0 ? series : [...series].reverse()))),
    );
    expect(answers.filter((answer) => answer !== null)).toEqual([]);
    expect(await totals(first, CHESS)).toEqual({ claims: SEATS * dates.length, units: SEATS * dates.length });
  });
});

describe('seats and a sale at the same moment', () => {
  const fewer = (client: pg.Client): Promise<unknown> =>
    client.query('UPDATE cells SET units = 20 WHERE id = $1', [CHESS]);
  const sale = (client: pg.Client): Promise<unknown> => claim(client, [{ cell: CHESS, from: 0, until: 2, units: 21 }]);

  it.each([
    ['a sale that is not committed yet is waited for before seats go', sale, fewer],
    ['seats that are being taken away are waited for before they are sold', fewer, sale],
  ])('%s', async (_, one, other) => {
    const [holder, waiter, observer] = ledger.clients as [pg.Client, pg.Client, pg.Client];
    await holder.query('BEGIN');
    await one(holder);
    const pid = await backendOf(waiter);
    const answer = refusalOf(other(waiter));
    expect(await doneOrBlocked(answer, { client: pid, observer })).toBe('blocked');
    await holder.query('COMMIT');
    expect(await answer).toBe('ledger: over-capacity');
  });
});

it('a day of one cell does not wait for another day of it, nor for another cell', async () => {
  const [holder, other] = ledger.clients as [pg.Client, pg.Client];
  await holder.query('BEGIN');
  await claim(holder, [{ cell: CHESS, from: 0, until: 2, units: 1 }]);
  await claim(other, [{ cell: CHESS, from: 24, until: 26, units: 1 }]);
  await claim(other, [{ cell: STUDY, from: 0, until: 2, units: 1 }]);
  await holder.query('COMMIT');
  expect((await totals(first, CHESS)).claims).toBe(2);
});
