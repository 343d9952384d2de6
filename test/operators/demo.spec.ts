import { auditLedger } from '../../src/operations/ledger-audit.js';
import { Reader } from '../../src/platform/database/reader.js';
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
    const agreements = await office.get<{ items: { operator: string; until: string; standing: object[] }[] }>(
      `${DUKOU}/agreements`,
    );
    expect(agreements.body.items).toHaveLength(12);
    expect(agreements.body.items.find(({ operator }) => operator === 'yueming')?.until).toBe('2026-09-18');
    const desks = agreements.body.items.flatMap(({ standing }) => standing);
    expect(desks).toEqual(Array.from({ length: 7 }, () => ({ zone: 'F3-ORG', units: 6 })));
    expect(await auditLedger(test.app.get(Reader, { strict: false }), { now: test.clock.now() })).toEqual([]);
  });
});
