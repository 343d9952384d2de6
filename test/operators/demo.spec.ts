import { inTermOf, yearsLater } from '../../src/demo/demo-term.js';
import { readExample } from '../../src/demo/examples.js';
import { auditLedger } from '../../src/operations/ledger-audit.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { WallDate } from '../../src/scheduling/time.types.js';
import { createTestApp, type TestApp } from '../support/app.js';

const DUKOU = '/api/v1/centres/dukou';

describe('the demo centre’s operators', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp({ demo: 'full' });
  });
  afterAll(() => test.close());

  it('are there with their agreements, and nothing contradicts the invariants', async () => {
    const office = await test.as('office');
    const operators = await office.get<{ items: { code: string; status: string }[] }>(`${DUKOU}/operators`);
    expect(operators.body.items.map(({ code }) => code)).toEqual([
      ...['baihe', 'bluesky', 'chunni', 'dengta', 'greenleaf', 'helin', 'qingteng', 'socialwork', 'sunshine'],
      ...['xizhaohong', 'yueming'],
    ]);
    expect(operators.body.items.every(({ status }) => status === 'active')).toBe(true);
    const agreements = await office.get<{
      items: { operator: string; kind: string; until: string; standing: object[]; quotas: object[] }[];
    }>(`${DUKOU}/agreements`);
    expect(agreements.body.items).toHaveLength(12);
    expect(agreements.body.items.find(({ operator }) => operator === 'yueming')?.until).toBe('2026-09-18');
    const desks = agreements.body.items.flatMap(({ standing }) => standing);
    expect(desks).toEqual(Array.from({ length: 7 }, () => ({ zone: 'F3-ORG', units: 6 })));
    expect(agreements.body.items.every(({ kind, quotas }) => kind === 'operate' || quotas.length > 0)).toBe(true);
    expect(await auditLedger(test.app.get(Reader, { strict: false }), { now: test.clock.now() })).toEqual([]);
  });

  it('have a term of weekly bookings, requests that wait, and one counter-proposal, some days after the first start', async () => {
    const reader = test.app.get(Reader, { strict: false });
    const waiting = await reader.all<{ status: string; proposed: number; start: number }>(
      `SELECT status, CASE WHEN proposal IS NULL THEN 0 ELSE 1 END AS proposed, start_at AS start FROM occurrences WHERE status = 'pending'`,
    );
    expect(waiting.map(({ proposed }) => proposed).sort()).toEqual([0, 0, 0, 0, 1]);
    const days = waiting.map(({ start }) => Math.floor((start - test.clock.now()) / 86_400_000));
    expect(days.every((day) => day >= 3 && day <= 28)).toBe(true);
    const series = await reader.all<{ dates: number }>(
      `SELECT count(*) AS dates FROM occurrences WHERE operator_id IS NOT NULL AND status = 'confirmed' GROUP BY booking_id`,
    );
    expect(series.length).toBeGreaterThanOrEqual(10);
    expect(series.every(({ dates }) => Number(dates) >= 30)).toBe(true);
  });

  it('live in the term of the first start, whichever year that is', () => {
    const [before, after] = [readExample('dukou').file, inTermOf(readExample('dukou').file, '2029-02-01' as WallDate)];
    expect(inTermOf(before, '2027-06-30' as WallDate)).toEqual(before);
    expect(after.services[0]).toMatchObject({
      start: '2028-09-01T09:00',
      recurrence: { rrule: 'FREQ=WEEKLY;BYDAY=TU,FR;UNTIL=20290630' },
    });
    expect(after.services).toHaveLength(before.services.length);
    const until = ({ agreements }: typeof before): string[] => [...new Set(agreements.map((one) => one.until))].sort();
    expect([until(before), until(after)]).toEqual([
      ['+25d', '2028-12-31'],
      ['+25d', '2030-12-31'],
    ]);
    expect(yearsLater('2027-07-01' as WallDate)).toBe(1);
  });
});
