import { createTestApp, type Caller, type TestApp } from '../support/app.js';
import { act, booked, CENTRE, meeting, on } from './requests.js';

const DAY = `${CENTRE}/schedule?from=2026-09-02&to=2026-09-02&zones=F3-MEET-2`;

let app: TestApp;
let office: Caller;
let member: Caller;

beforeEach(async () => {
  app = await createTestApp();
  office = await app.as('office');
  member = await app.as('member');
});

afterEach(() => app.close());

interface Shown {
  zones: { open: object[]; closures: object[]; occurrences: { title?: string; busy?: boolean }[] }[];
}

const titles = async (caller: Caller): Promise<string[]> =>
  (await caller.get<Shown>(DAY)).body.zones.flatMap(({ occurrences }) =>
    occurrences.map(({ title, busy }) => (busy === true ? 'busy' : String(title))),
  );

const tagOf = async (caller: Caller): Promise<string> => String((await caller.get(DAY)).headers['etag']);

const asked = (caller: Caller, tag: string) => caller.get(DAY, { headers: { 'if-none-match': tag } });

describe('a schedule that is kept', () => {
  it('is not sent again to who has it', async () => {
    await booked(office, meeting({ title: 'Reading' }));
    const tag = await tagOf(office);
    expect(tag).toMatch(/^"[\w-]{22}"$/);
    for (const header of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const answer = await asked(office, header);
      expect([header, answer.status, answer.text, answer.headers['etag']]).toEqual([header, 304, '', tag]);
    }
    expect((await asked(office, '"other"')).status).toBe(200);
    expect((await office.get(DAY)).headers['cache-control']).toBe('private, no-cache');
  });

  it('is that of now after every change that shows in it', async () => {
    const changes: [string, () => Promise<unknown>][] = [];
    let id = '';
    changes.push(['booked', async () => ({ id } = await booked(office, meeting({ title: 'Reading' })))]);
    changes.push([
      'moved',
      () =>
        office.call('PATCH', `${CENTRE}/bookings/${id}`, {
          body: { scope: 'all', start: '2026-09-02T16:00', end: '2026-09-02T17:00' },
          ifMatch: '*',
        }),
    ]);
    changes.push(['cancelled', () => act(office, 'cancel', [{ id }])]);
    changes.push([
      'closed',
      async () => {
        const admin = await app.as('admin');
        await admin.post(`${CENTRE}/closures`, {
          zone: 'F3-MEET-2',
          ...on('2026-09-02', '18:00', '19:00'),
          reason: 'Drill',
        });
      },
    ]);
    for (const [what, change] of changes) {
      const before = await tagOf(office);
      await change();
      const answer = await asked(office, before);
      expect([what, answer.status]).toEqual([what, 200]);
      expect(await tagOf(office)).toBe(answer.headers['etag']);
    }
  });

  it('is never that of somebody who may see more', async () => {
    await booked(office, meeting({ title: 'Budget', visibility: 'private' }));
    await booked(member, meeting({ ...on('2026-09-02', '16:00', '17:00'), title: 'Ours', visibility: 'private' }));
    const desk = await app.as('desk');
    const manager = await app.as('manager');
    for (let round = 0; round < 2; round++) {
      expect(await titles(office)).toEqual(['Budget', 'Ours']);
      expect(await titles(member)).toEqual(['busy', 'Ours']);
      expect(await titles(manager)).toEqual(['busy', 'busy']);
      expect(await titles(desk)).toEqual(['busy', 'busy']);
      expect(await titles(app.anonymous)).toEqual(['busy', 'busy']);
    }
    expect((await asked(app.anonymous, await tagOf(office))).status).toBe(200);
  });

  it('shows less from the moment on when somebody loses a role', async () => {
    const admin = await app.as('admin');
    await booked(admin, meeting({ title: 'Budget', visibility: 'private' }));
    expect(await titles(office)).toEqual(['Budget']);
    const people = await admin.get<{ items: { id: string; login: string }[] }>(`${CENTRE}/people`);
    const { id } = people.body.items.find(({ login }) => login === 'office@dukou.example') ?? { id: '' };
    const changed = await admin.call('PATCH', `${CENTRE}/people/${id}`, { body: { role: 'desk' }, ifMatch: '*' });
    expect(changed.status).toBe(200);
    expect(await titles(office)).toEqual(['busy']);
  });
});
