import type fc from 'fast-check';
import { auditLedger } from '../../../src/operations/ledger-audit.js';
import type { Instant } from '../../../src/scheduling/time.types.js';
import type { Answer } from '../../support/app.js';
import { expectStatus, quarterOf, type RealCentre } from './centre.js';
import { live, type Code, type Stay, type World, type ZoneCode } from './week.js';

export type Command = fc.AsyncCommand<World, RealCentre>;

/** The parts of the API's answers that the oracle looks at. */
export interface Body {
  id: string;
  code: string;
  ok: boolean;
  occurrences: { id: string; start: string; status: string; refusals: { code: string }[] }[];
  refused: { start: string; refusals: { code: string }[] }[];
  affected: { occurrence: string }[];
}

export const codesOf = ({ refusals }: { refusals: readonly { code: string }[] }): string[] =>
  [...new Set(refusals.map(({ code }) => code))].sort();

/** The one the number points at; undefined of none. */
export const pickOf = <T>(list: readonly T[], number: number): T | undefined => list[number % Math.max(1, list.length)];

/** A booking that was refused: 409, and for each date the oracle's reasons. */
export function expectRefused(answer: Answer<Body>, codes: readonly (readonly Code[])[]): void {
  expectStatus(answer, 409);
  expect(answer.body.occurrences.map(codesOf)).toEqual(codes);
}

/**
 * Makes a change of rules that may need choices: first without any, which must name exactly the affected, then with one
 * for each of them. Gives the last answer.
 */
export async function changeWithChoices(
  ask: (choices: object[]) => Promise<Answer<Body>>,
  affected: readonly Stay[],
  keep: boolean,
): Promise<Answer<Body>> {
  const first = await ask([]);
  if (affected.length === 0) return first;
  expectStatus(first, 409);
  expect(first.body.code).toBe('choices-needed');
  expect(first.body.affected.map(({ occurrence }) => occurrence).sort()).toEqual(affected.map(({ id }) => id).sort());
  return ask(
    affected.map(({ id: occurrence }) =>
      keep ? { occurrence, action: 'keep' } : { occurrence, action: 'cancel', reason: 'The oracle said so' },
    ),
  );
}

interface Row {
  id: string;
  zone: ZoneCode;
  start_at: number;
  end_at: number;
  heads: number;
  status: string;
  edited: number;
  kept: number;
}

const DATES = `SELECT o.id, z.code AS zone, o.start_at, o.end_at, o.heads, o.status, o.edited, o.kept
  FROM occurrences o JOIN zones z ON z.id = o.zone_id WHERE o.centre_id = ?`;

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

/**
 * After every operation: each date lies where the oracle has it (so what was edited or cancelled by hand has survived,
 * I8, and no id has changed), and the ledger stands the audit (I1, I2, I4, I9).
 */
export async function expectSame(world: World, real: RealCentre): Promise<void> {
  const rows = (await real.reader.all<Row>(DATES, [real.id])).sort(byId);
  const stored = rows.map((row) => ({
    ...{ id: row.id, zone: row.zone, from: quarterOf(row.start_at), to: quarterOf(row.end_at), heads: row.heads },
    ...{ edited: row.edited === 1, kept: row.kept === 1, live: ['pending', 'confirmed'].includes(row.status) },
  }));
  expect(stored).toEqual(world.stays.toSorted(byId).map(({ booking: _, ...stay }) => stay));
  expect(await auditLedger(real.reader, { now: real.now() as Instant, centreId: real.id })).toEqual([]);
}

/** The live dates of one of the bookings that have any, in their order. */
export function bookingOf(world: World, number: number): Stay[] {
  const all = live(world).sort((a, b) => a.from - b.from || byId(a, b));
  const booking = pickOf([...new Set(all.map((stay) => stay.booking))].sort(), number);
  return all.filter((stay) => stay.booking === booking);
}

/** Puts the changed dates in the place of what they were. */
export function replace(world: World, changed: readonly Stay[]): void {
  const byOwnId = new Map(changed.map((stay) => [stay.id, stay]));
  world.stays = world.stays.map((stay) => byOwnId.get(stay.id) ?? stay);
}

export const others = (world: World, moving: readonly Stay[]): Stay[] =>
  live(world).filter((stay) => !moving.some(({ id }) => id === stay.id));
