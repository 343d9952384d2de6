import { type TestApp } from '../support/app.js';
import { type Guest } from '../support/operators.js';
import {
  act,
  booked,
  BOOKINGS,
  check,
  create,
  meeting,
  nth,
  on,
  readerOf,
  type BookingBody,
  type Wish,
} from './requests.js';
import { bookingOf, codes, createTenants, hour, kids, type Quota } from './tenants.js';

let app: TestApp;
let manager: Guest;
let member: Guest;
let colleague: Guest;
let stranger: Guest;
beforeEach(async () => {
  ({ app, manager, member, colleague, stranger } = await createTenants());
});
afterEach(() => app.close());

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
