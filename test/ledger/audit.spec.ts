import { auditLedger, confirmedFindings, type Finding } from '../../src/operations/ledger-audit.js';
import { SelfAudit } from '../../src/operations/self-audit.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { SqlValue } from '../../src/platform/database/sql.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { createTestApp, type Caller, type TestApp } from '../support/app.js';

const CENTRE = '/api/v1/centres/dukou';
const BOOKINGS = `${CENTRE}/bookings`;

interface Booking {
  id: string;
  occurrences: { id: string }[];
}

let app: TestApp;
let office: Caller;
let reader: Reader;

beforeEach(async () => {
  app = await createTestApp();
  office = await app.as('office');
  reader = app.app.get(Reader, { strict: false });
});

afterEach(() => app.close());

const audit = (): Promise<Finding[]> => auditLedger(reader, { now: app.clock.now() });

const sql = (text: string, values: readonly SqlValue[] = []): Promise<number> =>
  app.app.get(UnitOfWork, { strict: false }).run((tx) => tx.run(text, values));

/** What the database would refuse has to be let in first. */
async function dropGuard(): Promise<void> {
  const statements =
    reader.engine === 'sqlite'
      ? ['DROP TRIGGER claims_guard_update']
      : ['DROP TRIGGER claims_guard_update ON claims', 'ALTER TABLE claims DROP CONSTRAINT claims_exclusive'];
  for (const statement of statements) await sql(statement);
}

async function book(zone: string, time: string, heads = 10): Promise<Booking> {
  const [from, to] = time.split('-');
  const body = { zone, start: `2026-09-02T${from}`, end: `2026-09-02T${to}`, title: 'X', heads };
  const answer = await office.post<Booking>(BOOKINGS, body);
  expect(answer.status).toBe(201);
  return answer.body;
}

const first = (booking: Booking): string => booking.occurrences[0]?.id ?? '';

describe('the audit of a sound ledger', () => {
  it('finds nothing after bookings, edits, cancels and closures that keep somebody', async () => {
    const kept = await book('F1-HALL-AB', '14:00-16:00');
    const cancelled = await book('F1-CHESS', '09:00-10:00');
    await office.post(`${BOOKINGS}/${cancelled.id}/cancel`);
    const moved = await book('F3-MEET-2', '09:00-10:00');
    await office.call('PATCH', `${BOOKINGS}/${moved.id}`, { body: { start: '2026-09-02T11:00' }, ifMatch: '*' });
    const closing = { zone: 'F1-HALL', start: '2026-09-01T12:00', end: '2026-09-04T12:00', reason: 'Paint' };
    const choices = [{ occurrence: first(kept), action: 'keep' }];
    expect((await office.post(`${CENTRE}/closures`, { ...closing, choices })).status).toBe(201);
    expect(await audit()).toEqual([]);
    await office.post(`${BOOKINGS}/${kept.id}/cancel`);
    expect(await audit()).toEqual([]);
  });

  it('finds nothing in the past of a room that has been split since', async () => {
    await book('F3-MEET-2', '09:00-10:00');
    app.clock.set('2026-09-03T10:00:00+08:00');
    const admin = await app.as('admin');
    const half = { parent: 'F3-MEET-2', areaM2: 30, seats: 10, mode: 'exclusive' };
    const zones = await admin.get<{ items: Record<string, unknown>[]; version: number }>(`${CENTRE}/zones`);
    const known = [
      'code',
      'name',
      'nameEn',
      'parent',
      'areaM2',
      'seats',
      'mode',
      'limit',
      'parts',
      'equipment',
      'policy',
    ];
    const written = zones.body.items.map((zone) =>
      Object.fromEntries(Object.entries(zone).filter(([key, value]) => known.includes(key) && value !== null)),
    );
    const split = [...written, { ...half, code: 'MEET-2-A', name: 'A' }, { ...half, code: 'MEET-2-B', name: 'B' }];
    const answer = await admin.call('PUT', `${CENTRE}/zones`, { body: { zones: split }, ifMatch: '*' });
    expect(answer.status).toBe(200);
    await office.post(BOOKINGS, { zone: 'F3-MEET-2', start: '2026-09-03T14:00', end: '2026-09-03T15:00', title: 'Y' });
    expect(await audit()).toEqual([]);
  });
});

