import { FirstStart } from '../../src/demo/first-start.js';
import { auditLedger } from '../../src/operations/ledger-audit.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { SqlValue } from '../../src/platform/database/sql.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { createTestApp, signIn, type TestApp } from '../support/app.js';

const LESSON = '家长课堂 Lesson for parents';
const OPEN_LESSON = '编程公开课 Open coding lesson';

let app: TestApp;

beforeEach(async () => {
  app = await createTestApp({ demo: 'full' });
});

afterEach(() => app.close());

const rows = <Row>(text: string, values: readonly SqlValue[] = []): Promise<Row[]> =>
  app.app.get(Reader, { strict: false }).all<Row>(text, values);

async function counts(): Promise<object> {
  const found: Record<string, number> = {};
  for (const table of ['users', 'memberships', 'operator_members', 'bookings', 'occurrences', 'claims'])
    found[table] = Number((await rows<{ n: number }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n);
  return found;
}

const countered = (): Promise<object[]> =>
  rows(
    `SELECT b.title FROM occurrences o JOIN bookings b ON b.centre_id = o.centre_id AND b.id = o.booking_id
     WHERE o.proposal IS NOT NULL`,
  );

const write = (...texts: readonly (readonly [string, ...SqlValue[]])[]): Promise<void> =>
  app.app.get(UnitOfWork, { strict: false }).run(async (tx) => {
    for (const [text, ...values] of texts) await tx.run(text, values);
  });

/** As if these had never been asked for. */
const forget = (...titles: readonly string[]): Promise<void> =>
  write(
    ...titles.flatMap((title) => [
      [
        `DELETE FROM claims WHERE owner_id IN
           (SELECT o.id FROM occurrences o JOIN bookings b ON b.id = o.booking_id WHERE b.title = ?)`,
        title,
      ] as const,
      ['DELETE FROM bookings WHERE title = ?', title] as const,
    ]),
  );

const start = (): Promise<string[]> => app.app.get(FirstStart, { strict: false }).run();

describe('a first start that was cut off while requests were made for the demo', () => {
  it('is completed by the next one: requests, their answer, and the owner last', async () => {
    const whole = await counts();
    await forget(OPEN_LESSON, LESSON);
    await write(['DELETE FROM users WHERE is_owner = 1']);
    const said = await start();
    expect(said.join('\n')).toContain('owner@dukou.example');
    expect(await counts()).toEqual(whole);
    expect(await countered()).toEqual([{ title: LESSON }]);
    expect(await auditLedger(app.app.get(Reader, { strict: false }), { now: app.clock.now() })).toEqual([]);
    await signIn(app.app, 'owner@dukou.example');
  });

  it('answers what was asked for and not answered yet', async () => {
    const whole = await counts();
    const [date] = await rows<{ start: string; end: string }>(
      `SELECT start_wall AS start, end_wall AS "end" FROM occurrences WHERE proposal IS NOT NULL`,
    );
    await forget(LESSON);
    const manager = await signIn(app.app, 'manager@chunni.example');
    const body = { title: LESSON, zone: 'F1-HALL-A', heads: 60, ...date };
    expect((await manager.post('/api/v1/centres/dukou/bookings', body)).status).toBe(201);
    await write(['DELETE FROM users WHERE is_owner = 1']);
    await start();
    expect(await counts()).toEqual(whole);
    expect(await countered()).toEqual([{ title: LESSON }]);
  });

  it('leaves an installation alone that has its owner, or anybody who is not of the demo', async () => {
    await forget(OPEN_LESSON);
    expect(await start()).toEqual([]);
    await write(
      ['DELETE FROM users WHERE is_owner = 1'],
      ['UPDATE users SET login = ? WHERE login = ?', 'wen@harbour.example', 'desk@dukou.example'],
    );
    expect(await start()).toEqual([]);
    expect(await rows('SELECT id FROM bookings WHERE title = ?', [OPEN_LESSON])).toEqual([]);
  });
});
