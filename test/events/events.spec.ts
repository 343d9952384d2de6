import { ANONYMOUS } from '../../src/accounts/actor.js';
import { EventStreams } from '../../src/events/event-streams.js';
import { Reader } from '../../src/platform/database/reader.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { writeOutbox } from '../../src/platform/outbox/outbox.js';
import { createTestApp, LOGINS, PASSWORD, signIn, type Caller, type TestApp } from '../support/app.js';
import { guest } from '../support/operators.js';
import { listen, type Listening } from './listening.js';

const EVENTS = '/api/v1/centres/dukou/events';
const BOOKINGS = '/api/v1/centres/dukou/bookings';

let test: TestApp;
let office: Caller;
const open: Listening[] = [];
beforeAll(async () => {
  test = await createTestApp({ settings: { EVENT_STREAMS: '300' } });
  await test.app.listen(0, '127.0.0.1');
  office = await test.as('office');
});
afterEach(() => {
  for (const listening of open.splice(0)) listening.close();
});
afterAll(() => test.close());

async function hear(caller?: Caller | Record<string, string>, path = EVENTS): Promise<Listening> {
  const listening = await listen(test, path, caller);
  open.push(listening);
  return listening;
}

let day = 0;
/** Books an hour of a day of its own. */
async function book(caller: Caller, more: object = {}): Promise<string> {
  const date = `2026-09-${String(++day).padStart(2, '0')}`;
  const body = { zone: 'F3-MEET-2', start: `${date}T14:00`, end: `${date}T15:00`, title: 'Quiet', ...more };
  const answer = await caller.post<{ id: string }>(BOOKINGS, body);
  if (answer.status !== 201) throw new Error(`not booked: ${answer.text}`);
  return answer.body.id;
}

const write = (kind: string, { centreId = 1, payload = {} }: { centreId?: number; payload?: object } = {}) =>
  test.app
    .get(UnitOfWork, { strict: false })
    .run((tx) => writeOutbox(tx, { centreId, at: test.clock.now(), kind, subjectId: 'x', payload: { ...payload } }));

/** Waits until the outbox has been read so many times more. */
async function polls(count: number): Promise<void> {
  const reader = test.app.get(Reader, { strict: false });
  const all = reader.all.bind(reader);
  await new Promise<void>((resolve) => {
    let left = count;
    reader.all = async function spied<Row>(...given: Parameters<Reader['all']>): Promise<Row[]> {
      const rows = await all<Row>(...given);
      if (given[0].includes('FROM outbox') && --left === 0) resolve();
      return rows;
    };
  });
  reader.all = all;
}

