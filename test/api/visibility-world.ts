import fc from 'fast-check';
import type { OperatorRole } from '../../src/accounts/actor.js';
import { createTestApp, type Caller, type TestApp } from '../support/app.js';
import { addOperator, guest, setMember, setStatus, withoutAgreements, type Guest } from '../support/operators.js';
import type { Viewer } from './visibility.js';

export const DUKOU = '/api/v1/centres/dukou';
const TODAY = '2026-08-24';

/** The space cells of the zones that worlds are made of, by letters of our own; shared ones are one cell too. */
const CELLS: Readonly<Record<string, string>> = {
  'F2-KIDS': 'abcd',
  'F2-KIDS-1': 'a',
  'F2-KIDS-2': 'b',
  'F2-KIDS-3': 'c',
  'F2-KIDS-4': 'd',
  'F2-ELDER': 'efg',
  'F2-ELDER-1': 'e',
  'F2-ELDER-2': 'f',
  'F2-ELDER-3': 'g',
  'F1-HALL': 'hij',
  'F1-HALL-A': 'h',
  'F1-HALL-B': 'i',
  'F1-HALL-C': 'j',
  'F1-HALL-AB': 'hi',
  'F1-HALL-BC': 'ij',
  'F3-MEET-2': 'k',
  'F3-PERS-1': 'l',
  'F3-PERS-2': 'm',
};
export const WORLD_ZONES = Object.keys(CELLS);

/** Everything whose space lies in what the agreement names. */
const covered = (named: readonly string[]): string[] => {
  const cells = new Set(named.flatMap((zone) => [...(CELLS[zone] ?? '')]));
  return WORLD_ZONES.filter((zone) => [...(CELLS[zone] ?? '')].every((cell) => cells.has(cell)));
};

export interface DrawnAgreement {
  readonly kind: 'operate' | 'use';
  readonly when: 'now' | 'past' | 'future';
  readonly zones: readonly string[];
  readonly decide: boolean;
  readonly names: boolean;
}

export interface DrawnBooking {
  readonly maker: number;
  readonly zone: string;
  readonly day: number;
  readonly hour: number;
  readonly visibility: 'public' | 'internal' | 'private';
  readonly operator: number | null;
  readonly elsewhere: string | null;
  readonly dates: number;
  readonly standby: boolean;
  readonly then: 'nothing' | 'approve' | 'decline' | 'cancel' | 'counter' | 'accept';
}

export interface DrawnWorld {
  /** For each operator: whether it is suspended, and its agreements. */
  readonly operators: readonly { readonly suspended: boolean; readonly agreements: readonly DrawnAgreement[] }[];
  /** For each guest: their role in each operator, at first and when the attack begins. */
  readonly members: readonly (readonly (readonly [OperatorRole | null, OperatorRole | null])[])[];
  readonly bookings: readonly DrawnBooking[];
}

const GUESTS = 5;
const OPERATORS = 2;
const ROLES = ['desk', 'office', 'member'] as const;

const zone = fc.constantFrom(...WORLD_ZONES);
const role = fc.constantFrom<OperatorRole | null>('manager', 'member', null);

