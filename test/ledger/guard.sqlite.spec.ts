import { atChess, hour, inRoom, INSERT, openRawLedger, ROOM, CHESS, SEATS, type RawLedger } from './raw-ledger.js';

const OCCUPIED = { code: 'occupied' };
const OVER_CAPACITY = { code: 'over-capacity' };

let ledger: RawLedger;

beforeEach(async () => {
  ledger = await openRawLedger();
});

afterEach(() => ledger.close());

describe('a cell taken whole', () => {
  it.each([
    ['the same time', 9, 11],
    ['its end', 10, 12],
    ['its start', 8, 10],
    ['its inside', 9.5, 10.5],
    ['all of it', 8, 12],
  ])('refuses a second whole claim that meets %s', async (_, from, until) => {
    await ledger.claim(inRoom('first', 9, 11));
    await expect(ledger.claim(inRoom('second', from, until))).rejects.toMatchObject(OCCUPIED);
    expect(await ledger.count()).toBe(1);
  });

  it('takes what only touches, before and after, to the millisecond', async () => {
    await ledger.claim(inRoom('first', 9, 11));
    await ledger.claim(inRoom('before', 8, 9));
    await ledger.claim(inRoom('after', 11, 12));
    const millisecond = 1 / 3_600_000;
    await expect(ledger.claim(inRoom('late', 12 - millisecond, 13))).rejects.toMatchObject(OCCUPIED);
  });

  it('tolerates no units beside it, nor comes beside units', async () => {
    await ledger.claim(atChess('whole', 9, 11, null));
    await expect(ledger.claim(atChess('one', 10, 12, 1))).rejects.toMatchObject(OCCUPIED);
    await ledger.claim(atChess('later', 13, 14, 1));
    await expect(ledger.claim(atChess('whole again', 12, 15, null))).rejects.toMatchObject(OCCUPIED);
  });

  it('stays whole when the cell gets more units', async () => {
    await ledger.claim(atChess('whole', 9, 11, null));
    await ledger.run(`UPDATE cells SET units = 1000 WHERE id = ${CHESS}`);
    await expect(ledger.claim(atChess('one', 10, 12, 1))).rejects.toMatchObject(OCCUPIED);
  });
});

describe('a cell taken by units', () => {
  it('is full at its units, and not one before', async () => {
    await ledger.claim(atChess('a', 9, 11, 20), atChess('b', 9, 11, 16));
    await expect(ledger.claim(atChess('c', 10, 11, 1))).rejects.toMatchObject(OVER_CAPACITY);
    expect(await ledger.count()).toBe(2);
  });

  it('counts the peak, not the sum of all it meets', async () => {
    await ledger.claim(atChess('morning', 9, 10, 30), atChess('noon', 11, 12, 30));
    await ledger.claim(atChess('all day', 8, 13, 6));
    await expect(ledger.claim(atChess('one more', 8, 13, 1))).rejects.toMatchObject(OVER_CAPACITY);
    await ledger.claim(atChess('in between', 10, 11, 30));
  });

  it('refuses what meets two claims that do not meet each other, each of them alone being too much', async () => {
    await ledger.claim(atChess('morning', 9, 10, 20), atChess('noon', 11, 12, 20));
    await ledger.claim(atChess('fits', 9, 12, 16));
    await expect(ledger.claim(atChess('does not', 9.5, 11.5, 1))).rejects.toMatchObject(OVER_CAPACITY);
  });

  it('lets one end and another begin at the same instant', async () => {
    await ledger.claim(atChess('first', 9, 10, SEATS));
    await ledger.claim(atChess('second', 10, 11, SEATS));
    await ledger.claim(atChess('third', 8, 9, SEATS));
  });

  it('refuses a single claim of more than there is', async () => {
    await expect(ledger.claim(atChess('crowd', 9, 10, SEATS + 1))).rejects.toMatchObject(OVER_CAPACITY);
  });
});