describe('who listens', () => {
  it('is told that the timetable may have changed, and anonymous people of nothing else', async () => {
    const stranger = await hear();
    await book(office, { visibility: 'private', title: 'Secret' });
    await write('hours.changed');
    await write('person.changed');
    await write('operator.invited', { payload: { operator: 'chunni' } });
    await write('hours-request.made');
    await write('centre.changed');
    const heard = new Set<string>();
    while (!heard.has('rules')) for (const topic of await stranger.next()) heard.add(topic);
    expect([...heard].sort()).toEqual(['rules', 'schedule']);
  });

  it('gets an answer that nothing on the way may keep back, change or store', async () => {
    const { headers, status } = await hear();
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
  });

  it('hears of bookings when they may read bookings, and of notices when they are theirs', async () => {
    const member = await test.as('member');
    const [clerk, holder] = [await hear(await test.as('desk')), await hear(member)];
    const id = await book(member);
    expect(await clerk.next()).toEqual(expect.arrayContaining(['schedule', 'bookings']));
    expect(await holder.next()).toEqual(['schedule', 'bookings']);
    await office.post(`${BOOKINGS}/${id}/cancel`, { scope: 'all', reason: 'The pipe burst' });
    expect(await holder.next()).toEqual(['schedule', 'bookings', 'notices']);
  });

  it('hears nothing of another centre, and nothing of other operators', async () => {
    const slug = 'elsewhere';
    const made = await (
      await test.as('owner')
    ).post<{ id: number }>('/api/v1/centres', {
      ...{ slug, name: '别处', nameEn: 'Elsewhere', timeZone: 'Asia/Shanghai', areaM2: 100 },
    });
    expect(made.status).toBe(201);
    const [far, manager, admin] = [
      await hear(undefined, `/api/v1/centres/${slug}/events`),
      await hear(await test.as('manager')),
      await hear(await test.as('admin')),
    ];
    await write('operator.changed', { payload: { operator: 'sunshine' } });
    expect(await admin.next()).toEqual(['operators']);
    await write('operator.changed', { payload: { operator: 'chunni' } });
    expect(await manager.next()).toEqual(['operators']);
    await write('centre.changed', { centreId: 2 });
    expect(await far.next()).toEqual(['rules']);
    expect([far.pending, manager.pending]).toEqual([[], []]);
  });

  it('is told after the commit and not before, and never of what was undone', async () => {
    const clerk = await hear(office);
    let commit = (): void => undefined;
    const held = new Promise<void>((resolve) => (commit = resolve));
    const unitOfWork = test.app.get(UnitOfWork, { strict: false });
    const at = test.clock.now();
    const entry = { centreId: 1, at, subjectId: 'x', payload: {} };
    const undone = unitOfWork.run(async (tx) => {
      await writeOutbox(tx, { ...entry, kind: 'hours.changed' });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    const kept = unitOfWork.run(async (tx) => {
      await writeOutbox(tx, { ...entry, kind: 'person.changed' });
      await tx.all('SELECT 1');
      await held;
      await writeOutbox(tx, { ...entry, kind: 'centre.changed' });
    });
    await polls(2);
    expect(clerk.pending).toEqual([]);
    commit();
    await kept;
    expect(await clerk.next()).toEqual(['rules']);
  });
});

describe('a stream', () => {
  it('ends with the session it came with', async () => {
    const caller = await signIn(test.app, LOGINS.desk, PASSWORD);
    const listening = await hear(caller);
    await caller.call('DELETE', '/api/v1/sessions/current');
    await test.app.get(EventStreams, { strict: false }).beat();
    await listening.ended;
  });

  it('ends at once when the account is locked, and is refused with a token that is not valid', async () => {
    const { id, caller } = await guest(test, 'locked@dukou.example', { centre: 'dukou', role: 'desk' });
    const listening = await hear(caller);
    const path = `/api/v1/centres/dukou/people/${id}`;
    const admin = await test.as('admin');
    expect((await admin.post(`${path}/lock`)).status).toBe(200);
    await listening.ended;
    expect((await hear({ authorization: 'Bearer nonsense' })).status).toBe(401);
  });

  it('tells no more than a role allows once that is taken away', async () => {
    const { id, caller } = await guest(test, 'admin-once@dukou.example', { centre: 'dukou', role: 'admin' });
    const [was, admin] = [await hear(caller), await hear(await test.as('admin'))];
    const path = `/api/v1/centres/dukou/people/${id}`;
    const changed = await (await test.as('admin')).call('PATCH', path, { body: { role: 'member' }, ifMatch: '*' });
    expect(changed.status).toBe(200);
    expect(await admin.next()).toEqual(['people']);
    await write('person.changed');
    await write('centre.changed');
    expect(await was.next()).toEqual(['rules']);
  });

  it('is one of a bounded number for each person, each address and the server; who is refused is told when to ask again', async () => {
    const member = await test.as('member');
    const mine = await Promise.all(Array.from({ length: 20 }, () => hear(member)));
    expect(mine.every(({ status }) => status === 200)).toBe(true);
    const refused = await hear(member);
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '60']);
    const [first] = mine;
    first?.close();
    const streams = test.app.get(EventStreams, { strict: false });
    while (streams.size === 20) await new Promise((resolve) => setImmediate(resolve));
    expect((await hear(member)).status).toBe(200);
    const strangers = await Promise.all(Array.from({ length: 251 }, () => hear()));
    expect(strangers.filter(({ status }) => status === 429)).toHaveLength(1);
    const people = await Promise.all(['a', 'b'].map((name) => guest(test, `${name}@listening.example`)));
    const others = await Promise.all(people.flatMap(({ caller }) => Array.from({ length: 20 }, () => hear(caller))));
    expect(others.filter(({ status }) => status === 200)).toHaveLength(30);
  });

  it('answers HEAD without opening one', async () => {
    const streams = test.app.get(EventStreams, { strict: false });
    while (streams.size > 0) await new Promise((resolve) => setImmediate(resolve));
    const head = await office.call('HEAD', EVENTS);
    expect([head.status, head.headers['content-type'], streams.size]).toEqual([
      200,
      expect.stringMatching(/event-stream/),
      0,
    ]);
  });

  it('does not hold up a server that is being stopped, and none is opened any more', async () => {
    const other = await createTestApp();
    await other.app.listen(0, '127.0.0.1');
    const listening = await listen(other, EVENTS);
    const since = Date.now();
    await Promise.all([other.close(), listening.ended]);
    expect(Date.now() - since).toBeLessThan(5000);
    const visit = { centreId: 1, actor: ANONYMOUS, address: '127.0.0.1', again: async () => ANONYMOUS };
    await expect(other.app.get(EventStreams, { strict: false }).open(visit)).rejects.toThrow('busy');
  });
});
