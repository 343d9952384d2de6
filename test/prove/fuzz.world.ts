import { createHash } from 'node:crypto';
import { Reader } from '../../src/platform/database/reader.js';
import { TABLE_NAMES } from '../../src/platform/database/migrations/tables.js';
import { createTestApp, type Caller, type Person, type TestApp } from '../support/app.js';
import { BOOKINGS, CENTRE } from './client.js';

/** What trying and refusing may leave behind: counted failures, sessions, and refusals kept for their key. */
const MAY_CHANGE = new Set(['login_failures', 'sessions', 'idempotency_keys', 'jobs']);

/** Everybody who may send something; nobody at all is one of them. */
export const SENDERS = ['anonymous', 'owner', 'admin', 'office', 'desk', 'manager', 'member'] as const;

/** An application with something of everybody in it. */
export interface FuzzWorld {
  readonly test: TestApp;
  readonly cookies: Readonly<Record<(typeof SENDERS)[number], string | undefined>>;
  readonly ids: Readonly<Record<string, readonly string[]>>;
  /** Differs whenever anything may have been committed; costs nothing. */
  mark(): Promise<string>;
  /** Differs exactly when something stands in the database that did not, or does not any more. */
  digest(): Promise<string>;
}

export async function openFuzzWorld(): Promise<FuzzWorld> {
  const test = await createTestApp();
  const callers = new Map<Person, Caller>();
  for (const person of SENDERS) if (person !== 'anonymous') callers.set(person, await test.as(person));
  const { queries, mark } = watched(test);
  return {
    test,
    cookies: Object.fromEntries(
      SENDERS.map((sender) => [sender, sender === 'anonymous' ? undefined : callers.get(sender)?.cookie]),
    ) as FuzzWorld['cookies'],
    ids: await fill(callers),
    mark,
    digest: async () => {
      const hash = createHash('sha256');
      for (const table of TABLE_NAMES.filter((name) => !MAY_CHANGE.has(name))) {
        const rows = await queries.all<object>(`SELECT * FROM ${table}`);
        hash.update(
          `${table}\n${rows
            .map((row) => JSON.stringify(row))
            .sort()
            .join('\n')}\n`,
        );
      }
      return hash.digest('hex');
    },
  };
}

function watched({ app }: TestApp): { queries: Reader; mark: () => Promise<string> } {
  const queries = app.get(Reader, { strict: false });
  const text =
    queries.engine === 'sqlite' ? 'PRAGMA data_version' : 'SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS xid';
  return { queries, mark: async () => JSON.stringify(await queries.one(text)) };
}

/** Bookings, a closure and a token, so that there are ids of one's own and of others. */
async function fill(callers: ReadonlyMap<Person, Caller>): Promise<FuzzWorld['ids']> {
  const caller = (person: Person): Caller => {
    const found = callers.get(person);
    if (!found) throw new Error(`${person} has not signed in`);
    return found;
  };
  const made = async (person: Person, [path, body]: [string, object]): Promise<string> => {
    const answer = await caller(person).post<{ id?: string }>(path, body);
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer.body.id ?? '';
  };
  const hour = (date: string): object => ({ title: 'Fuzz', start: `${date}T14:00`, end: `${date}T15:00` });
  const weekly = { recurrence: { rrule: 'FREQ=WEEKLY;COUNT=3' } };
  const bookings = [
    await made('office', [BOOKINGS, { zone: 'F3-MEET-2', ...hour('2026-09-02'), ...weekly }]),
    await made('desk', [BOOKINGS, { zone: 'F3-PERS-2', ...hour('2026-09-02') }]),
    await made('member', [BOOKINGS, { zone: 'F3-MEET-3', ...hour('2026-09-03') }]),
    await made('manager', [BOOKINGS, { zone: 'F1-HALL-A', ...hour('2026-09-04') }]),
  ];
  const closure = { zone: 'F3-PERS-3', start: '2026-09-07T10:00', end: '2026-09-07T12:00', reason: 'Fuzz' };
  const people = await caller('admin').get<{ items: { id: string }[] }>(`${CENTRE}/people`);
  return {
    centre: ['dukou', 'dukou', 'dukou', 'dukou', 'elsewhere'],
    zone: ['F1-HALL', 'F1-HALL-AB', 'F1-CHESS', 'F3-MEET-2', 'F1', 'f1-hall'],
    booking: bookings,
    closure: [await made('office', [`${CENTRE}/closures`, closure])],
    person: people.body.items.map(({ id }) => id),
    token: [await made('member', ['/api/v1/tokens', { name: 'Fuzz' }])],
    year: ['2026', '2027', '1999', '99999'],
    secret: ['abc', 'A'.repeat(43)],
  };
}
