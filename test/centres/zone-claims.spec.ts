import type { Actor } from '../../src/accounts/actor.js';
import { CentreImport } from '../../src/centres/import/centre-import.js';
import { readCentreFile } from '../../src/centres/import/read-centre-file.js';
import { readClaims, removeClaims, writeClaims, type Claim } from '../../src/centres/ledger.js';
import { readPlan } from '../../src/centres/plan.read.js';
import { ZoneChanges } from '../../src/centres/zone-changes.js';
import { ZoneImpact } from '../../src/centres/zone-impact.js';
import { ZonesService } from '../../src/centres/zones.service.js';
import { claimsOf } from '../../src/scheduling/claims.js';
import { asInstant } from '../../src/scheduling/time.js';
import type { Span } from '../../src/scheduling/time.types.js';
import type { Plan, Zone } from '../../src/scheduling/zones.types.js';
import { FixedClock } from '../support/clock.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { SMALL } from './small-centre.js';

const ADMIN: Actor = {
  kind: 'user',
  id: 'u',
  name: 'Admin',
  isOwner: true,
  memberships: [],
  operators: [],
  via: 'session',
};
const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const MORNING: Span = { start: asInstant(at('2026-09-01T09:00')), end: asInstant(at('2026-09-01T12:00')) };

let database: TestDatabase;
let zones: ZonesService;
let impact: ZoneImpact;
let clock: FixedClock;
let centre: { id: number };

beforeEach(async () => {
  database = await openTestDatabase();
  clock = new FixedClock('2026-08-24T10:00:00+08:00');
  impact = new ZoneImpact();
  const changes = new ZoneChanges(impact);
  zones = new ZonesService(database.unitOfWork, changes, clock);
  const read = readCentreFile(SMALL);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const { centreId } = await new CentreImport(database.unitOfWork, changes, clock).run(read.file, { actor: ADMIN });
  centre = { id: centreId };
});

afterEach(() => database.remove());

const call = (dryRun = false): Parameters<ZonesService['alter']>[0] => ({
  centre,
  actor: ADMIN,
  ifMatch: null,
  dryRun,
});
const plan = (): Promise<Plan> => readPlan(database.reader, centre.id);
const zone = async (code: string): Promise<Zone> => (await plan()).byCode.get(code) as Zone;

async function claim(owner: string, code: string, heads: number): Promise<void> {
  const pieces = claimsOf({ ...MORNING, zone: await zone(code), heads, setupMinutes: 0, cleanupMinutes: 0 });
  await database.unitOfWork.run((tx) =>
    writeClaims(
      tx,
      centre.id,
      pieces.map((piece) => ({ ...piece, owner, ownerKind: 'occurrence' })),
    ),
  );
}

/** Claims of the morning in the cells that a booking of the zone would take. */
async function claims(code: string): Promise<Claim[]> {
  const cells = (await zone(code)).space.map((cell) => cell.id);
  return readClaims(database.reader, centre.id, { cells, spans: [MORNING] });
}

/** What bookings would do: each claim of the zone moves to the cells that the zone has now. */
function moveClaimsOf(code: string, owner: string): void {
  impact.use({
    rederive: async (tx, centreId, { after }) => {
      const moved = claimsOf({
        ...MORNING,
        zone: after.byCode.get(code) as Zone,
        heads: 5,
        setupMinutes: 0,
        cleanupMinutes: 0,
      });
      await removeClaims(tx, centreId, [owner]);
      await writeClaims(
        tx,
        centreId,
        moved.map((piece) => ({ ...piece, owner, ownerKind: 'occurrence' })),
      );
      return [];
    },
  });
}

describe('seats of a shared zone with standing claims', () => {
  it('may rise, and the cell keeps its id', async () => {
    await claim('o1', 'R2', 12);
    const before = await zone('R2');
    await zones.alter(call(), 'R2', { seats: 20 });
    expect((await zone('R2')).space).toEqual([{ ...before.space[0], units: 20 }]);
    await claim('o2', 'R2', 8);
    expect(await claims('R2')).toHaveLength(2);
  });

  it('may fall to what is claimed at most', async () => {
    await claim('o1', 'R2', 4);
    await claim('o2', 'R2', 5);
    await zones.alter(call(), 'R2', { seats: 9 });
    expect((await zone('R2')).seats).toBe(9);
  });

  it('may not fall below that: the answer lists who is in the way, and nothing changes', async () => {
    await claim('o1', 'R2', 4);
    await claim('o2', 'R2', 5);
    await expect(zones.alter(call(), 'R2', { seats: 8 })).rejects.toMatchObject({
      code: 'conflict',
      extras: {
        affected: [
          {
            id: 'o1',
            kind: 'occurrence',
            start: '2026-09-01T09:00:00+08:00',
            end: '2026-09-01T12:00:00+08:00',
            reason: 'over-capacity',
          },
          { id: 'o2', kind: 'occurrence', reason: 'over-capacity' },
        ],
      },
    });
    expect(await zone('R2')).toMatchObject({ seats: 12, version: 1 });
  });

  it('may fall below what was claimed in the past', async () => {
    await claim('o1', 'R2', 12);
    clock.set('2026-09-01T12:00:00+08:00');
    await zones.alter(call(), 'R2', { seats: 1 });
    expect((await zone('R2')).seats).toBe(1);
  });

  it('are not changed by a dry run, which tells the same', async () => {
    await claim('o1', 'R2', 10);
    const refused = await zones.alter(call(true), 'R2', { seats: 9 });
    expect(refused.affected).toMatchObject([{ id: 'o1' }]);
    const taken = await zones.alter(call(true), 'R2', { seats: 10 });
    expect(taken).toMatchObject({ affected: [], touched: ['R2'] });
    expect(await zone('R2')).toMatchObject({ seats: 12, version: 1 });
  });
});