describe('the audit of a broken ledger', () => {
  it('finds a room taken twice (I1)', async () => {
    const one = await book('F3-MEET-2', '09:00-10:00');
    const two = await book('F3-MEET-2', '10:00-11:00');
    await dropGuard();
    await sql('UPDATE claims SET until_at = until_at + 1 WHERE owner_id = ?', [first(one)]);
    expect(await audit()).toMatchObject([
      {
        invariant: 'I1',
        centre: 'dukou',
        detail: expect.stringContaining(`${first(two)} meets ${first(one)}`) as string,
      },
      { invariant: 'I2', subject: first(one) },
    ]);
  });

  it('finds a shared room and a floor sold beyond their units (I1)', async () => {
    await book('F1-CHESS', '09:00-10:00', 30);
    const more = await book('F1-CHESS', '09:30-11:00', 6);
    await dropGuard();
    await sql('UPDATE claims SET units = 7 WHERE owner_id = ?', [first(more)]);
    expect(await audit()).toMatchObject([
      { invariant: 'I1', detail: expect.stringContaining('37 of 36 units') as string },
      { invariant: 'I2', subject: first(more) },
    ]);
  });

  it('reads what was sold before fewer units held as right (I1)', async () => {
    await book('F1-CHESS', '09:00-10:00', 30);
    await sql(
      `UPDATE cells SET units = 5, units_since_at = ?
       WHERE kind = 'space' AND zone_id = (SELECT id FROM zones WHERE code = 'F1-CHESS')`,
      [Date.parse('2026-09-02T10:00:00+08:00')],
    );
    expect(await audit()).toEqual([]);
  });

  it.each([
    ['a claim that is missing', 'DELETE FROM claims WHERE owner_id = ?'],
    ['a claim at another time', 'UPDATE claims SET until_at = until_at + 60000 WHERE owner_id = ?'],
    ['a claim of other heads', 'UPDATE claims SET units = units + 1 WHERE owner_id = ? AND units IS NOT NULL'],
    ['a date that was moved without its claims', 'UPDATE occurrences SET start_at = start_at + 60000 WHERE id = ?'],
  ])('finds %s (I2)', async (_, text) => {
    const booking = await book('F3-MEET-2', '09:00-10:00');
    await sql(text, [first(booking)]);
    expect(await audit()).toMatchObject([{ invariant: 'I2', subject: first(booking) }]);
  });

  it('finds claims of what is cancelled and of nobody (I2)', async () => {
    const booking = await book('F1-HALL-A', '09:00-10:00');
    await sql(`UPDATE occurrences SET status = 'cancelled' WHERE id = ?`, [first(booking)]);
    await sql(`UPDATE bookings SET status = 'cancelled' WHERE id = ?`, [booking.id]);
    const details = (await audit()).map(({ detail }) => detail);
    expect(details).toEqual(Array.from({ length: 2 }, () => 'a claim of an occurrence that is cancelled'));
    await sql(`UPDATE claims SET owner_id = 'nobody' WHERE owner_id = ?`, [first(booking)]);
    expect(await audit()).toMatchObject([
      { invariant: 'I2', subject: 'nobody', detail: 'a claim of an occurrence that does not exist' },
      { invariant: 'I2', subject: 'nobody' },
    ]);
  });

  it('finds a hole in a closure that nobody is kept in (I2)', async () => {
    const closing = { zone: 'F3-MEET-2', start: '2026-09-02T09:00', end: '2026-09-02T12:00', reason: 'Paint' };
    const closure = await office.post<{ dates: { id: string }[] }>(`${CENTRE}/closures`, closing);
    const date = closure.body.dates[0]?.id ?? '';
    await sql('UPDATE claims SET until_at = until_at - 60000 WHERE owner_id = ?', [date]);
    expect(await audit()).toMatchObject([{ invariant: 'I2', subject: date }]);
    await sql('DELETE FROM claims WHERE owner_id = ?', [date]);
    expect(await audit()).toMatchObject([{ invariant: 'I2', subject: date }]);
  });

  it('finds a booking without dates or with another status than theirs (I4)', async () => {
    const booking = await book('F3-MEET-2', '09:00-10:00');
    await sql(`UPDATE bookings SET status = 'pending'`);
    expect(await audit()).toMatchObject([{ invariant: 'I4', subject: booking.id }]);
    await sql(`DELETE FROM claims WHERE owner_kind = 'occurrence'`);
    await sql('DELETE FROM occurrences');
    expect(await audit()).toMatchObject([
      { invariant: 'I4', subject: booking.id, detail: 'a booking without any date' },
    ]);
  });

  it('finds a booking whose making nobody recorded (I9)', async () => {
    const booking = await book('F3-MEET-2', '09:00-10:00');
    await sql(`DELETE FROM audit_log WHERE action = 'booking.created'`);
    expect(await audit()).toMatchObject([{ invariant: 'I9', subject: booking.id }]);
  });
});

describe('the nightly self-audit', () => {
  const ready = async (): Promise<unknown> => (await app.anonymous.get('/health/ready')).body['details'];

  it('tells health and metrics what it found, and the service stays ready', async () => {
    const selfAudit = app.app.get(SelfAudit, { strict: false });
    expect(await ready()).toMatchObject({ audit: { status: 'up', findings: null, at: null } });
    const booking = await book('F3-MEET-2', '09:00-10:00');
    await sql('DELETE FROM claims WHERE owner_id = ?', [first(booking)]);
    const findings = await audit();
    expect(findings).toHaveLength(1);
    selfAudit.conclude(1, `I2 dukou: ${findings[0]?.detail}\n1 findings.\n`, app.clock.now());
    expect(await ready()).toMatchObject({ audit: { status: 'up', findings: 1, at: '2026-08-24T02:00:00+00:00' } });
    const metrics = await (await app.as('owner')).get('/metrics');
    expect(metrics.text).toMatch(/^ledger_findings 1$/m);
  });

  it('takes what a second look does not have for a change in between', async () => {
    const booking = await book('F3-MEET-2', '09:00-10:00');
    await sql('DELETE FROM claims WHERE owner_id = ?', [first(booking)]);
    let looks = 0;
    const mended = new Proxy(reader, {
      get: (target, name) => {
        if (name !== 'all') return Reflect.get(target, name) as unknown;
        return async (text: string, values?: readonly SqlValue[]) => {
          if (text.startsWith('SELECT id, slug FROM centres') && ++looks === 2) {
            await sql(`UPDATE occurrences SET status = 'cancelled' WHERE id = ?`, [first(booking)]);
            await sql(`UPDATE bookings SET status = 'cancelled' WHERE id = ?`, [booking.id]);
          }
          return target.all(text, values);
        };
      },
    });
    expect(await confirmedFindings(mended, { now: app.clock.now() })).toEqual([]);
    expect(looks).toBe(2);
  });
});
