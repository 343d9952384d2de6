import { createTestApp, type Caller, type TestApp } from '../support/app.js';
import { addOperator, guest, withoutAgreements, type Guest } from '../support/operators.js';
import { booked, check, meeting, nth, on, type BookingBody, type Wish } from './requests.js';

export interface Quota {
  readonly quota: string;
  readonly used: number;
  readonly held: number;
  readonly asked: number;
  readonly left: number;
}

/** Two operators that may use the meeting rooms, one of them with quotas and zones to run, and somebody who is of both. */
export interface Tenants {
  readonly app: TestApp;
  readonly manager: Guest;
  readonly member: Guest;
  readonly colleague: Guest;
  readonly both: Guest;
  readonly stranger: Guest;
  readonly ours: string;
  readonly theirs: string;
}

export async function createTenants(): Promise<Tenants> {
  const app = await createTestApp({ settings: { SESSION_HOURS: '720' } });
  await withoutAgreements(app);
  const manager = await guest(app, 'our-manager');
  const member = await guest(app, 'our-member');
  const colleague = await guest(app, 'our-colleague');
  const both = await guest(app, 'of-both');
  const stranger = await guest(app, 'their-manager');
  const ours = await addOperator(app, {
    code: 'ours',
    members: [
      [manager.id, 'manager'],
      [member.id, 'member'],
      [colleague.id, 'member'],
      [both.id, 'member'],
    ],
    agreements: [
      {
        zones: ['F3-MEET'],
        until: '2026-09-30',
        windows: { 3: [{ start: '08:00', end: '18:00' }], 4: [{ start: '08:00', end: '18:00' }] },
        quotas: [
          { key: 'week', kind: 'minutes', per: 'week', limit: 240 },
          { key: 'open', kind: 'open-bookings', limit: 4 },
        ],
      },
      {
        kind: 'operate',
        zones: ['F2-KIDS'],
        rights: { decide: true, waive: ['off-grid', 'too-short'], sees: 'names' },
      },
    ],
  });
  const theirs = await addOperator(app, {
    code: 'theirs',
    members: [
      [stranger.id, 'manager'],
      [both.id, 'manager'],
    ],
    agreements: [{ zones: ['F3-MEET'] }],
  });
  return { app, manager, member, colleague, both, stranger, ours, theirs };
}

/** An hour of Wednesday 2 September 2026 in meeting room 1, from a full hour. */
export const hour = (from: number, changes: Wish = {}): Wish => {
  const clock = (n: number): string => `${String(n).padStart(2, '0')}:00`;
  return meeting({ ...on('2026-09-02', clock(from), clock(from + 1)), ...changes });
};
export const bookingOf = async (
  caller: Caller,
  wish: Wish,
): Promise<BookingBody & { operator?: string; quotas: Quota[] }> =>
  (await booked(caller, wish)) as BookingBody & { operator?: string; quotas: Quota[] };
export const codes = async (caller: Caller, wish: Wish): Promise<string[]> =>
  nth((await check(caller, wish)).occurrences, 0).refusals.map(({ code }) => code);

/** An hour in the coding lab, which `ours` runs. */
export const kids = (changes: Wish = {}): Wish =>
  meeting({ zone: 'F2-KIDS-3', ...on('2026-09-02', '16:00', '17:00'), ...changes });
