import type pg from 'pg';
import {
  CHESS,
  claim,
  FLOOR,
  MOST,
  openRawPostgres,
  refusalOf,
  ROOM,
  SEATS,
  STUDY,
  type RawPostgres,
} from './raw-postgres.js';

const OCCUPIED = 'ledger: occupied';
const OVER_CAPACITY = 'ledger: over-capacity';
const EXCLUSION_VIOLATION = '23P01';
const FOREIGN_KEY_VIOLATION = '23503';

let ledger: RawPostgres;
let client: pg.Client;

beforeAll(async () => {
  ledger = await openRawPostgres(1);
  client = ledger.clients[0] as pg.Client;
});

beforeEach(async () => {
  await client.query('BEGIN');
});

afterEach(async () => {
  await client.query('ROLLBACK');
});

afterAll(() => ledger.remove());

describe('the guard of an exclusive cell', () => {
  it('refuses what overlaps and accepts what touches', async () => {
    await claim(client, [{ cell: ROOM, from: 2, until: 4 }]);
    await claim(client, [{ cell: ROOM, from: 4, until: 5 }]);
    await claim(client, [{ cell: ROOM, from: 1, until: 2 }]);
    expect(await refusalOf(claim(client, [{ cell: ROOM, from: 3, until: 4 }]))).toBe(EXCLUSION_VIOLATION);
  });

  it('refuses a claim that is moved into another', async () => {
    await claim(client, [{ cell: ROOM, from: 2, until: 4 }]);
    const other = await claim(client, [{ cell: ROOM, from: 4, until: 5 }]);
    const moved = client.query('UPDATE claims SET from_at = from_at - 1 WHERE owner_id = $1', [other]);
    expect(await refusalOf(moved)).toBe(EXCLUSION_VIOLATION);
  });

  it('cannot be passed by calling the cell shared', async () => {
    const owner = await claim(client, [{ cell: ROOM, from: 2, until: 4 }]);
    const shared = client.query('UPDATE claims SET exclusive = 0 WHERE owner_id = $1', [owner]);
    expect(await refusalOf(shared)).toBe(FOREIGN_KEY_VIOLATION);
  });

  it('holds under REPEATABLE READ too', async () => {
    await client.query('ROLLBACK; BEGIN ISOLATION LEVEL REPEATABLE READ');
    await claim(client, [{ cell: ROOM, from: 2, until: 4 }]);
    expect(await refusalOf(claim(client, [{ cell: ROOM, from: 3, until: 5 }]))).toBe(EXCLUSION_VIOLATION);
  });
});

describe('the guard of a shared cell', () => {
  it('adds up what is there at one time, and only that', async () => {
    await claim(client, [{ cell: CHESS, from: 0, until: 2, units: 30 }]);
    await claim(client, [{ cell: CHESS, from: 2, until: 4, units: 30 }]);
    await claim(client, [{ cell: CHESS, from: 0, until: 4, units: 6 }]);
    expect(await refusalOf(claim(client, [{ cell: CHESS, from: 3, until: 5, units: 1 }]))).toBe(OVER_CAPACITY);
  });

  it('tells a whole claim from one of all seats', async () => {
    await claim(client, [{ cell: CHESS, from: 0, until: 2, units: 1 }]);
    expect(await refusalOf(claim(client, [{ cell: CHESS, from: 1, until: 3 }]))).toBe(OCCUPIED);
  });

  it('leaves no seat beside a whole claim', async () => {
    await claim(client, [{ cell: CHESS, from: 0, until: 2 }]);
    expect(await refusalOf(claim(client, [{ cell: CHESS, from: 1, until: 3, units: 1 }]))).toBe(OCCUPIED);
  });

  it('counts the rows of one statement against each other', async () => {
    const both = claim(client, [
      { cell: CHESS, from: 0, until: 2, units: 20 },
      { cell: CHESS, from: 1, until: 3, units: 17 },
    ]);
    expect(await refusalOf(both)).toBe(OVER_CAPACITY);
  });

  it('refuses a claim that grows beyond the seats', async () => {
    const owner = await claim(client, [{ cell: CHESS, from: 0, until: 2, units: SEATS }]);
    const grown = client.query('UPDATE claims SET units = units + 1 WHERE owner_id = $1', [owner]);
    expect(await refusalOf(grown)).toBe(OVER_CAPACITY);
  });

  it('finds a claim of a whole day that started 23 hours before', async () => {
    await claim(client, [{ cell: CHESS, from: 0, until: 24, units: SEATS }]);
    expect(await refusalOf(claim(client, [{ cell: CHESS, from: 23, until: 25, units: 1 }]))).toBe(OVER_CAPACITY);
  });

  it('refuses more heads than a limit allows', async () => {
    await claim(client, [{ cell: FLOOR, from: 0, until: 2, units: MOST }]);
    expect(await refusalOf(claim(client, [{ cell: FLOOR, from: 1, until: 2, units: 1 }]))).toBe(OVER_CAPACITY);
  });

  it('accepts a series of 400 dates over many cells in one statement', async () => {
    const dates = Array.from({ length: 400 }, (_, day) => ({ from: 24 * day - 1, until: 24 * day + 2 }));
    const cells = [
      { cell: CHESS, units: null },
      { cell: STUDY, units: 10 },
      { cell: FLOOR, units: 10 },
    ];
    const series = cells.flatMap((cell) => dates.map((date) => ({ ...cell, ...date })));
    expect(await refusalOf(claim(client, series))).toBeNull();
  });

  it.each(['REPEATABLE READ', 'SERIALIZABLE'])(
    'is not written under %s, which would not see a rival',
    async (level) => {
      await client.query(`ROLLBACK; BEGIN ISOLATION LEVEL ${level}`);
      const seats = claim(client, [{ cell: CHESS, from: 0, until: 1, units: 1 }]);
      expect(await refusalOf(seats)).toBe('ledger: shared cells can be changed under READ COMMITTED only');
    },
  );
});

describe('the guard of a cell’s units', () => {
  const change = (units: number, sinceHours = 0): Promise<unknown> =>
    client.query('UPDATE cells SET units = $1, units_since_at = units_since_at + $2 WHERE id = $3', [
      units,
      sinceHours * 3_600_000,
      CHESS,
    ]);

  it('refuses fewer than are claimed at one time', async () => {
    await claim(client, [{ cell: CHESS, from: 0, until: 2, units: 20 }]);
    await claim(client, [{ cell: CHESS, from: 2, until: 4, units: 16 }]);
    expect(await refusalOf(change(20))).toBeNull();
    expect(await refusalOf(change(19))).toBe(OVER_CAPACITY);
  });

  it('leaves alone what was over when the units changed', async () => {
    await claim(client, [{ cell: CHESS, from: 0, until: 2, units: 20 }]);
    expect(await refusalOf(change(10, 2))).toBeNull();
  });

  it('does not let the units hold for a time before', async () => {
    expect(await refusalOf(change(SEATS, -1))).toBe('ledger: units_since_at may not go back');
  });

  it('refuses fewer units under REPEATABLE READ', async () => {
    await client.query('ROLLBACK; BEGIN ISOLATION LEVEL REPEATABLE READ');
    expect(await refusalOf(change(10))).toBe('ledger: shared cells can be changed under READ COMMITTED only');
  });
});
