import { atChess, hour, inRoom, openRawLedger, CHESS, type RawLedger } from './raw-ledger.js';

/**
 * Each trigger of the guard is taken away from a database of its own, and the oversell that it stood against goes
 * through. So every refusal in guard.sqlite.spec.ts is that trigger's, and a broken one turns those tests red.
 */
let ledger: RawLedger;

beforeEach(async () => {
  ledger = await openRawLedger();
});

afterEach(() => ledger.close());

const without = (trigger: string): Promise<number> => ledger.run(`DROP TRIGGER ${trigger}`);

describe('a ledger', () => {
  it('has exactly these triggers', async () => {
    const rows = await ledger.database.reader.all<{ name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY name`,
    );
    expect(rows.map(({ name }) => name)).toEqual([
      'cells_guard_replace',
      'cells_guard_since',
      'cells_guard_units',
      'claims_guard_insert',
      'claims_guard_update',
    ]);
  });

  it('without its guard of inserts sells a room twice and seats that are not there', async () => {
    await without('claims_guard_insert');
    await ledger.claim(inRoom('first', 9, 11), atChess('a', 9, 11, 36));
    await ledger.claim(inRoom('second', 10, 12), atChess('b', 9, 11, 1));
    expect(await ledger.count()).toBe(4);
  });

  it('without its guard of updates lets a claim be moved onto another and grow beyond the seats', async () => {
    await without('claims_guard_update');
    await ledger.claim(inRoom('first', 9, 10), inRoom('second', 11, 12), atChess('a', 9, 11, 36));
    await ledger.run(`UPDATE claims SET until_at = ? WHERE owner_id = 'first'`, [hour(12)]);
    await ledger.run(`UPDATE claims SET units = 37 WHERE owner_id = 'a'`);
    await expect(ledger.claim(inRoom('third', 9, 10))).rejects.toMatchObject({ code: 'occupied' });
  });

  it('without its guard of units lets a cell shrink beneath its claims', async () => {
    await without('cells_guard_units');
    await ledger.claim(atChess('a', 9, 11, 36));
    expect(await ledger.run(`UPDATE cells SET units = 35 WHERE id = ${CHESS}`)).toBe(1);
  });

  it('without its guard of replaced cells lets a cell shrink under another name', async () => {
    await without('cells_guard_replace');
    await ledger.claim(atChess('a', 9, 11, 36));
    const replace = `INSERT OR REPLACE INTO cells (id, centre_id, zone_id, kind, exclusive, units, units_since_at)
      VALUES (${CHESS}, 1, 1, 'space', 0, 35, ?)`;
    expect(await ledger.run(replace, [hour(0)])).toBe(1);
  });

  it('without its guard of the instant lets units hold for a past that sold more', async () => {
    await without('cells_guard_since');
    await ledger.claim(atChess('a', 9, 11, 36));
    await ledger.run(`UPDATE cells SET units = 5, units_since_at = ? WHERE id = ${CHESS}`, [hour(11)]);
    expect(await ledger.run(`UPDATE cells SET units_since_at = ? WHERE id = ${CHESS}`, [hour(9)])).toBe(1);
  });
});
