import { Jobs } from '../../src/operations/jobs.js';
import { act, booked, CENTRE, edit, meeting, nth, on, read, readerOf, type BookingBody } from '../bookings/requests.js';
import { createTestApp, LOGINS, type Caller, type TestApp } from '../support/app.js';
import { addTenant } from '../support/tenants.js';

interface Item {
  readonly id: string;
  readonly kind: string;
  readonly subject: { kind: string; id: string };
  readonly data: Record<string, unknown>;
}

const HALL = { zone: 'F1-HALL-A' };
const KIDS = { zone: 'F2-KIDS-2', ...on('2026-09-02', '16:00', '17:00') };

describe('notices of bookings', () => {
  let test: TestApp;
  let member: Caller;
  let manager: Caller;
  let desk: Caller;
  let office: Caller;
  let admin: Caller;

  const told = async (caller: Caller): Promise<readonly Item[]> =>
    (await caller.get<{ items: readonly Item[] }>('/api/v1/me/notices')).body.items.toReversed();
  const kinds = async (caller: Caller): Promise<string[]> => (await told(caller)).map(({ kind }) => kind);

  beforeEach(async () => {
    test = await createTestApp({ settings: { SESSION_HOURS: '720' } });
    await addTenant(test, {
      code: 'chunni',
      managers: [LOGINS.manager],
      zones: ['F2-KIDS'],
      rights: { decide: true, setHours: true },
    });
    [member, manager, desk, office, admin] = [
      await test.as('member'),
      await test.as('manager'),
      await test.as('desk'),
      await test.as('office'),
      await test.as('admin'),
    ];
  });
  afterEach(() => test.close());

  it('tell the centre of a request, and who made it of the decision', async () => {
    const request = await booked(desk, meeting(HALL));
    const came = { kind: 'request-came', subject: { kind: 'booking', id: request.id } };
    const data = { zone: 'F1-HALL-A', start: '2026-09-02T14:00:00+08:00', dates: 1 };
    expect(await told(office)).toEqual([expect.objectContaining({ ...came, data })]);
    expect(await kinds(admin)).toEqual(['request-came']);
    expect([await kinds(desk), await kinds(manager), await kinds(member)]).toEqual([[], [], []]);
    await act(office, 'approve', [request]);
    expect(await kinds(desk)).toEqual(['confirmed']);
    expect(await kinds(office)).toEqual(['request-came']);
  });

  it('tell the operator of a request for a zone that it runs, and nobody else', async () => {
    const request = await booked(member, meeting(KIDS));
    expect(request.status).toBe('pending');
    expect(await told(manager)).toEqual([expect.objectContaining({ kind: 'request-came' })]);
    expect([await kinds(office), await kinds(admin)]).toEqual([[], []]);
    await act(manager, 'decline', [request, { reason: 'Full of paint' }]);
    expect(await told(member)).toEqual([expect.objectContaining({ kind: 'declined' })]);
    expect(JSON.stringify(await readerOf(test).all('SELECT data FROM notices'))).not.toMatch(/paint|Meeting/);
  });

  it('tell who made it of what others change, cancel or let expire, and never who did it', async () => {
    const first = await booked(member, meeting());
    await edit(desk, first, on('2026-09-02', '15:00', '16:00'));
    await act(desk, 'cancel', [first, { reason: 'Rain' }]);
    expect([await kinds(member), await kinds(desk)]).toEqual([['changed', 'cancelled'], []]);
    const own = await booked(member, meeting(on('2026-09-03', '14:00', '15:00')));
    await act(member, 'cancel', [own]);
    await booked(member, meeting({ ...HALL, ...on('2026-09-04', '14:00', '15:00') }));
    test.clock.set('2026-09-04T13:30:00+08:00');
    await test.app.get(Jobs, { strict: false }).runDue();
    expect(await kinds(member)).toEqual(['changed', 'cancelled', 'expired']);
  });

  it('tell managers of what becomes of bookings of their operator', async () => {
    await addTenant(test, {
      code: 'sunshine',
      members: [LOGINS.member],
      managers: [LOGINS.manager],
      zones: ['F3'],
      kind: 'use',
      quotas: [{ key: 'hours', kind: 'minutes', per: 'month', limit: 200 }],
    });
    const operator = { operator: 'sunshine', visibility: 'private' };
    const first = await booked(member, meeting(operator));
    await act(desk, 'cancel', [first]);
    expect(await kinds(manager)).toEqual([]);
    await act(office, 'cancel', [first]);
    expect([await kinds(manager), await kinds(member)]).toEqual([['cancelled'], ['cancelled']]);
    const day = (date: string): Promise<BookingBody> =>
      booked(member, meeting({ ...operator, ...on(date, '14:00', '15:00') }));
    await day('2026-09-03');
    await day('2026-09-04');
    expect(await kinds(manager)).toEqual(['cancelled']);
    await day('2026-09-07');
    expect(nth(await told(manager), 1)).toMatchObject({
      kind: 'quota-nearly-used',
      subject: { kind: 'agreement' },
      data: { quota: 'hours', period: '2026-09-01' },
    });
    expect(await kinds(member)).toEqual(['cancelled']);
  });

  it('tell managers of a quota that an edit takes to nine tenths', async () => {
    await addTenant(test, {
      code: 'sunshine',
      members: [LOGINS.member],
      managers: [LOGINS.manager],
      zones: ['F3'],
      kind: 'use',
      quotas: [{ key: 'hours', kind: 'minutes', per: 'month', limit: 200 }],
    });
    const booking = await booked(member, meeting({ operator: 'sunshine', ...on('2026-09-03', '14:00', '15:00') }));
    expect((await edit(member, booking, { end: '2026-09-03T16:45' })).status).toBe(200);
    expect(await kinds(manager)).toEqual(['changed']);
    expect((await edit(member, await read(office, booking), { end: '2026-09-03T17:00' })).status).toBe(200);
    expect((await kinds(manager)).toSorted()).toEqual(['changed', 'changed', 'quota-nearly-used']);
  });

  it('do not follow a private booking to a maker who left its operator', async () => {
    await addTenant(test, { code: 'sunshine', members: [LOGINS.member], zones: ['F3'], kind: 'use' });
    const booking = await booked(member, meeting({ operator: 'sunshine', visibility: 'private' }));
    const { UnitOfWork } = await import('../../src/platform/database/unit-of-work.js');
    await test.app
      .get(UnitOfWork, { strict: false })
      .run((tx) => tx.run(`DELETE FROM operator_members WHERE role = 'member'`));
    await act(office, 'cancel', [booking]);
    expect(await kinds(member)).toEqual([]);
  });

  it('tell the asker that a request was taken in, and which', async () => {
    const request = await booked(member, meeting(KIDS));
    expect((await desk.post(`${CENTRE}/bookings/${request.id}/accept`)).status).toBe(200);
    const data = { zone: 'F2-KIDS-2', start: '2026-09-02T16:00:00+08:00', dates: 1 };
    expect(await told(member)).toEqual([expect.objectContaining({ kind: 'accepted', data })]);
  });

  it('tell the asker of a counter-proposal, and who made it of the answer', async () => {
    const request = await booked(member, meeting(KIDS));
    const occurrence = nth(request.occurrences, 0).id;
    const counter = { reason: 'Later is better', proposals: [{ occurrence, ...on('2026-09-02', '17:00', '18:00') }] };
    const countered = await manager.post(`${CENTRE}/bookings/${request.id}/counter`, counter);
    expect([countered.status, countered.text]).toEqual([200, expect.any(String)]);
    expect(await kinds(member)).toEqual(['countered']);
    expect((await member.post(`${CENTRE}/bookings/${request.id}/proposal/accept`)).status).toBe(200);
    expect(nth(await told(manager), 1)).toMatchObject({ kind: 'proposal-answered', data: { answer: 'accepted' } });
  });

  it('tell of rules that change beneath a booking, and of what was chosen for it', async () => {
    const booking = await booked(member, meeting());
    const occurrence = nth(booking.occurrences, 0).id;
    const path = `${CENTRE}/zones/F3-MEET-2/hours`;
    const document = { weekly: { '3': [{ start: '09:00', end: '12:00' }] } };
    const choices = [{ occurrence, action: 'move', start: '2026-09-02T10:00' }];
    expect((await admin.call('PUT', path, { body: { ...document, choices }, ifMatch: '*' })).status).toBe(200);
    expect(await told(member)).toEqual([
      expect.objectContaining({ kind: 'hours-changed', data: expect.objectContaining({ outcome: 'moved' }) as object }),
    ]);
    expect((await read(member, booking)).status).toBe('confirmed');
  });
});
