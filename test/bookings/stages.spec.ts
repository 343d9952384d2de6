import { Jobs } from '../../src/operations/jobs.js';
import { createTestApp, type Answer, type Caller, type TestApp } from '../support/app.js';
import { addOperator, guest, setApproval, withoutAgreements, type Guest } from '../support/operators.js';
import {
  act,
  booked,
  BOOKINGS,
  CENTRE,
  check,
  edit,
  meeting,
  nth,
  on,
  read,
  readerOf,
  type BookingBody,
  type ProblemBody,
  type Wish,
} from './requests.js';

interface StagedDate {
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

type Staged = Omit<BookingBody, 'occurrences'> & {
  readonly accepted?: { by: string };
  readonly occurrences: readonly StagedDate[];
};

let app: TestApp;
let manager: Guest;
let member: Guest;
let asker: Guest;
let other: Guest;
let desk: Caller;
let office: Caller;
beforeEach(async () => {
  app = await createTestApp({ settings: { SESSION_HOURS: '720' } });
  await withoutAgreements(app);
  manager = await guest(app, 'kids-manager');
  member = await guest(app, 'kids-member');
  other = await guest(app, 'elder-manager');
  asker = await guest(app, 'asker', { centre: 'dukou', role: 'member' });
  desk = await app.as('desk');
  office = await app.as('office');
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
});
afterEach(() => app.close());

/** An hour in the coding lab, which `kids` runs, from four o'clock. */
const lab = (changes: Wish = {}): Wish =>
  meeting({ zone: 'F2-KIDS-3', ...on('2026-09-02', '16:00', '17:00'), ...changes });

const staged = async (caller: Caller, wish: Wish): Promise<Staged> => await booked(caller, wish);
const shown = async (caller: Caller, { id }: { id: string }): Promise<Staged> =>
  (await caller.get<Staged>(`${BOOKINGS}/${id}`)).body;
const first = ({ occurrences }: Staged): StagedDate => nth(occurrences, 0);
const state = (booking: Staged): unknown[] => [booking.status, first(booking).stage ?? null];
const post = (
  caller: Caller,
  { id }: { id: string },
  call: string,
  body: object = {},
): Promise<Answer<Staged & ProblemBody>> => caller.post<Staged & ProblemBody>(`${BOOKINGS}/${id}/${call}`, body);
const propose = (caller: Caller, booking: Staged, place: object): Promise<Answer<Staged & ProblemBody>> =>
  post(caller, booking, 'counter', {
    reason: 'Come here instead',
    proposals: [{ occurrence: first(booking).id, ...place }],
  });
const isFree = async (wish: Wish): Promise<boolean> => (await check(office, wish)).ok;

describe('whose turn it is', () => {
  it.each([
    ['none', ['confirmed', null]],
    ['operator', ['pending', 'operator']],
    ['centre', ['pending', 'centre']],
    ['both', ['pending', 'operator']],
  ])('where the approval is %s', async (approval, expected) => {
    await setApproval(app, 'F2-KIDS', approval);
    expect(state(await staged(asker.caller, lab()))).toEqual(expected);
  });

  it.each([
    ['operator', ['confirmed', null]],
    ['both', ['pending', 'centre']],
    ['centre', ['pending', 'centre']],
  ])('for what the zone’s operator books itself, where it is %s', async (approval, expected) => {
    await setApproval(app, 'F2-KIDS', approval);
    expect(state(await staged(member.caller, lab()))).toEqual(expected);
  });

  it('is the centre’s where an operator should decide and none runs the zone', async () => {
    await setApproval(app, 'F3-MEET-2', 'operator');
    const request = await staged(asker.caller, meeting());
    expect(state(request)).toEqual(['pending', 'centre']);
    expect((await post(manager.caller, request, 'approve')).status).toBe(404);
    expect((await post(office, request, 'approve')).status).toBe(200);
  });

  it('is nobody’s for what the office books', async () => {
    await setApproval(app, 'F2-KIDS', 'both');
    expect(state(await staged(office, lab()))).toEqual(['confirmed', null]);
  });
});

describe('deciding', () => {
  it('is the operator’s, who is named as who decided; its members and other operators do not', async () => {
    const request = await staged(asker.caller, lab());
    expect((await post(member.caller, request, 'approve')).status).toBe(403);
    expect((await post(other.caller, request, 'approve')).status).toBe(404);
    expect((await post(manager.caller, request, 'approve')).status).toBe(200);
    const after = await shown(office, request);
    expect([...state(after), first(after).decided?.by]).toEqual(['confirmed', null, manager.id]);
  });

  it('goes on to the centre where both decide, and only then to the asker', async () => {
    await setApproval(app, 'F2-KIDS', 'both');
    const request = await staged(asker.caller, lab());
    const forwarded = await post(manager.caller, request, 'approve');
    expect([forwarded.status, ...state(forwarded.body)]).toEqual([200, 'pending', 'centre']);
    const again = await post(manager.caller, request, 'approve');
    expect([again.status, again.body.code]).toEqual([403, 'forbidden']);
    expect(state((await post(office, request, 'approve')).body)).toEqual(['confirmed', null]);
  });

  it('lets one of two deciders at once win and tells the other', async () => {
    const request = await staged(asker.caller, lab());
    const answers = await Promise.all([
      post(manager.caller, request, 'approve'),
      post(office, request, 'decline', { reason: 'No' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.detail).toMatch(/confirmed|declined/);
  });

  it('is kept apart from taking in, which the front desk does and does once', async () => {
    const request = await staged(asker.caller, lab());
    expect((await post(manager.caller, request, 'accept')).status).toBe(403);
    const taken = await post(desk, request, 'accept');
    expect([taken.status, ...state(taken.body)]).toEqual([200, 'pending', 'operator']);
    expect((await post(desk, request, 'accept')).status).toBe(409);
    expect((await post(desk, request, 'approve')).status).toBe(403);
    await post(manager.caller, request, 'approve');
    const after = await shown(office, request);
    expect(after.accepted?.by).not.toBe(manager.id);
    expect(first(after).decided?.by).toBe(manager.id);
  });

  it('can’t take the place of a request that is for others to decide', async () => {
    // Under the floor's limit of 190: 100 wait in the elder activity centre, 110 want the children's centre.
    await staged(
      asker.caller,
      meeting({
        zone: 'F2-ELDER',
        heads: 100,
        ...on('2026-09-02', '16:00', '17:00'),
        title: 'Elders only',
        visibility: 'internal',
      }),
    );
    const standby = await staged(asker.caller, lab({ zone: 'F2-KIDS', heads: 110, standby: true }));
    expect(standby.status).toBe('standby');
    const seen = await manager.caller.get<Staged>(`${BOOKINGS}/${standby.id}`);
    expect([seen.status, seen.text.includes('Elders only')]).toEqual([200, false]);
    expect(first(seen.body).rivals).toEqual([
      {
        busy: true,
        zone: 'F2-ELDER',
        status: 'pending',
        start: '2026-09-02T16:00:00+08:00',
        end: '2026-09-02T17:00:00+08:00',
      },
    ]);
    expect(first(await shown(office, standby)).rivals?.[0]).toMatchObject({ title: 'Elders only' });
    expect((await post(manager.caller, standby, 'approve')).status).toBe(403);
    expect((await post(office, standby, 'approve')).status).toBe(200);
  });
});

describe('a counter-proposal', () => {
  const place = { zone: 'F2-KIDS-2', start: '2026-09-02T18:00' };
  const there = lab({ zone: 'F2-KIDS-2', ...on('2026-09-02', '18:00', '19:00') });

  it('moves the claims: the old place is free, the new one taken', async () => {
    const request = await staged(asker.caller, lab());
    const answer = await propose(manager.caller, request, place);
    expect([answer.status, first(answer.body).zone, first(answer.body).proposal?.asked.zone]).toEqual([
      200,
      'F2-KIDS-2',
      'F2-KIDS-3',
    ]);
    expect([await isFree(lab()), await isFree(there)]).toEqual([true, false]);
  });

  it('is taken in one call and in one commit', async () => {
    const request = await staged(asker.caller, lab());
    await propose(manager.caller, request, place);
    const entries = 'SELECT count(*) AS n FROM audit_log WHERE subject_id = ?';
    const before = await readerOf(app).one<{ n: number }>(entries, [request.id]);
    const answer = await post(asker.caller, request, 'proposal/accept');
    expect([answer.status, ...state(answer.body), first(answer.body).zone]).toEqual([
      200,
      'confirmed',
      null,
      'F2-KIDS-2',
    ]);
    const after = await readerOf(app).one<{ n: number }>(entries, [request.id]);
    expect(Number(after?.n) - Number(before?.n)).toBe(1);
    expect([await isFree(lab()), await isFree(there)]).toEqual([true, false]);
    expect((await post(asker.caller, request, 'proposal/accept')).status).toBe(409);
  });

  it('goes back where it was asked for when it is declined, and waits again for the same people', async () => {
    const request = await staged(asker.caller, lab());
    await propose(office, request, place);
    const answer = await post(asker.caller, request, 'proposal/decline');
    expect([answer.status, ...state(answer.body), first(answer.body).zone]).toEqual([
      200,
      'pending',
      'operator',
      'F2-KIDS-3',
    ]);
    expect([await isFree(lab()), await isFree(there)]).toEqual([false, true]);
    expect((await post(manager.caller, request, 'approve')).status).toBe(200);
  });

  it('ends it when the old place is taken by then', async () => {
    const request = await staged(asker.caller, lab());
    await propose(manager.caller, request, place);
    await booked(office, lab());
    const answer = await post(asker.caller, request, 'proposal/decline');
    expect([answer.body.status, first(answer.body).reasonCode]).toEqual(['declined', 'place-taken']);
    expect(await isFree(there)).toBe(true);
  });

  it('expires by the job, and goes back', async () => {
    const request = await staged(asker.caller, lab());
    const answer = await post(manager.caller, request, 'counter', {
      reason: 'Come here',
      expiresAt: '2026-08-25T10:00',
      proposals: [{ occurrence: first(request).id, ...place }],
    });
    expect(answer.status).toBe(200);
    app.clock.set('2026-08-25T09:59:00+08:00');
    await app.app.get(Jobs, { strict: false }).runDue();
    expect(first(await shown(office, request)).zone).toBe('F2-KIDS-2');
    app.clock.set('2026-08-25T10:00:00+08:00');
    await app.app.get(Jobs, { strict: false }).runDue();
    const after = await shown(office, request);
    expect([...state(after), first(after).zone]).toEqual(['pending', 'operator', 'F2-KIDS-3']);
  });

  it('can be neither approved nor edited while it waits, and is answered by the asker alone', async () => {
    const request = await staged(asker.caller, lab());
    await propose(manager.caller, request, place);
    expect((await post(manager.caller, request, 'approve')).status).toBe(409);
    const { version } = await read(asker.caller, request);
    const moved = await edit(asker.caller, { id: request.id, version }, on('2026-09-02', '17:00', '18:00'));
    expect(moved.status).toBe(409);
    for (const caller of [manager.caller, member.caller])
      expect((await post(caller, request, 'proposal/accept')).status).toBe(403);
  });

  it('is refused where the place is taken, and nothing has changed', async () => {
    await booked(office, there);
    const request = await staged(asker.caller, lab());
    const answer = await propose(manager.caller, request, place);
    expect([answer.status, answer.body.code]).toEqual([409, 'refused']);
    expect(first(await shown(office, request))).toMatchObject({ zone: 'F2-KIDS-3', status: 'pending' });
  });

  it('of an operator gives away no zone that it does not decide, and nothing that the centre decides', async () => {
    const request = await staged(asker.caller, lab());
    for (const zone of ['F2-ELDER-2', 'F1-HALL-A', 'F3-MEET-2'])
      expect((await propose(manager.caller, request, { zone })).status).toBe(403);
    await setApproval(app, 'F2-KIDS-2', 'centre');
    expect((await propose(manager.caller, request, { zone: 'F2-KIDS-2' })).status).toBe(200);
    const answer = await post(asker.caller, request, 'proposal/accept');
    expect([answer.status, ...state(answer.body)]).toEqual([200, 'pending', 'centre']);
    expect((await post(manager.caller, request, 'approve')).status).toBe(403);
    expect(state((await post(office, request, 'approve')).body)).toEqual(['confirmed', null]);
  });

  it('of the office is its last word, wherever it leads', async () => {
    await setApproval(app, 'F2-KIDS', 'both');
    const request = await staged(asker.caller, lab());
    expect((await propose(office, request, { zone: 'F1-HALL-A' })).status).toBe(200);
    expect(state((await post(asker.caller, request, 'proposal/accept')).body)).toEqual(['confirmed', null]);
  });
});

describe('what is confirmed', () => {
  const changed = async (changes: Wish): Promise<unknown[]> => {
    const request = await staged(asker.caller, lab({ ...on('2026-09-02', '16:00', '18:00') }));
    await post(manager.caller, request, 'approve');
    const { version } = await read(asker.caller, request);
    const answer = await edit(asker.caller, { id: request.id, version }, changes);
    return [answer.status, ...state(answer.body)];
  };

  it('asks nobody again when it is shortened, renamed, or has fewer heads', async () => {
    expect(await changed(on('2026-09-02', '16:00', '17:00'))).toEqual([200, 'confirmed', null]);
  });

  it('asks nobody again for another title or fewer heads', async () => {
    expect(await changed({ title: 'Another', heads: 5 })).toEqual([200, 'confirmed', null]);
  });

  it.each([
    ['grows', on('2026-09-02', '16:00', '19:00')],
    ['moves in time', on('2026-09-02', '17:00', '19:00')],
    ['moves to another room', { zone: 'F2-KIDS-2' }],
  ])('asks again when it %s', async (_, changes) => {
    expect(await changed(changes)).toEqual([200, 'pending', 'operator']);
  });
});

describe('setting rules aside', () => {
  it('needs a reason, and the log keeps who did it and why', async () => {
    const wish = lab({
      ...on('2026-09-02', '16:05', '17:00'),
      waiver: { reason: 'The bus comes late', codes: ['off-grid'] },
    });
    const made = await staged(office, wish);
    const log = await readerOf(app).all<{ action: string; reason: string | null; actor_id: string }>(
      'SELECT action, reason, actor_id FROM audit_log WHERE subject_id = ?',
      [made.id],
    );
    expect(log).toEqual([expect.objectContaining({ action: 'booking.created', reason: 'The bus comes late' })]);
    expect((await office.post(`${CENTRE}/bookings`, { ...wish, waiver: { codes: ['off-grid'] } })).status).toBe(400);
  });

  it('tells the asker’s cancel of a date from a decision: none is asked for', async () => {
    const request = await staged(asker.caller, lab());
    await post(manager.caller, request, 'approve');
    expect((await act(asker.caller, 'cancel', [request])).status).toBe(200);
  });
});
