import { createTestApp, type Caller, type TestApp } from '../support/app.js';
import { addOperator, guest, setMember, setStatus, withoutAgreements, type Guest } from '../support/operators.js';
import {
  act,
  booked,
  BOOKINGS,
  check,
  create,
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

interface Quota {
  readonly quota: string;
  readonly used: number;
  readonly held: number;
  readonly asked: number;
  readonly left: number;
}

let app: TestApp;
let manager: Guest;
let member: Guest;
let colleague: Guest;
let both: Guest;
let stranger: Guest;
let ours: string;
let theirs: string;
beforeEach(async () => {
  app = await createTestApp({ settings: { SESSION_HOURS: '720' } });
  await withoutAgreements(app);
  manager = await guest(app, 'our-manager');
  member = await guest(app, 'our-member');
  colleague = await guest(app, 'our-colleague');
  both = await guest(app, 'of-both');
  stranger = await guest(app, 'their-manager');
  ours = await addOperator(app, {
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
  theirs = await addOperator(app, {
    code: 'theirs',
    members: [
      [stranger.id, 'manager'],
      [both.id, 'manager'],
    ],
    agreements: [{ zones: ['F3-MEET'] }],
  });
});
afterEach(() => app.close());

/** An hour of Wednesday 2 September 2026 in meeting room 1, from a full hour. */
const hour = (from: number, changes: Wish = {}): Wish => {
  const clock = (n: number): string => `${String(n).padStart(2, '0')}:00`;
  return meeting({ ...on('2026-09-02', clock(from), clock(from + 1)), ...changes });
};
const bookingOf = async (caller: Caller, wish: Wish): Promise<BookingBody & { operator?: string; quotas: Quota[] }> =>
  (await booked(caller, wish)) as BookingBody & { operator?: string; quotas: Quota[] };
const codes = async (caller: Caller, wish: Wish): Promise<string[]> =>
  nth((await check(caller, wish)).occurrences, 0).refusals.map(({ code }) => code);

describe('in whose name it is booked', () => {
  it('is the only operator that a person acts for', async () => {
    expect((await bookingOf(member.caller, hour(9))).operator).toBe('ours');
  });

  it('has to be said by who acts for several, and the answer names them', async () => {
    const answer = await create(both.caller, hour(9));
    const problem = answer.body as unknown as ProblemBody;
    expect([answer.status, problem.errors?.[0]?.pointer]).toEqual([400, '/operator']);
    for (const code of ['ours', 'theirs']) expect(problem.errors?.[0]?.detail).toContain(code);
    expect((await bookingOf(both.caller, hour(9, { operator: 'theirs' }))).operator).toBe('theirs');
  });

  it('is nobody’s for a member of the centre and for the centre’s people, unless they say so', async () => {
    const plain = await guest(app, 'plain', { centre: 'dukou', role: 'member' });
    expect((await bookingOf(plain.caller, hour(9))).operator).toBeUndefined();
    expect((await bookingOf(await app.as('desk'), hour(10))).operator).toBeUndefined();
    expect((await bookingOf(await app.as('desk'), hour(11, { operator: 'ours' }))).operator).toBe('ours');
  });

  it('is told alike for an operator of others, an ended one, and one that is not there', async () => {
    const ended = await addOperator(app, { code: 'ended', status: 'ended', members: [[member.id, 'manager']] });
    expect(ended).not.toBe('');
    const tell = async (code: string): Promise<string> => {
      const answer = await create(member.caller, hour(9, { operator: code }));
      const { errors } = answer.body as unknown as ProblemBody;
      return JSON.stringify([answer.status, errors]).replaceAll(code, '…');
    };
    expect(await tell('theirs')).toBe(await tell('nobody'));
    expect(await tell('ended')).toBe(await tell('nobody'));
  });
});

describe('an operator that is suspended', () => {
  it('adds and moves nothing, but keeps what it has and may cancel it', async () => {
    const kept = await booked(member.caller, hour(9));
    await setStatus(app, ours, 'suspended');
    expect((await create(member.caller, hour(10))).status).toBe(403);
    expect((await edit(member.caller, kept, on('2026-09-02', '11:00', '12:00'))).status).toBe(403);
    expect((await read(member.caller, kept)).status).toBe('confirmed');
    expect((await act(member.caller, 'cancel', [kept])).status).toBe(200);
    expect((await act(member.caller, 'undo-cancel', [kept])).status).toBe(403);
  });

  it('decides nothing and sees nothing in the zones that it ran', async () => {
    const request = await booked(await app.as('desk'), kids());
    expect((await manager.caller.get(`${BOOKINGS}/${request.id}`)).status).toBe(200);
    await setStatus(app, ours, 'suspended');
    expect((await manager.caller.get(`${BOOKINGS}/${request.id}`)).status).toBe(404);
    expect((await act(manager.caller, 'approve', [request])).status).toBe(404);
  });
});

/** An hour in the coding lab, which `ours` runs. */
const kids = (changes: Wish = {}): Wish =>
  meeting({ zone: 'F2-KIDS-3', ...on('2026-09-02', '16:00', '17:00'), ...changes });

describe('agreements', () => {
  it('are needed for the zone and for the time of the week', async () => {
    const refusal = async (wish: Wish) => nth((await check(member.caller, wish)).occurrences, 0).refusals[0];
    expect(await refusal(hour(9, { zone: 'F3-PERS-3' }))).toMatchObject({ code: 'no-agreement', why: 'zone' });
    expect(await refusal(meeting(on('2026-09-04', '14:00', '15:00')))).toMatchObject({
      code: 'no-agreement',
      why: 'window',
      operator: 'ours',
    });
    expect((await create(member.caller, hour(9, { zone: 'F3-PERS-3' }))).status).toBe(409);
  });

  it('warn when they will have ended by then', async () => {
    const wish = meeting(on('2026-10-14', '14:00', '15:00'));
    const checked = await check(member.caller, wish);
    expect([checked.ok, checked.warnings]).toEqual([
      true,
      [{ code: 'beyond-agreement', agreement: expect.any(String) as string, until: '2026-09-30' }],
    ]);
    expect((await bookingOf(member.caller, wish)).warnings).toEqual(checked.warnings);
  });

  it('are set aside by the office with a reason, which the log keeps', async () => {
    const office = await app.as('office');
    const waiver = { reason: 'The mayor comes', codes: ['no-agreement'] };
    const made = await booked(office, hour(9, { zone: 'F3-PERS-3', operator: 'ours', waiver }));
    const log = await readerOf(app).all('SELECT action, reason FROM audit_log WHERE subject_id = ?', [made.id]);
    expect(log).toEqual([{ action: 'booking.created', reason: 'The mayor comes' }]);
  });
});

describe('quotas', () => {
  it('are told with check and create as used, held, asked and left', async () => {
    const first = await bookingOf(member.caller, hour(9));
    expect(first.quotas).toEqual([
      expect.objectContaining({ quota: 'week', used: 0, held: 0, asked: 60, left: 180 }),
      expect.objectContaining({ quota: 'open', used: 0, held: 0, asked: 1, left: 3 }),
    ]);
    const checked = (await check(colleague.caller, hour(10, on('2026-09-02', '10:00', '12:00')))) as unknown as {
      quotas: Quota[];
    };
    expect(checked.quotas).toEqual([
      expect.objectContaining({ quota: 'week', used: 60, held: 0, asked: 120, left: 60 }),
      expect.objectContaining({ quota: 'open', used: 1, held: 0, asked: 1, left: 2 }),
    ]);
  });

  it('are pooled over all members and what the desk books for the operator', async () => {
    await booked(member.caller, hour(9));
    await booked(colleague.caller, hour(10));
    const desk = await app.as('desk');
    await booked(desk, hour(11, { operator: 'ours' }));
    await booked(desk, hour(12, { operator: 'ours' }));
    expect(await codes(desk, hour(13, { operator: 'ours' }))).toEqual(['quota-exceeded', 'quota-exceeded']);
    expect(await codes(manager.caller, hour(13))).toEqual(['quota-exceeded', 'quota-exceeded']);
    expect(await codes(desk, hour(13))).toEqual([]);
  });

  it('are of no other operator’s knowledge', async () => {
    const checked = (await check(stranger.caller, hour(9))) as unknown as { quotas: Quota[] };
    expect(checked.quotas).toEqual([]);
  });

  it('are free again after a cancel', async () => {
    for (const from of [9, 10, 11, 12]) await booked(member.caller, hour(from));
    const list = await member.caller.get<{ items: BookingBody[] }>(`${BOOKINGS}?mine=true`);
    expect((await create(member.caller, hour(13))).status).toBe(409);
    await act(member.caller, 'cancel', [nth(list.body.items, 0)]);
    expect((await create(member.caller, hour(13))).status).toBe(201);
  });

  it('are set aside by the office only', async () => {
    for (const from of [9, 10, 11, 12]) await booked(member.caller, hour(from));
    const waiver = { reason: 'A feast', codes: ['quota-exceeded'] };
    expect((await create(manager.caller, hour(13, { waiver }))).status).toBe(403);
    expect((await create(await app.as('desk'), hour(13, { operator: 'ours', waiver }))).status).toBe(403);
    expect((await create(await app.as('office'), hour(13, { operator: 'ours', waiver }))).status).toBe(201);
  });
});

describe('waivers of a manager', () => {
  const odd = on('2026-09-02', '16:05', '17:00');
  const waiver = { reason: 'The bus comes late' };

  it('reach as far as the agreement’s rights, in its zones', async () => {
    expect(await codes(manager.caller, kids(odd))).toEqual(['off-grid']);
    expect((await create(manager.caller, kids({ ...odd, waiver: { ...waiver, codes: ['off-grid'] } }))).status).toBe(
      201,
    );
    expect((await create(manager.caller, kids({ ...odd, waiver: { ...waiver, codes: ['too-soon'] } }))).status).toBe(
      403,
    );
    expect((await create(manager.caller, hour(9, { waiver: { ...waiver, codes: ['off-grid'] } }))).status).toBe(403);
  });

  it('are not for members, nor for who runs nothing', async () => {
    for (const { caller } of [member, stranger])
      expect((await create(caller, kids({ ...odd, operator: undefined, waiver }))).status).toBe(403);
  });
});

describe('who of an operator sees its bookings', () => {
  const statusFor = async ({ caller }: Guest, { id }: BookingBody): Promise<number> =>
    (await caller.get(`${BOOKINGS}/${id}`)).status;

  it('are all its people for internal ones; its managers and the maker for private ones', async () => {
    const internal = await booked(member.caller, hour(9, { visibility: 'internal' }));
    const hidden = await booked(member.caller, hour(10, { visibility: 'private' }));
    const people = [manager, member, colleague, stranger];
    expect(await Promise.all(people.map((one) => statusFor(one, internal)))).toEqual([200, 200, 200, 404]);
    expect(await Promise.all(people.map((one) => statusFor(one, hidden)))).toEqual([200, 200, 404, 404]);
  });

  it('is changed by its maker and by managers', async () => {
    const made = await booked(member.caller, hour(9, { visibility: 'internal' }));
    expect((await edit(colleague.caller, made, { title: 'Mine' })).status).toBe(403);
    expect((await edit(manager.caller, made, { title: 'Ours' })).status).toBe(200);
  });

  it('is over for a member from the next request after they have left, also for what they made', async () => {
    const made = await booked(member.caller, hour(9, { visibility: 'private' }));
    const list = async (): Promise<number> => (await member.caller.get(`${BOOKINGS}`)).status;
    expect([await statusFor(member, made), await list()]).toEqual([200, 200]);
    await setMember(app, { operator: ours, user: member.id, role: null });
    expect([await statusFor(member, made), await list()]).toEqual([404, 404]);
    expect((await act(member.caller, 'cancel', [made])).status).toBe(404);
    await setMember(app, { operator: theirs, user: member.id, role: 'member' });
    const after = await member.caller.get<{ items: BookingBody[] }>(`${BOOKINGS}?mine=true`);
    expect([await statusFor(member, made), after.body.items]).toEqual([404, []]);
    expect((await create(member.caller, hour(9, { zone: 'F3-MEET-3' }))).body.warnings).toEqual([]);
  });

  it('changes with the role at the next request', async () => {
    const made = await booked(manager.caller, hour(9, { visibility: 'private' }));
    expect(await statusFor(colleague, made)).toBe(404);
    await setMember(app, { operator: ours, user: colleague.id, role: 'manager' });
    expect(await statusFor(colleague, made)).toBe(200);
  });
});

describe('what an answer keeps for later readers', () => {
  it('names nothing of what a refused date met', async () => {
    const office = await app.as('office');
    await booked(office, hour(9, { zone: 'F3-PERS-1', visibility: 'private', title: 'Secret of the family' }));
    const made = await booked(office, {
      ...hour(9, { zone: 'F3-PERS-1', visibility: 'internal', title: 'Series' }),
      recurrence: { rrule: 'FREQ=DAILY;COUNT=2' },
      onConflict: 'skip',
    });
    expect(made.refused).toHaveLength(1);
    const seen = await (await app.as('desk')).get<BookingBody>(`${BOOKINGS}/${made.id}`);
    expect([seen.status, seen.body.refused.length, seen.text.includes('Secret')]).toEqual([200, 1, false]);
  });

  it('tells the desk of no private date by the phone number of who it is for', async () => {
    const [office, desk] = [await app.as('office'), await app.as('desk')];
    const onBehalfOf = { name: '王奶奶', phone: '0570-5550123' };
    await booked(office, hour(9, { zone: 'F3-PERS-1', visibility: 'private', onBehalfOf }));
    expect((await check(desk, hour(9, { onBehalfOf }))).warnings).toEqual([]);
    await booked(office, hour(9, { zone: 'F3-MEET-3', visibility: 'internal', onBehalfOf }));
    expect((await check(desk, hour(9, { onBehalfOf }))).warnings).toEqual([
      { code: 'same-person-elsewhere', other: expect.any(String) as string },
    ]);
  });
});
