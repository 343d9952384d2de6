import { readPlan } from '../../src/centres/plan.read.js';
import { ZoneImpact, type Misfit } from '../../src/centres/zone-impact.js';
import { writeClaims } from '../../src/centres/ledger.js';
import { ClosureZoneImpact } from '../../src/hours/closure-zone-impact.js';
import type { Tx } from '../../src/platform/database/sql.js';
import { at, CENTRE, closedTimes, openRig, owner, type Rig } from './rig.js';

/** HALL-A becomes two rooms with cells 21 and 22 in place of 11. */
const SPLIT = [
  `INSERT INTO zones (id, centre_id, code, name, name_en, parent_id, kind, seats, mode) VALUES (5, 1, 'A-1', 'A-1', 'A-1', 2, 'node', 20, 'exclusive')`,
  `INSERT INTO zones (id, centre_id, code, name, name_en, parent_id, kind, seats, mode) VALUES (6, 1, 'A-2', 'A-2', 'A-2', 2, 'node', 30, 'exclusive')`,
  `INSERT INTO cells (id, centre_id, zone_id, kind, exclusive, units, units_since_at) VALUES (21, 1, 5, 'space', 1, 1, 0)`,
  `INSERT INTO cells (id, centre_id, zone_id, kind, exclusive, units, units_since_at) VALUES (22, 1, 6, 'space', 1, 1, 0)`,
  `UPDATE cells SET retired_at = 1 WHERE id = 11`,
  `DELETE FROM zone_cells WHERE cell_id = 11`,
  `INSERT INTO zone_cells (centre_id, zone_id, cell_id) VALUES (1, 1, 21), (1, 1, 22), (1, 2, 21), (1, 2, 22), (1, 5, 21), (1, 6, 22)`,
];

describe('a change of zones under a closure', () => {
  let rig: Rig;
  const split = async (also: (tx: Tx) => Promise<void> = async () => undefined): Promise<Misfit[]> => {
    const { plan: before } = await rig.world.now(CENTRE);
    return rig.database.unitOfWork.run(async (tx) => {
      for (const statement of SPLIT) await tx.run(statement);
      await also(tx);
      const after = await readPlan(tx, CENTRE);
      const impact = new ClosureZoneImpact(new ZoneImpact(), rig.ledger);
      return impact.rederive(tx, CENTRE, { before, after, at: rig.clock.now(), overtaken: [] });
    });
  };

  beforeEach(async () => {
    rig = await openRig({ now: '2026-08-24T10:00:00+08:00' });
    const body = { zone: 'HALL', start: '2026-08-26T09:00', end: '2026-08-26T12:00', reason: 'Repair' };
    await rig.closures.create({ centreId: CENTRE, body, actor: owner });
    await rig.closures.create({ centreId: CENTRE, body: { ...body, zone: 'CHESS' }, actor: owner });
  });
  afterEach(() => rig.close());

  it('moves it to the new cells and leaves the others alone', async () => {
    expect(await split()).toEqual([]);
    expect(await closedTimes(rig)).toEqual([
      '12 2026-08-26T09:00/2026-08-26T12:00',
      '13 2026-08-26T09:00/2026-08-26T12:00',
      '21 2026-08-26T09:00/2026-08-26T12:00',
      '22 2026-08-26T09:00/2026-08-26T12:00',
    ]);
  });

  it('says that it does not fit where somebody else has taken a new cell', async () => {
    const taken = { cell: 22, exclusive: true, units: null, owner: 'somebody', ownerKind: 'occurrence' as const };
    const times = { from: at('2026-08-26T11:00'), until: at('2026-08-26T13:00') };
    const misfits = await split((tx) => writeClaims(tx, CENTRE, [{ ...taken, ...times }]));
    expect(misfits).toEqual([
      expect.objectContaining({ kind: 'closure', zone: 'HALL', start: '2026-08-26T09:00:00+08:00' }),
    ]);
  });
});