describe('a head limit with standing claims', () => {
  it('is a new cell, of which the modules above are told', async () => {
    const seen: (readonly string[])[] = [];
    impact.use({
      rederive: async (_tx, _centreId, { before, after }) => {
        seen.push(
          [before, after].map(
            (one) =>
              one.byCode
                .get('R2')
                ?.limits.map((cell) => `${cell.zone} ${cell.units}`)
                .join() ?? '',
          ),
        );
        return [];
      },
    });
    await zones.alter(call(), 'R2', { limit: 6 });
    await zones.alter(call(), 'R2', { limit: 7 });
    expect(seen).toEqual([
      ['', 'R2 6'],
      ['R2 6', 'R2 7'],
    ]);
    expect((await zone('R2')).limits).toHaveLength(1);
  });
});

describe('splitting a leaf', () => {
  const halves = {
    zones: [
      { code: 'R1', name: '一室', areaM2: 10, seats: 8, mode: 'exclusive' as const },
      { code: 'R1-A', name: '一室甲', parent: 'R1', areaM2: 6, seats: 5, mode: 'exclusive' as const },
      { code: 'R1-B', name: '一室乙', parent: 'R1', areaM2: 4, seats: 3, mode: 'exclusive' as const },
      { code: 'R2', name: '二室', areaM2: 20, seats: 12, mode: 'shared' as const },
    ],
  };

  it('moves the claims of the whole to its parts', async () => {
    await claim('o1', 'R1', 5);
    moveClaimsOf('R1', 'o1');
    await zones.replace(call(), halves);
    expect((await zone('R1')).space.map((cell) => cell.zone)).toEqual(['R1-A', 'R1-B']);
    expect(await claims('R1-B')).toMatchObject([{ owner: 'o1', units: null }]);
    await expect(claim('o2', 'R1-B', 1)).rejects.toMatchObject({ code: 'occupied' });
  });

  it('is refused when nobody has moved them', async () => {
    await claim('o1', 'R1', 5);
    await expect(zones.replace(call(), halves)).rejects.toMatchObject({
      code: 'conflict',
      extras: { affected: [{ id: 'o1', reason: 'occupied' }] },
    });
    expect((await plan()).zones).toHaveLength(2);
  });

  it('is refused with what the modules above say does not fit', async () => {
    const misfit = { id: 'o9', kind: 'occurrence' as const, start: 'a', end: 'b', reason: 'over-capacity' as const };
    impact.use({ rederive: async () => [misfit] });
    await expect(zones.replace(call(), halves)).rejects.toMatchObject({
      code: 'conflict',
      extras: { affected: [misfit] },
    });
    expect((await plan()).zones).toHaveLength(2);
  });

  it('can be undone while nothing refers to the parts', async () => {
    await zones.replace(call(), halves);
    await zones.replace(call(), { zones: halves.zones.filter((one) => one.code.length === 2) });
    expect((await plan()).zones.map((one) => one.code)).toEqual(['R1', 'R2']);
    expect((await zone('R1')).space).toMatchObject([{ zone: 'R1', exclusive: true }]);
  });
});

describe('turning an exclusive room into a shared one', () => {
  it('gives it a new cell and keeps the past of the old one', async () => {
    const before = await zone('R1');
    await claim('o1', 'R1', 5);
    moveClaimsOf('R1', 'o1');
    await zones.alter(call(), 'R1', { mode: 'shared' });
    const [cell] = (await zone('R1')).space;
    expect(cell).toMatchObject({ exclusive: false, units: 8 });
    expect(cell?.id).not.toBe(before.space[0]?.id);
    expect(await claims('R1')).toMatchObject([{ owner: 'o1', units: 5 }]);
  });
});