/** Agreements may overlap here, which the API refuses: what one operator may know does not depend on another. */
export const drawnWorld: fc.Arbitrary<DrawnWorld> = fc.record({
  operators: fc.tuple(
    ...[0, 1].map(() =>
      fc.record({
        suspended: fc.boolean(),
        agreements: fc.array(
          fc.record({
            kind: fc.constantFrom('operate' as const, 'use' as const),
            when: fc.constantFrom('now' as const, 'now' as const, 'past' as const, 'future' as const),
            zones: fc.uniqueArray(zone, { minLength: 1, maxLength: 3 }),
            decide: fc.boolean(),
            names: fc.boolean(),
          }),
          { maxLength: 3 },
        ),
      }),
    ),
  ),
  members: fc.array(
    fc.array(
      fc.tuple(role, fc.boolean(), role).map(([at, stays, later]) => [at, stays ? at : later] as const),
      {
        minLength: OPERATORS,
        maxLength: OPERATORS,
      },
    ),
    { minLength: GUESTS, maxLength: GUESTS },
  ),
  bookings: fc.array(
    fc.record({
      maker: fc.nat({ max: GUESTS + ROLES.length - 1 }),
      zone,
      day: fc.integer({ min: 1, max: 3 }),
      hour: fc.integer({ min: 9, max: 18 }),
      visibility: fc.constantFrom('public' as const, 'internal' as const, 'private' as const),
      operator: fc.option(fc.nat({ max: OPERATORS - 1 })),
      elsewhere: fc.option(zone),
      dates: fc.integer({ min: 1, max: 3 }),
      standby: fc.boolean(),
      then: fc.constantFrom('nothing', 'nothing', 'approve', 'decline', 'cancel', 'counter', 'accept'),
    }),
    { minLength: 6, maxLength: 14 },
  ),
});

export interface Attacker {
  readonly name: string;
  readonly caller: Caller;
  readonly viewer: Viewer;
}

export interface World {
  readonly test: TestApp;
  readonly attackers: readonly Attacker[];
}

const dayOf = (n: number): string => `2026-09-${String(n).padStart(2, '0')}`;
const PERIODS = {
  now: { from: TODAY, until: '2027-06-30' },
  past: { from: '2026-01-01', until: '2026-08-23' },
  future: { from: '2026-08-25', until: '2027-06-30' },
} as const;

/** Makes the world through the API where it can, so that nothing is in it that could not be. */
export async function buildWorld(drawn: DrawnWorld): Promise<World> {
  const test = await createTestApp({ demo: 'plan', settings: { SESSION_HOURS: '720' } });
  await withoutAgreements(test);
  const guests: Guest[] = [];
  for (let i = 0; i < GUESTS; i += 1) {
    const isMember = i === GUESTS - 1 ? { centre: 'dukou', role: 'member' as const } : undefined;
    guests.push(await guest(test, `guest-${i}`, isMember));
  }
  const staff: Guest[] = [];
  for (const one of ROLES) staff.push(await guest(test, `staff-${one}`, { centre: 'dukou', role: one }));
  const ids: string[] = [];
  for (const [i, { agreements }] of drawn.operators.entries()) {
    const members = guests.flatMap(({ id }, g) => {
      const at = drawn.members[g]?.[i]?.[0];
      return at ? [[id, at] as const] : [];
    });
    // Bookings need some agreement for their zone; it gives no right to see anything.
    const everywhere = { kind: 'use' as const, zones: ['F1', 'F2', 'F3'], from: TODAY, until: '2027-06-30' };
    const real = agreements.map(({ kind, when, zones, decide, names }) => ({
      ...PERIODS[when],
      ...{ kind, zones },
      rights: { decide, sees: names ? ('names' as const) : ('counts' as const) },
    }));
    ids.push(await addOperator(test, { code: `op-${i}`, members, agreements: [...real, everywhere] }));
  }
  await fill(test, { drawn, people: [...guests, ...staff] });
  for (const [g, { id }] of guests.entries()) {
    for (const [i, operator] of ids.entries()) {
      const [before, after] = drawn.members[g]?.[i] ?? [null, null];
      if (before !== after) await setMember(test, { operator, user: id, role: after });
    }
  }
  for (const [i, { suspended }] of drawn.operators.entries()) {
    if (suspended) await setStatus(test, ids[i] ?? '', 'suspended');
  }
  return { test, attackers: attackersOf(test, { drawn, guests, staff, ids }) };
}