describe('every way to write a claim', () => {
  it('refuses a statement of several rows whole when two of them clash', async () => {
    await expect(ledger.claim(inRoom('a', 9, 10), inRoom('b', 11, 12), inRoom('c', 9.5, 11))).rejects.toMatchObject(
      OCCUPIED,
    );
    await expect(ledger.claim(atChess('a', 9, 10, 18), atChess('b', 9, 10, 19))).rejects.toMatchObject(OVER_CAPACITY);
    expect(await ledger.count()).toBe(0);
  });

  it.each(['INSERT OR REPLACE', 'INSERT OR IGNORE'])('is not passed by %s', async (verb) => {
    await ledger.claim(inRoom('first', 9, 11), atChess('a', 9, 11, 30), atChess('b', 9, 11, 6));
    const insert = INSERT.replace('INSERT', verb);
    const values = [hour(10), hour(12)];
    await expect(
      ledger.run(`${insert} (1, ${ROOM}, ?, ?, 'second', 'occurrence', 1, NULL)`, values),
    ).rejects.toMatchObject(OCCUPIED);
    await expect(ledger.run(`${insert} (1, ${CHESS}, ?, ?, 'c', 'occurrence', 0, 1)`, values)).rejects.toMatchObject(
      OVER_CAPACITY,
    );
    expect(await ledger.count()).toBe(3);
  });

  it('refuses that REPLACE makes a standing claim larger or longer than fits, and takes what fits', async () => {
    await ledger.claim(
      inRoom('first', 9, 10),
      inRoom('second', 11, 12),
      atChess('a', 9, 11, 30),
      atChess('b', 9, 11, 1),
    );
    const replace = INSERT.replace('INSERT', 'INSERT OR REPLACE');
    const lengthen = (until: number): Promise<number> =>
      ledger.run(`${replace} (1, ${ROOM}, ?, ?, 'first', 'occurrence', 1, NULL)`, [hour(9), hour(until)]);
    await expect(lengthen(11.5)).rejects.toMatchObject(OCCUPIED);
    await lengthen(11);
    const grow = (units: number): Promise<number> =>
      ledger.run(`${replace} (1, ${CHESS}, ?, ?, 'b', 'occurrence', 0, ?)`, [hour(9), hour(11), units]);
    await expect(grow(7)).rejects.toMatchObject(OVER_CAPACITY);
    await grow(6);
  });

  it('refuses an upsert that would clash', async () => {
    await ledger.claim(inRoom('first', 9, 10), inRoom('second', 11, 12));
    const upsert = `${INSERT} (1, ${ROOM}, ?, ?, 'first', 'occurrence', 1, NULL)
      ON CONFLICT (centre_id, cell_id, from_at, owner_id) DO UPDATE SET until_at = excluded.until_at`;
    await expect(ledger.run(upsert, [hour(9), hour(12)])).rejects.toMatchObject(OCCUPIED);
  });

  it('refuses an UPDATE of the time that would clash', async () => {
    await ledger.claim(inRoom('first', 9, 10), inRoom('second', 11, 12));
    const move = (column: string, to: number): Promise<number> =>
      ledger.run(`UPDATE claims SET ${column} = ? WHERE owner_id = 'first'`, [hour(to)]);
    await expect(move('until_at', 11.5)).rejects.toMatchObject(OCCUPIED);
    await move('until_at', 11);
    await ledger.run(`UPDATE claims SET from_at = ?, until_at = ? WHERE owner_id = 'first'`, [hour(12), hour(13)]);
    await expect(move('from_at', 11.5)).rejects.toMatchObject(OCCUPIED);
  });

  it('refuses an UPDATE to another cell, of the units, and to whole', async () => {
    await ledger.run(
      `INSERT INTO cells (id, centre_id, zone_id, kind, exclusive, units, units_since_at) VALUES (3, 1, 1, 'space', 1, 1, 0)`,
    );
    await ledger.run(`${INSERT} (1, 3, ?, ?, 'second', 'occurrence', 1, NULL)`, [hour(9), hour(10)]);
    await ledger.claim(inRoom('first', 9, 10), atChess('a', 9, 11, 30), atChess('b', 9, 11, 6));
    await expect(ledger.run(`UPDATE claims SET cell_id = ${ROOM} WHERE owner_id = 'second'`)).rejects.toMatchObject(
      OCCUPIED,
    );
    await expect(ledger.run(`UPDATE claims SET units = 7 WHERE owner_id = 'b'`)).rejects.toMatchObject(OVER_CAPACITY);
    await expect(ledger.run(`UPDATE claims SET units = NULL WHERE owner_id = 'b'`)).rejects.toMatchObject(OCCUPIED);
    await ledger.run(`UPDATE claims SET units = 5 WHERE owner_id = 'b'`);
  });

  it('refuses to move many at once when one of them would clash', async () => {
    await ledger.claim(inRoom('a', 9, 10), inRoom('b', 11, 12), inRoom('c', 14, 15));
    const shift = `UPDATE claims SET from_at = from_at + ?, until_at = until_at + ? WHERE owner_id IN ('a', 'b')`;
    await expect(ledger.run(shift, [3 * 3_600_000, 3 * 3_600_000])).rejects.toMatchObject(OCCUPIED);
    await ledger.run(shift, [3_600_000 / 2, 3_600_000 / 2]);
  });
});

