import type fc from 'fast-check';
import { auditLedger } from '../../../src/operations/ledger-audit.js';
import type { Instant } from '../../../src/scheduling/time.types.js';
import { quarterOf, type RealCentre } from './centre.js';
import { inOrder, verdictOf, type Deed } from './deed.js';
import { live, type Status, type Stay, type World, type ZoneCode } from './week.js';

/** The world as the oracle has it, which changes as commands run. */
export interface Model {
  world: World;
}

/** One step of a history: what it asks for depends on the world it meets. */
export abstract class Command implements fc.AsyncCommand<Model, RealCentre> {
  /** What it comes to in this world; null when there is nothing to do it to. */
  abstract deed(world: World): Deed | null;

  check = ({ world }: Readonly<Model>): boolean => this.deed(world) !== null;

  async run(model: Model, real: RealCentre): Promise<void> {
    await this.act(model, real);
    await expectSame(model.world, real);
  }

  /** Does it, and expects the oracle's verdict. */
  async act(model: Model, real: RealCentre): Promise<void> {
    const deed = this.deed(model.world);
    if (deed) await perform(deed, model, real);
  }

  abstract toString(): string;
}

/** Does it in both worlds, and expects the same verdict. */
export async function perform(deed: Deed, model: Model, real: RealCentre): Promise<void> {
  const { verdict, after } = deed.judge(model.world);
  const answer = await deed.send(real);
  expect(verdictOf(answer)).toEqual(verdict);
  model.world = after(answer.body);
}

/** The one the number points at; undefined of none. */
export const pickOf = <T>(list: readonly T[], number: number): T | undefined => list[number % Math.max(1, list.length)];

interface Row {
  id: string;
  booking_id: string;
  zone: ZoneCode;
  start_at: number;
  end_at: number;
  heads: number;
  status: Status;
  undo_status: Status | null;
  edited: number;
  kept: number;
  version: number;
}

const DATES = `SELECT o.id, o.booking_id, z.code AS zone, o.start_at, o.end_at, o.heads, o.status, o.undo_status, o.edited,
    o.kept, b.version
  FROM occurrences o JOIN zones z ON z.id = o.zone_id
  JOIN bookings b ON b.centre_id = o.centre_id AND b.id = o.booking_id WHERE o.centre_id = ?`;

/**
 * After every operation: each date lies where the oracle has it (so what was edited or cancelled by hand has survived,
 * I8, and no id has changed), and the ledger stands the audit (I1, I2, I4, I9).
 */
export async function expectSame(world: World, real: RealCentre): Promise<void> {
  const rows = await real.reader.all<Row>(DATES, [real.id]);
  const stored = rows.map((row): Stay => ({
    ...{ id: row.id, booking: row.booking_id, zone: row.zone, heads: row.heads },
    ...{ from: quarterOf(row.start_at), to: quarterOf(row.end_at), status: row.status, was: row.undo_status },
    ...{ edited: row.edited === 1, kept: row.kept === 1 },
  }));
  expect(inOrder(stored)).toEqual(inOrder(world.stays));
  expect(Object.fromEntries(rows.map((row) => [row.booking_id, row.version]))).toEqual(world.versions);
  expect(await auditLedger(real.reader, { now: real.now() as Instant, centreId: real.id })).toEqual([]);
}

/** The dates of one of the bookings for which `which` holds, in their order. */
export function bookingOf(world: World, number: number, which = live(world)): Stay[] {
  const booking = pickOf([...new Set(which.map((stay) => stay.booking))].sort(), number);
  return inOrder(which.filter((stay) => stay.booking === booking));
}

export const others = (world: World, moving: readonly Stay[]): Stay[] =>
  live(world).filter((stay) => !moving.some(({ id }) => id === stay.id));
