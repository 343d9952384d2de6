import type { Caller } from '../support/app.js';
import {
  AGREEMENTS,
  BOOKINGS,
  createWorld,
  DUKOU,
  made,
  type AffectedBody,
  type AgreementBody,
  type World,
} from './world.js';

interface BookingBody {
  readonly id: string;
  readonly version: number;
  readonly occurrences: { id: string; start: string; status: string; reason?: string }[];
}

interface Told {
  readonly code: string;
  readonly affected: AffectedBody[];
  readonly errors?: { pointer: string }[];
  readonly bookings?: { booking: string; refusals: { code: string }[] }[];
}

describe('ending and renewing an agreement', () => {
  let world: World;
  let kite: Caller;
  let loom: Caller;
  let agreement: AgreementBody;

  const book = async (changes: object): Promise<BookingBody> =>
    made(
      await kite.post<BookingBody>(BOOKINGS, {
        zone: 'F3-MEET-2',
        start: '2026-09-02T14:00',
        end: '2026-09-02T15:00',
        title: 'Weekly',
        recurrence: { rrule: 'FREQ=WEEKLY;COUNT=4' },
        ...changes,
      }),
    ).body;
  const end = (body: object, dryRun = false) =>
    world.admin.post<AgreementBody & Told>(`${AGREEMENTS}/${agreement.id}/end${dryRun ? '?dryRun=true' : ''}`, {
      on: '2026-09-13',
      reason: 'The club moves',
      ...body,
    });
  const read = async ({ id }: BookingBody): Promise<BookingBody & { operator?: string }> =>
    (await world.admin.get<BookingBody & { operator?: string }>(`${BOOKINGS}/${id}`)).body;
  const statusesOf = async (booking: BookingBody): Promise<string[]> =>
    (await read(booking)).occurrences.map(({ status }) => status);

  beforeEach(async () => {
    world = await createWorld();
    kite = await world.operator('kite');
    loom = await world.operator('loom');
    agreement = await world.agree({ operator: 'kite', zones: ['F3-MEET'] });
  });
  afterEach(() => world.close());

  it('lists the series it touches, and does nothing until each has its choice', async () => {
    const weekly = await book({});
    const before = await book({ start: '2026-09-03T14:00', end: '2026-09-03T15:00', recurrence: undefined });
    const listed = await end({}, true);
    // Four Wednesdays from 2 September; the last day is Sunday 13 September, so two are left behind.
    expect(listed.body.affected).toEqual([
      expect.objectContaining({ booking: weekly.id, title: 'Weekly', zones: ['F3-MEET-2'], dates: 2 }),
    ]);
    const refused = await end({});
    expect([refused.status, refused.body.code]).toEqual([409, 'choices-needed']);
    expect(refused.body.affected).toEqual(listed.body.affected);
    const strange = await end({
      choices: [
        { booking: weekly.id, action: 'keep' },
        { booking: before.id, action: 'keep' },
      ],
    });
    expect(strange.body.errors?.map(({ pointer }) => pointer)).toEqual(['/choices/1/booking']);
    expect((await end({ choices: [{ booking: weekly.id, action: 'cancel' }] })).status).toBe(400);
    const still = await world.admin.get<AgreementBody>(`${AGREEMENTS}/${agreement.id}`);
    expect(still.body).toMatchObject({ until: '2027-08-23', version: 1 });
  });

  it('cancels with a reason, keeps, and hands over to the centre, in one transaction', async () => {
    const cancelled = await book({ title: 'Cancelled' });
    const kept = await book({ title: 'Kept', start: '2026-09-03T14:00', end: '2026-09-03T15:00' });
    const handed = await book({ title: 'Handed', start: '2026-08-31T14:00', end: '2026-08-31T15:00' });
    const ended = await end({
      choices: [
        { booking: cancelled.id, action: 'cancel', reason: 'No room elsewhere' },
        { booking: kept.id, action: 'keep' },
        { booking: handed.id, action: 'hand-over' },
      ],
    });
    expect(ended.body).toMatchObject({ until: '2026-09-13', endedReason: 'The club moves', version: 2 });
    expect(await statusesOf(cancelled)).toEqual(['confirmed', 'confirmed', 'cancelled', 'cancelled']);
    expect((await read(cancelled)).occurrences.at(-1)?.reason).toBe('No room elsewhere');
    expect(new Set(await statusesOf(kept))).toEqual(new Set(['confirmed']));
    // The whole of a booking changes hands, also its dates before the last day.
    expect((await read(handed)).operator).toBeUndefined();
    // The centre's own now: who made it for the club neither opens, lists nor changes it, and is told that it went.
    expect((await kite.get(`${BOOKINGS}/${handed.id}`)).status).toBe(404);
    expect(
      (await kite.call('PATCH', `${BOOKINGS}/${handed.id}`, { body: { title: 'Mine' }, ifMatch: '*' })).status,
    ).toBe(404);
    const listed = await kite.get<{ items: { id: string }[] }>(`${BOOKINGS}?mine=true&limit=100`);
    expect(listed.body.items.map(({ id }) => id).sort()).toEqual([cancelled.id, kept.id].sort());
    const seen = await kite.get<{ items: { kind: string; subject: { id: string }; data: object }[] }>(
      '/api/v1/me/notices',
    );
    expect(seen.body.items.filter(({ kind }) => kind === 'handed-over')).toMatchObject([
      { subject: { id: handed.id }, data: { zone: 'F3-MEET-2', gone: true } },
    ]);
    const log = await world.admin.get<{ items: { action: string; before: object; after: object }[] }>(
      `${DUKOU}/audit?booking=${handed.id}`,
    );
    expect(log.body.items[0]?.action).toBe('booking.handed-over');
    expect((await world.admin.post(`${BOOKINGS}/${handed.id}/cancel`, { scope: 'all', reason: 'Over' })).status).toBe(
      200,
    );
    const later = await kite.get<{ items: { subject: { id: string } }[] }>('/api/v1/me/notices');
    expect(later.body.items.filter(({ subject }) => subject.id === handed.id)).toHaveLength(1);
    expect((await read(kept)).operator).toBe('kite');
    expect((await kite.get(`${BOOKINGS}/${kept.id}`)).status).toBe(200);
    expect(await world.audit()).toEqual([]);
  });

  it('hands a series over to another operator that has an agreement and room for it', async () => {
    const weekly = await book({});
    const choose = (more: object) =>
      end({ choices: [{ booking: weekly.id, action: 'hand-over', operator: 'loom', ...more }] });
    for (const operator of ['nobody', 'kite']) {
      expect((await choose({ operator })).body.errors?.map(({ pointer }) => pointer)).toEqual(['/choices/0/operator']);
    }
    const without = await choose({});
    expect([without.status, without.body.code]).toEqual([409, 'refused']);
    expect(without.body.bookings?.[0]?.refusals[0]?.code).toBe('no-agreement');
    await world.agree({
      operator: 'loom',
      zones: ['F3-MEET'],
      quotas: [{ key: 'hours', kind: 'minutes', per: 'month', limit: 180 }],
    });
    // Four Wednesdays lie in September, an hour each.
    const full = await choose({});
    expect(full.body.bookings?.[0]?.refusals.map(({ code }) => code)).toEqual(['quota-exceeded']);
    expect((await read(weekly)).operator).toBe('kite');
    const waived = await choose({ waiver: { reason: 'For this term' } });
    expect(waived.status).toBe(200);
    expect((await read(weekly)).operator).toBe('loom');
    expect((await loom.get(`${BOOKINGS}/${weekly.id}`)).status).toBe(200);
    expect((await kite.get(`${BOOKINGS}/${weekly.id}`)).status).toBe(404);
    const told = async (caller: Caller): Promise<[string, unknown][]> =>
      (await caller.get<{ items: { kind: string; data: { change?: string } }[] }>('/api/v1/me/notices')).body.items.map(
        ({ kind, data }) => [kind, data.change],
      );
    expect(await told(loom)).toEqual([
      ['handed-over', undefined],
      ['agreement-changed', 'created'],
    ]);
    expect((await told(kite)).slice(0, 2).sort()).toEqual([
      ['agreement-changed', 'ended'],
      ['handed-over', undefined],
    ]);
    const [own] = await world.agreementsOf('loom');
    const use = await loom.get(`${AGREEMENTS}/${own?.id}/use?on=2026-09-15`);
    expect(use.body).toMatchObject({
      quotas: [{ quota: 'hours', period: '2026-09-01', used: 240, held: 0, left: -60 }],
    });
    expect(await world.audit()).toEqual([]);
  });

  it('asks the same when a change narrows it: fewer zones, an earlier last day, other times of the week', async () => {
    const weekly = await book({});
    const patch = (body: object, dryRun = '') =>
      world.admin.call<AgreementBody & Told>('PATCH', `${AGREEMENTS}/${agreement.id}${dryRun}`, { body, ifMatch: '*' });
    const listed = await patch({ zones: ['F3-MEET-1'] }, '?dryRun=true');
    expect(listed.body.affected).toMatchObject([{ booking: weekly.id, dates: 4 }]);
    expect((await patch({ zones: ['F3-MEET-1'] })).body.code).toBe('choices-needed');
    expect((await patch({ windows: { '3': [{ start: '15:00', end: '18:00' }] } })).body.code).toBe('choices-needed');
    expect((await patch({ until: '2026-09-05' }, '?dryRun=true')).body.affected).toMatchObject([{ dates: 3 }]);
    expect((await patch({ windows: { '3': [{ start: '14:00', end: '18:00' }] } })).status).toBe(200);
    const choices = [{ booking: weekly.id, action: 'cancel', reason: 'Room lost' }];
    expect((await patch({ zones: ['F3-MEET-1'], choices })).status).toBe(200);
    expect(new Set(await statusesOf(weekly))).toEqual(new Set(['cancelled']));
    expect(await world.audit()).toEqual([]);
  });

  it('sees a booking that is made while it is being ended', async () => {
    const answers = await Promise.all([end({}), book({})]);
    const { status, body } = answers[0];
    const isMet = status === 409 && body.code === 'choices-needed';
    const dates = await statusesOf(answers[1]);
    // Either the end comes first and the dates after it are flagged as beyond it, or it sees them and asks.
    expect(isMet || status === 200).toBe(true);
    expect(dates).toHaveLength(4);
    expect(await world.audit()).toEqual([]);
  });

  it('can’t be in the past, nor after the end that it has; nor can what is over be changed', async () => {
    expect((await end({ on: '2026-08-23' })).status).toBe(400);
    expect((await end({ on: '2027-08-23' })).status).toBe(409);
    expect((await end({ on: '2026-08-24' })).status).toBe(200);
    expect((await end({ on: '2026-08-24' })).status).toBe(409);
  });

  it('renews it from the day after with the same terms, once', async () => {
    const weekly = await book({ start: '2027-08-18T14:00', end: '2027-08-18T15:00' }).catch(() => null);
    expect(weekly).toBeNull();
    const renew = (body: object) => world.admin.post<AgreementBody>(`${AGREEMENTS}/${agreement.id}/renew`, body);
    const renewed = await renew({ until: '2028-08-23' });
    expect(renewed.status).toBe(201);
    expect(renewed.body).toMatchObject({
      ...{ operator: 'kite', kind: 'use', zones: ['F3-MEET'], from: '2027-08-24', until: '2028-08-23' },
      ...{ renews: agreement.id, life: 'future', version: 1 },
    });
    expect((await renew({ until: '2028-08-23' })).status).toBe(409);
    expect((await renew({ from: '2027-01-01', until: '2027-02-01' })).status).toBe(409);
    // A gap is allowed; nothing is carried in it.
    expect((await renew({ from: '2028-09-01', until: '2029-08-31' })).status).toBe(201);
    expect((await (await world.as('manager')).post(`${AGREEMENTS}/${agreement.id}/renew`, {})).status).toBe(404);
    expect((await kite.post(`${AGREEMENTS}/${agreement.id}/renew`, {})).status).toBe(403);
  });
});