describe('the bounds of a claim', () => {
  it('are 24 hours at most and more than nothing', async () => {
    await ledger.claim(inRoom('a day', 0, 24));
    await expect(ledger.claim(inRoom('longer', 24, 48 + 1 / 3_600_000))).rejects.toThrow(/CHECK/);
    await expect(ledger.claim(inRoom('nothing', 30, 30))).rejects.toThrow(/CHECK/);
    await expect(ledger.claim(inRoom('backwards', 31, 30))).rejects.toThrow(/CHECK/);
    await expect(ledger.run('UPDATE claims SET until_at = until_at + 1')).rejects.toThrow(/CHECK/);
  });

  it('make a look back of 24 hours enough: the longest claim is met in its last millisecond', async () => {
    await ledger.claim(inRoom('a day', 0, 24), atChess('a day', 0, 24, SEATS));
    const millisecond = 1 / 3_600_000;
    await expect(ledger.claim(inRoom('end', 24 - millisecond, 25))).rejects.toMatchObject(OCCUPIED);
    await expect(ledger.claim(atChess('end', 24 - millisecond, 25, 1))).rejects.toMatchObject(OVER_CAPACITY);
    await ledger.claim(inRoom('next', 24, 48), atChess('next', 24, 48, SEATS));
    await expect(ledger.claim(inRoom('start', 23, 24))).rejects.toMatchObject(OCCUPIED);
  });

  it('tie the exclusive flag to the cell and leave an exclusive cell no units', async () => {
    const insert = (cell: number, exclusive: number, units: number | null): Promise<number> =>
      ledger.run(`${INSERT} (1, ?, ?, ?, 'x', 'occurrence', ?, ?)`, [cell, hour(1), hour(2), exclusive, units]);
    await expect(insert(ROOM, 0, null)).rejects.toThrow(/FOREIGN KEY/);
    await expect(insert(CHESS, 1, null)).rejects.toThrow(/FOREIGN KEY/);
    await expect(insert(ROOM, 1, 1)).rejects.toThrow(/CHECK/);
    await expect(insert(CHESS, 0, 0)).rejects.toThrow(/CHECK/);
    await expect(insert(CHESS, 0, -3)).rejects.toThrow(/CHECK/);
    await expect(insert(99, 1, null)).rejects.toThrow(/FOREIGN KEY/);
    expect(await ledger.count()).toBe(0);
  });
});

describe('the units of a cell', () => {
  const setUnits = (units: number, since?: number): Promise<number> =>
    since === undefined
      ? ledger.run(`UPDATE cells SET units = ? WHERE id = ${CHESS}`, [units])
      : ledger.run(`UPDATE cells SET units = ?, units_since_at = ? WHERE id = ${CHESS}`, [units, hour(since)]);

  beforeEach(() => ledger.claim(atChess('a', 9, 11, 10), atChess('b', 10, 12, 10), atChess('c', 13, 14, 15)));

  it('may fall to the peak and not below it', async () => {
    await expect(setUnits(19)).rejects.toMatchObject(OVER_CAPACITY);
    await setUnits(20);
    await expect(setUnits(19)).rejects.toMatchObject(OVER_CAPACITY);
  });

  it('may rise, and then more fits', async () => {
    await setUnits(40);
    await ledger.claim(atChess('d', 10, 11, 20));
    await expect(setUnits(39)).rejects.toMatchObject(OVER_CAPACITY);
  });

  it('may fall below what is over by the instant from which they hold', async () => {
    await setUnits(15, 12);
    await expect(setUnits(14)).rejects.toMatchObject(OVER_CAPACITY);
    await setUnits(1, 14);
  });

  it('count what is running at that instant', async () => {
    await expect(setUnits(9, 11.5)).rejects.toMatchObject(OVER_CAPACITY);
    await setUnits(15, 11.5);
  });

  it('never hold from an earlier instant again', async () => {
    await setUnits(15, 12);
    await expect(ledger.run(`UPDATE cells SET units_since_at = ? WHERE id = ${CHESS}`, [hour(9)])).rejects.toThrow(
      /units_since_at may not go back/,
    );
  });

  it('are not lowered by replacing the row of the cell, which takes its claims for hostages', async () => {
    const replace = `INSERT OR REPLACE INTO cells (id, centre_id, zone_id, kind, exclusive, units, units_since_at)
      VALUES (${CHESS}, 1, 1, 'space', 0, 5, ?)`;
    await expect(ledger.run(replace, [hour(0)])).rejects.toMatchObject(OVER_CAPACITY);
  });

  it('stay one in an exclusive cell, and a cell with claims stays what it is', async () => {
    await ledger.claim(inRoom('first', 9, 10));
    await expect(ledger.run(`UPDATE cells SET units = 2 WHERE id = ${ROOM}`)).rejects.toThrow(/CHECK/);
    await expect(ledger.run(`UPDATE cells SET exclusive = 0 WHERE id = ${ROOM}`)).rejects.toThrow(/FOREIGN KEY/);
    await expect(ledger.run(`DELETE FROM cells WHERE id = ${ROOM}`)).rejects.toThrow(/FOREIGN KEY/);
  });
});
