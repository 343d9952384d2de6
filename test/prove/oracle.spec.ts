import type { Queries } from '../../src/platform/database/reader.js';
import { doubles } from './oracle.js';

const claim = (owner: string, [from, until]: [number, number], units: number | null) => ({
  cell_id: 1,
  from_at: from,
  until_at: until,
  owner_id: owner,
  units,
  capacity: 10,
});

const date = (status: string, claimed: { cells: number; ms: number }) => ({
  id: 'a',
  status,
  cells: 2,
  from_at: 100,
  until_at: 200,
  claimed_cells: claimed.cells,
  claimed_ms: claimed.ms,
});

/** A database that answers the question for claims and the one for dates. */
const database = (claims: object[], dates: object[] = []): Queries =>
  ({ all: async (text: string) => (text.includes('JOIN cells') ? claims : dates) }) as unknown as Queries;

describe('the sweep that proofs rely on', () => {
  it('finds nothing where each comes when the other has left', async () => {
    expect(await doubles(database([claim('a', [0, 10], null), claim('b', [10, 20], null)]))).toEqual([]);
    expect(await doubles(database([claim('a', [0, 10], 6), claim('b', [5, 15], 4)]))).toEqual([]);
  });

  it('finds two in one place', async () => {
    expect(await doubles(database([claim('a', [0, 10], null), claim('b', [9, 20], null)]))).toHaveLength(1);
  });

  it('finds a group beside who has taken the whole place', async () => {
    expect(await doubles(database([claim('a', [0, 10], 1), claim('b', [5, 20], null)]))).toHaveLength(1);
  });

  it('finds one head too many', async () => {
    expect(await doubles(database([claim('a', [0, 10], 6), claim('b', [5, 15], 5)]))).toHaveLength(1);
  });

  it('finds a date with half its claims, and a cancelled one that has any', async () => {
    const whole = { cells: 2, ms: 200 };
    expect(await doubles(database([], [date('confirmed', whole), date('cancelled', { cells: 0, ms: 0 })]))).toEqual([]);
    expect(await doubles(database([], [date('confirmed', { cells: 1, ms: 100 })]))).toHaveLength(1);
    expect(await doubles(database([], [date('pending', { cells: 2, ms: 150 })]))).toHaveLength(1);
    expect(await doubles(database([], [date('cancelled', whole)]))).toHaveLength(1);
  });
});
