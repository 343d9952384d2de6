import { auditLedger } from '../../src/operations/ledger-audit.js';
import { Reader } from '../../src/platform/database/reader.js';
import { createTestApp, type Caller, type TestApp } from '../support/app.js';
import { hear } from './statements.js';

const CENTRE = '/api/v1/centres/dukou';
const BOOKINGS = `${CENTRE}/bookings`;

/** Tables that grow for as long as a centre books. */
const GROWING = 'claims|occurrences|bookings|audit_log|notices';
const KEYWORDS = 'ON|WHERE|CROSS|JOIN|LEFT|SET|ORDER|GROUP|LIMIT|INDEXED|UNION';

interface Booking {
  readonly id: string;
  readonly occurrences: readonly { readonly id: string }[];
}

let app: TestApp;
let office: Caller;
let heard: { reads: string[]; writes: string[] };

beforeEach(async () => {
  app = await createTestApp();
  office = await app.as('office');
  heard = hear(app);
});

afterEach(() => app.close());

/** The names under which a statement reads growing tables: the alias, or the table's own. */
function growingIn(text: string): Map<string, string> {
  const found = text.matchAll(
    new RegExp(`\\b(?:FROM|JOIN|UPDATE) (${GROWING})\\b(?: (?:AS )?(?!${KEYWORDS})(\\w+))?`, 'g'),
  );
  return new Map([...found].map(([, table = '', alias = table]) => [alias, table]));
}

interface Step {
  readonly id: number;
  readonly parent: number;
  readonly detail: string;
}

/**
 * What reads a centre's whole history: a scan, or a search by the centre alone. Newest or oldest first up to a limit,
 * along an index, it ends when the page is full and may do so, but not once for each row of another.
 */
async function wholeReads(text: string): Promise<string[]> {
  const reader = app.app.get(Reader, { strict: false });
  const marks = text.replace(/'[^']*'/g, '').split('?').length - 1;
  const steps = await reader.all<Step>(`EXPLAIN QUERY PLAN ${text}`, Array<null>(marks).fill(null));
  const ends = / LIMIT /.test(text) && !steps.some(({ detail }) => detail.includes('TEMP B-TREE FOR ORDER BY'));
  const growing = growingIn(text);
  const isRepeated = ({ parent }: Step): boolean => {
    const above = steps.find(({ id }) => id === parent);
    return above !== undefined && (above.detail.startsWith('CORRELATED') || isRepeated(above));
  };
  const whole = steps.filter((step) => {
    const [, how, name = ''] = /^(SCAN|SEARCH) (\w+)/.exec(step.detail) ?? [];
    const isWhole = growing.has(name) && (how === 'SCAN' || step.detail.endsWith('(centre_id=?)'));
    return isWhole && (!ends || isRepeated(step));
  });
  return whole.map(({ detail }) => detail);
}

async function expectShortReads(): Promise<void> {
  const texts = new Set([...heard.reads, ...heard.writes].filter((text) => /^(SELECT|UPDATE|DELETE)/.test(text)));
  const found: { text: string; plan: string[] }[] = [];
  for (const text of texts) {
    const plan = await wholeReads(text);
    if (plan.length > 0) found.push({ text, plan });
  }
  expect(found).toEqual([]);
  expect(texts.size).toBeGreaterThan(5);
}

/** A series of three dates. */
async function create(zone: string): Promise<Booking> {
  const answer = await office.post<Booking>(BOOKINGS, {
    zone,
    title: 'Choir',
    start: '2026-09-02T14:00',
    end: '2026-09-02T15:00',
    recurrence: { rrule: 'FREQ=WEEKLY;COUNT=3' },
  });
  expect(answer.status).toBe(201);
  return answer.body;
}

describe('no statement reads the whole history of a centre', () => {
  it('to make, change, decide and cancel a booking', async () => {
    const { id, occurrences } = await create('F3-MEET-2');
    const path = `${BOOKINGS}/${id}`;
    const [first] = occurrences;
    const move = { scope: 'one', occurrence: first?.id, start: '2026-09-02T16:00' };
    expect((await office.call('PATCH', path, { body: move, ifMatch: '*' })).status).toBe(200);
    expect((await office.post(`${path}/cancel`, { scope: 'one', occurrence: first?.id })).status).toBe(200);
    expect((await office.post(`${path}/cancel`, { scope: 'all' })).status).toBe(200);
    const member = await app.as('member');
    const asked = await member.post<Booking>(BOOKINGS, {
      zone: 'F1-HALL-A',
      title: 'Reading',
      heads: 20,
      start: '2026-09-22T09:00',
      end: '2026-09-22T10:00',
    });
    expect(asked.status).toBe(201);
    expect((await office.post(`${BOOKINGS}/${asked.body.id}/decline`, { reason: 'Full' })).status).toBe(200);
    await expectShortReads();
  });

  it('to look at bookings, timetables and who did what', async () => {
    const { id } = await create('F3-MEET-2');
    const week = 'from=2026-09-01&to=2026-09-08';
    const paths = [
      `${BOOKINGS}/${id}`,
      `${BOOKINGS}?${week}`,
      `${BOOKINGS}?${week}&zone=F3-MEET-2`,
      `${BOOKINGS}?${week}&status=pending`,
      `${CENTRE}/schedule?${week}&zones=F3-MEET-2,F1-HALL`,
      `${CENTRE}/zones/F3-MEET-2/availability?${week}`,
      '/api/v1/me/notices',
    ];
    for (const path of paths) expect({ path, status: (await office.get(path)).status }).toEqual({ path, status: 200 });
    const admin = await app.as('admin');
    expect((await admin.get(`${CENTRE}/audit?booking=${id}`)).status).toBe(200);
    await expectShortReads();
  });

  it('to audit itself, but a page at a time', async () => {
    await auditLedger(app.app.get(Reader, { strict: false }), { now: app.clock.now() });
    await expectShortReads();
  });
});
