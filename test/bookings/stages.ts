import { createTestApp, type Answer, type Caller, type TestApp } from '../support/app.js';
import { addOperator, guest, withoutAgreements, type Guest } from '../support/operators.js';
import {
  booked,
  BOOKINGS,
  check,
  meeting,
  nth,
  on,
  type BookingBody,
  type ProblemBody,
  type Wish,
} from './requests.js';

export interface StagedDate {
  readonly id: string;
  readonly zone: string;
  readonly start: string;
  readonly status: string;
  readonly stage?: string;
  readonly reasonCode?: string;
  readonly decided?: { by: string };
  readonly proposal?: { asked: { zone: string; start: string }; reason: string; expiresAt: string };
  readonly rivals?: Record<string, unknown>[];
}

export type Staged = Omit<BookingBody, 'occurrences'> & {
  readonly accepted?: { by: string };
  readonly occurrences: readonly StagedDate[];
};

/** Two operators that decide in their zones, a member of the centre who asks, and the centre's people. */
export interface Deciders {
  readonly app: TestApp;
  readonly manager: Guest;
  readonly member: Guest;
  readonly asker: Guest;
  readonly other: Guest;
  readonly desk: Caller;
  readonly office: Caller;
}

export async function createDeciders(): Promise<Deciders> {
  const app = await createTestApp({ settings: { SESSION_HOURS: '720' } });
  await withoutAgreements(app);
  const manager = await guest(app, 'kids-manager');
  const member = await guest(app, 'kids-member');
  const other = await guest(app, 'elder-manager');
  const asker = await guest(app, 'asker', { centre: 'dukou', role: 'member' });
  const desk = await app.as('desk');
  const office = await app.as('office');
  const right = { decide: true, sees: 'names' as const };
  await addOperator(app, {
    code: 'kids',
    members: [
      [manager.id, 'manager'],
      [member.id, 'member'],
    ],
    agreements: [{ kind: 'operate', zones: ['F2-KIDS'], rights: right }],
  });
  await addOperator(app, {
    code: 'elder',
    members: [[other.id, 'manager']],
    agreements: [{ kind: 'operate', zones: ['F2-ELDER'], rights: right }],
  });
  return { app, manager, member, asker, other, desk, office };
}

/** An hour in the coding lab, which `kids` runs, from four o'clock. */
export const lab = (changes: Wish = {}): Wish =>
  meeting({ zone: 'F2-KIDS-3', ...on('2026-09-02', '16:00', '17:00'), ...changes });

export const staged = async (caller: Caller, wish: Wish): Promise<Staged> => await booked(caller, wish);
export const shown = async (caller: Caller, { id }: { id: string }): Promise<Staged> =>
  (await caller.get<Staged>(`${BOOKINGS}/${id}`)).body;
export const first = ({ occurrences }: Staged): StagedDate => nth(occurrences, 0);
export const state = (booking: Staged): unknown[] => [booking.status, first(booking).stage ?? null];
export const post = (
  caller: Caller,
  { id }: { id: string },
  call: string,
  body: object = {},
): Promise<Answer<Staged & ProblemBody>> => caller.post<Staged & ProblemBody>(`${BOOKINGS}/${id}/${call}`, body);
export const propose = (caller: Caller, booking: Staged, place: object): Promise<Answer<Staged & ProblemBody>> =>
  post(caller, booking, 'counter', {
    reason: 'Come here instead',
    proposals: [{ occurrence: first(booking).id, ...place }],
  });
export const isFree = async (caller: Caller, wish: Wish): Promise<boolean> => (await check(caller, wish)).ok;
