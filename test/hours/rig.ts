import { SYSTEM, type Actor } from '../../src/accounts/actor.js';
import { PlanCache } from '../../src/centres/plan.js';
import { writeClaims } from '../../src/centres/ledger.js';
import { ClosureChangesService } from '../../src/hours/closure-changes.service.js';
import { ClosureExtension } from '../../src/hours/closure-extension.js';
import { ClosureLedger } from '../../src/hours/closure-ledger.js';
import { ClosureList } from '../../src/hours/closure-list.js';
import { ClosureReader } from '../../src/hours/closure-reader.js';
import { ClosureRequest } from '../../src/hours/closure-request.js';
import { ClosuresService } from '../../src/hours/closures.service.js';
import { CalendarService } from '../../src/hours/calendar.service.js';
import { HoursAuthority } from '../../src/hours/hours-authority.js';
import { HoursService } from '../../src/hours/hours.service.js';
import { RuleChanges } from '../../src/hours/rule-changes.js';
import { RuleImpact, type AffectedOccurrence, type RuleImpactHandler } from '../../src/hours/rule-impact.js';
import { HoursWorld } from '../../src/hours/world.js';
import type { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { claimsOf } from '../../src/scheduling/claims.js';
import { parseInstant, toWall } from '../../src/scheduling/time.js';
import type { Instant } from '../../src/scheduling/time.types.js';
import { FixedClock } from '../support/clock.js';
import { openTestDatabase } from '../support/database.js';

export const ZONE = 'Asia/Shanghai';
export const CENTRE = 1;

/** Zones of the rig: a hall of two parts, and a shared room beside it. */
const ZONES = [
  { id: 1, code: 'HALL', parent: null, mode: 'exclusive', seats: 100 },
  { id: 2, code: 'HALL-A', parent: 1, mode: 'exclusive', seats: 50 },
  { id: 3, code: 'HALL-B', parent: 1, mode: 'exclusive', seats: 50 },
  { id: 4, code: 'CHESS', parent: null, mode: 'shared', seats: 36 },
];
const CELLS = [
  { id: 11, zone: 2, exclusive: 1, units: 1 },
  { id: 12, zone: 3, exclusive: 1, units: 1 },
  { id: 13, zone: 4, exclusive: 0, units: 36 },
];
const ZONE_CELLS = [
  [1, 11],
  [1, 12],
  [2, 11],
  [3, 12],
  [4, 13],
];

export interface Rig {
  readonly database: Database;
  readonly clock: FixedClock;
  readonly impact: RuleImpact;
  readonly world: HoursWorld;
  readonly hours: HoursService;
  readonly calendar: CalendarService;
  readonly closures: ClosuresService;
  readonly changes: ClosureChangesService;
  readonly list: ClosureList;
  readonly ledger: ClosureLedger;
  readonly closureReader: ClosureReader;
  readonly extension: ClosureExtension;
  close(): Promise<void>;
}

export const owner: Actor = SYSTEM;

/** A real, migrated database with one small centre in it, and the services of this module wired by hand. */
export async function openRig({ now, maxOccurrences = '400' }: { now: string; maxOccurrences?: string }): Promise<Rig> {
  const database = await openTestDatabase({ MAX_OCCURRENCES: maxOccurrences });
  await fill(database);
  const clock = new FixedClock(now);
  const { reader, unitOfWork } = database;
  const world = new HoursWorld(reader, new PlanCache(reader));
  const impact = new RuleImpact();
  impact.use(nobody);
  const rules = new RuleChanges(world, impact, reader, unitOfWork, clock);
  const ledger = new ClosureLedger(clock);
  const closureReader = new ClosureReader(database.reader);
  const requests = new ClosureRequest(clock, database.settings);
  return {
    database,
    clock,
    impact,
    world,
    ledger,
    closureReader,
    hours: new HoursService(reader, rules, new HoursAuthority(), clock),
    calendar: new CalendarService(reader, rules, clock),
    closures: new ClosuresService(reader, rules, requests, closureReader, ledger),
    changes: new ClosureChangesService(reader, rules, closureReader, ledger, clock),
    list: new ClosureList(reader, world, clock),
    extension: new ClosureExtension(reader, rules, closureReader, ledger),
    close: () => database.remove(),
  };
}

async function fill({ unitOfWork }: Database): Promise<void> {
  await unitOfWork.run(async (tx) => {
    await tx.run(
      `INSERT INTO centres (id, slug, name, name_en, time_zone, area_m2) VALUES (?, 'rig', 'Rig', 'Rig', ?, 100)`,
      [CENTRE, ZONE],
    );
    for (const zone of ZONES) {
      await tx.run(
        `INSERT INTO zones (id, centre_id, code, name, name_en, parent_id, kind, seats, mode) VALUES (?, ?, ?, ?, ?, ?, 'node', ?, ?)`,
        [zone.id, CENTRE, zone.code, zone.code, zone.code, zone.parent, zone.seats, zone.mode],
      );
    }
    for (const cell of CELLS) {
      await tx.run(
        `INSERT INTO cells (id, centre_id, zone_id, kind, exclusive, units, units_since_at) VALUES (?, ?, ?, 'space', ?, ?, 0)`,
        [cell.id, CENTRE, cell.zone, cell.exclusive, cell.units],
      );
    }
    for (const [zone = 0, cell = 0] of ZONE_CELLS) {
      await tx.run('INSERT INTO zone_cells (centre_id, zone_id, cell_id) VALUES (?, ?, ?)', [CENTRE, zone, cell]);
    }
  });
}

/** Nobody has booked anything. */
export const nobody: RuleImpactHandler = {
  affected: async () => [],
  apply: async () => ({ refused: [] }),
  seriesDifference: async () => [],
};

/** These occurrences are affected by whatever is changed; choices are written down and nothing is done about them. */
export function affecting(occurrences: readonly AffectedOccurrence[]): RuleImpactHandler & { applied: unknown[] } {
  const applied: unknown[] = [];
  return {
    applied,
    affected: async () => [...occurrences],
    apply: async (_tx, { choices, series }) => {
      applied.push(...choices, ...series);
      return { refused: [] };
    },
    seriesDifference: async () => [],
  };
}

export const at = (text: string): Instant => {
  const instant = parseInstant(text.length === 16 ? `${text}:00+08:00` : text);
  if (instant === null) throw new Error(`${text} is no instant`);
  return instant;
};

/** Writes a confirmed occurrence with its claims, straight into the database; gives what the port would say of it. */
export async function book(
  rig: Rig,
  { zone, start, end, cleanupMinutes = 0 }: { zone: string; start: string; end: string; cleanupMinutes?: number },
): Promise<AffectedOccurrence> {
  const { plan } = await rig.world.now(CENTRE);
  const place = plan.byCode.get(zone);
  if (!place) throw new Error(`There is no ${zone}`);
  const [from, until] = [at(start), at(end)];
  const occurrence = newId(from);
  const booking = newId(from);
  const [startWall, endWall] = [toWall(from, ZONE), toWall(until, ZONE)];
  const heads = 10;
  await rig.database.unitOfWork.run(async (tx) => {
    await tx.run(
      `INSERT INTO bookings (centre_id, id, zone_id, title, visibility, status, segments, booker, created_by, created_at)
       VALUES (?, ?, ?, 'Choir', 'public', 'confirmed', '[]', '{}', 'somebody', 0)`,
      [CENTRE, booking, place.id],
    );
    await tx.run(
      `INSERT INTO occurrences (centre_id, id, booking_id, zone_id, original_wall, series_wall, start_wall, end_wall, start_at, end_at,
         setup_minutes, cleanup_minutes, heads, status, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, 'confirmed', 0)`,
      [
        CENTRE,
        occurrence,
        booking,
        place.id,
        startWall,
        startWall,
        startWall,
        endWall,
        from,
        until,
        cleanupMinutes,
        heads,
      ],
    );
    const pieces = claimsOf({ zone: place, start: from, end: until, heads, setupMinutes: 0, cleanupMinutes });
    const claims = pieces.map((piece) => ({ ...piece, owner: occurrence, ownerKind: 'occurrence' as const }));
    await writeClaims(tx, CENTRE, claims);
  });
  const told = { occurrence, booking, title: 'Choir', zone, start: from, end: until, startWall, endWall, heads };
  return { ...told, status: 'confirmed', why: 'closed', alternatives: [], version: 1 };
}

/** Lets an occurrence end earlier, as bookings would: its claims first, then the holes around it. */
export async function shorten(rig: Rig, occurrence: string, end: string): Promise<void> {
  await rig.database.unitOfWork.run(async (tx) => {
    await tx.run('UPDATE claims SET until_at = ? WHERE centre_id = ? AND owner_id = ?', [at(end), CENTRE, occurrence]);
    await tx.run('UPDATE occurrences SET end_at = ? WHERE centre_id = ? AND id = ?', [at(end), CENTRE, occurrence]);
    await rig.ledger.refill(tx, CENTRE, [occurrence]);
  });
}

/** Takes an occurrence out, as bookings would. */
export async function cancel(rig: Rig, occurrence: string): Promise<void> {
  await rig.database.unitOfWork.run(async (tx) => {
    await tx.run('DELETE FROM claims WHERE centre_id = ? AND owner_id = ?', [CENTRE, occurrence]);
    await tx.run(`UPDATE occurrences SET status = 'cancelled' WHERE centre_id = ? AND id = ?`, [CENTRE, occurrence]);
    await rig.ledger.refill(tx, CENTRE, [occurrence]);
  });
}

/** The claims of closures as `cell from-until`, in wall times, sorted. */
export async function closedTimes(rig: Rig): Promise<string[]> {
  const rows = await rig.database.reader.all<{
    cell_id: number;
    from_at: number;
    until_at: number;
    units: number | null;
  }>(
    `SELECT cell_id, from_at, until_at, units FROM claims WHERE centre_id = ? AND owner_kind = 'closure' ORDER BY cell_id, from_at`,
    [CENTRE],
  );
  return rows.map((row) => {
    const [from, until] = [row.from_at, row.until_at].map((instant) => toWall(instant as Instant, ZONE));
    return `${row.cell_id} ${from}/${until}${row.units === null ? '' : ` ${row.units}`}`;
  });
}

/** The problem that a promise ends in. */
export async function problemOf(promise: Promise<unknown>): Promise<{ code: string; extras: Record<string, unknown> }> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (typeof error !== 'object' || error === null || !('code' in error) || !('extras' in error)) {
    throw new Error(`That is no problem: ${String(error)}`);
  }
  return { code: String(error.code), extras: error.extras as Record<string, unknown> };
}
