import { type TestApp } from '../support/app.js';
import { addOperator, guest, setMember, setStatus, type Guest } from '../support/operators.js';
import {
  act,
  booked,
  BOOKINGS,
  check,
  create,
  edit,
  on,
  read,
  type BookingBody,
  type ProblemBody,
} from './requests.js';
import { bookingOf, createTenants, hour, kids } from './tenants.js';

let app: TestApp;
let manager: Guest;
let member: Guest;
let colleague: Guest;
let both: Guest;
let stranger: Guest;
let ours: string;
let theirs: string;
beforeEach(async () => {
  ({ app, manager, member, colleague, both, stranger, ours, theirs } = await createTenants());
});
afterEach(() => app.close());

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

  it('is over for who no longer works for the centre, also for what they made for somebody', async () => {
    const clerk = await guest(app, 'clerk', { centre: 'dukou', role: 'desk' });
    const onBehalfOf = { name: '王奶奶', phone: '0570-5550123' };
    const made = await booked(clerk.caller, hour(9, { visibility: 'internal', onBehalfOf }));
    expect(await statusFor(clerk, made)).toBe(200);
    const demoted = { body: { role: 'member' }, ifMatch: '*' };
    const path = `/api/v1/centres/dukou/people/${clerk.id}`;
    expect((await (await app.as('admin')).call('PATCH', path, demoted)).status).toBe(200);
    const listed = await clerk.caller.get<{ items: BookingBody[] }>(`${BOOKINGS}?mine=true`);
    expect([await statusFor(clerk, made), listed.body.items]).toEqual([404, []]);
    expect((await act(clerk.caller, 'cancel', [made])).status).toBe(404);
    expect((await check(clerk.caller, hour(9, { zone: 'F3-MEET-3' }))).warnings).toEqual([]);
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