async function fill(test: TestApp, { drawn, people }: { drawn: DrawnWorld; people: readonly Guest[] }): Promise<void> {
  const office = people.find((_, i) => i === GUESTS + ROLES.indexOf('office'))?.caller ?? test.anonymous;
  for (const [n, one] of drawn.bookings.entries()) {
    const maker = people[one.maker]?.caller ?? test.anonymous;
    const start = `${dayOf(one.day)}T${String(one.hour).padStart(2, '0')}:00`;
    const wish = {
      ...{ zone: one.zone, start, end: `${dayOf(one.day)}T${String(one.hour + 1).padStart(2, '0')}:00` },
      ...{ title: `Title-${n}-xyz`, note: `Note-${n}-xyz`, heads: 5, visibility: one.visibility, standby: one.standby },
      ...(one.operator === null ? {} : { operator: `op-${one.operator}` }),
      ...(one.dates > 1 ? { recurrence: { rrule: `FREQ=WEEKLY;COUNT=${one.dates}` } } : {}),
      ...(one.elsewhere === null ? {} : { replacements: [{ start, zone: one.elsewhere }] }),
      onConflict: 'skip',
    };
    const named = await maker.post<Made>(`${DUKOU}/bookings`, wish);
    const { operator: _, ...own } = wish as typeof wish & { operator?: string };
    const waived = { ...own, waiver: { reason: 'Any time will do' } };
    const made = named.status === 201 ? named : await office.post<Made>(`${DUKOU}/bookings`, waived);
    if (made.status === 201) await act(office, made.body, one);
  }
}

interface Made {
  readonly id: string;
  readonly occurrences: readonly { readonly id: string }[];
}

async function act(office: Caller, { id, occurrences }: Made, { then }: DrawnBooking): Promise<void> {
  const path = `${DUKOU}/bookings/${id}`;
  const first = occurrences[0]?.id;
  if (then === 'approve' || then === 'accept') await office.post(`${path}/${then}`, {});
  if (then === 'decline') await office.post(`${path}/decline`, { reason: 'Reason-of-office' });
  if (then === 'cancel') await office.post(`${path}/cancel`, { scope: 'all', reason: 'Reason-of-office' });
  if (then === 'counter' && first)
    await office.post(`${path}/counter`, {
      reason: 'Reason-of-office',
      proposals: [{ occurrence: first, zone: 'F3-MEET-3', start: '2026-09-23T09:00', end: '2026-09-23T10:00' }],
    });
}

function attackersOf(
  test: TestApp,
  {
    drawn,
    guests,
    staff,
    ids,
  }: { drawn: DrawnWorld; guests: readonly Guest[]; staff: readonly Guest[]; ids: readonly string[] },
): Attacker[] {
  const nobody: Viewer = { id: '', role: 'none', operators: [], runs: [] };
  const ofGuest = ({ id, caller }: Guest, g: number): Attacker => {
    const roles = ids.flatMap((operator, i) => {
      const at = drawn.members[g]?.[i]?.[1];
      return at ? [{ operator, manager: at === 'manager', drawn: drawn.operators[i] }] : [];
    });
    const runs = roles
      .filter((one) => one.drawn?.suspended === false)
      .flatMap(({ manager, drawn: operator }) =>
        (operator?.agreements ?? [])
          .filter(({ kind, when }) => kind === 'operate' && when === 'now')
          .map(({ zones, decide, names }) => ({ zones: covered(zones), names, decides: decide && manager })),
      );
    const operators = roles.map(({ operator, manager }) => ({ id: operator, manager }));
    const role = g === GUESTS - 1 ? ('member' as const) : ('none' as const);
    return { name: `guest-${g}`, caller, viewer: { ...nobody, id, role, operators, runs } };
  };
  return [
    { name: 'nobody', caller: test.anonymous, viewer: nobody },
    ...guests.map(ofGuest),
    ...staff.map(({ id, caller }, i): Attacker => ({
      name: ROLES[i] ?? '',
      caller,
      viewer: { ...nobody, id, role: ROLES[i] ?? ('none' as const) },
    })),
  ];
}
