import { SYSTEM } from '../../src/accounts/actor.js';
import { writeNotices, type Notice } from '../../src/notices/notices.js';
import { Jobs } from '../../src/operations/jobs.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { createTestApp, LOGINS, type Caller, type TestApp } from '../support/app.js';
import { addTenant, type Tenant } from '../support/tenants.js';

const NOTICES = '/api/v1/me/notices';

interface Page {
  readonly items: { id: string; read: boolean; data: { n: number } }[];
  readonly nextCursor?: string;
}

describe('my notices', () => {
  let test: TestApp;
  let office: Caller;
  let desk: Caller;
  let tenant: Tenant;
  const inTransaction = <T>(work: Parameters<UnitOfWork['run']>[0]): Promise<T> =>
    test.app.get(UnitOfWork, { strict: false }).run(work) as Promise<T>;
  const write = (n: number, more: Partial<Notice> = {}): Promise<number> =>
    inTransaction((tx) =>
      writeNotices(tx, {
        ...{
          centreId: 1,
          at: test.clock.now(),
          kind: 'request-came',
          subjectKind: 'booking',
          subjectId: 'b',
          by: SYSTEM,
        },
        data: { n },
        to: [{ role: 'office' }],
        ...more,
      }),
    );
  const page = async (query = ''): Promise<Page> => (await office.get<Page>(`${NOTICES}${query}`)).body;
  const numbers = ({ items }: Page): number[] => items.map(({ data }) => data.n);
  const unread = async (): Promise<unknown> => (await office.get(`${NOTICES}/count`)).body;

  beforeEach(async () => {
    test = await createTestApp({ settings: { SESSION_HOURS: '720', NOTICE_DAYS: '20' } });
    tenant = await addTenant(test, {
      code: 'chunni',
      managers: [LOGINS.manager],
      members: [LOGINS.member],
      zones: ['F2-KIDS'],
      until: '2026-10-15',
    });
    office = await test.as('office');
    desk = await test.as('desk');
  });
  afterEach(() => test.close());

  it('come newest first, page by page, and are nobody else’s', async () => {
    for (const n of [1, 2, 3]) await write(n);
    const first = await page('?limit=2');
    expect(numbers(first)).toEqual([3, 2]);
    expect(numbers(await page(`?limit=2&cursor=${first.nextCursor}`))).toEqual([1]);
    expect((await desk.get<Page>(NOTICES)).body.items).toEqual([]);
    expect(numbers(await page('?centre=dukou'))).toEqual([3, 2, 1]);
    expect(numbers(await page('?centre=elsewhere'))).toEqual([]);
    expect((await office.get(`${NOTICES}?cursor=x`)).status).toBe(400);
  });

  it('are marked as read one by one, or up to one of them, and only by oneself', async () => {
    for (const n of [1, 2, 3]) await write(n);
    const [third, second, first] = (await page()).items.map(({ id }) => id);
    expect((await desk.post(`${NOTICES}/read`, { ids: [third] })).body).toEqual({ unread: 0 });
    expect(await unread()).toEqual({ unread: 3 });
    expect((await office.post(`${NOTICES}/read`, { ids: [third] })).body).toEqual({ unread: 2 });
    expect(numbers(await page('?unread=true'))).toEqual([2, 1]);
    expect((await office.post(`${NOTICES}/read`, { until: first })).body).toEqual({ unread: 1 });
    expect((await office.post(`${NOTICES}/read`, { until: second })).body).toEqual({ unread: 0 });
    expect((await page()).items.map(({ read }) => read)).toEqual([true, true, true]);
    expect((await office.post(`${NOTICES}/read`)).status).toBe(400);
    expect((await office.post(`${NOTICES}/read`, { until: 'yesterday' })).status).toBe(400);
  });

  it('of a centre I left are not shown and not counted', async () => {
    await write(1);
    await inTransaction((tx) => tx.run(`DELETE FROM memberships WHERE role = 'office'`));
    expect([numbers(await page()), await unread()]).toEqual([[], { unread: 0 }]);
  });

  it('go to each person once, and not to who did it or is locked', async () => {
    const id = String((await (await test.as('manager')).get<{ user: { id: string } }>('/api/v1/me')).body.user.id);
    const to: Notice['to'] = [
      { user: id },
      { operator: tenant.id, as: 'manager' },
      { operator: tenant.id, as: 'member' },
    ];
    expect(await write(1, { to })).toBe(2);
    expect(await write(2, { to, by: { id } })).toBe(1);
    await inTransaction((tx) => tx.run('UPDATE users SET locked_at = 1 WHERE id = ?', [id]));
    expect(await write(3, { to })).toBe(1);
  });

  it('are written together with what they tell of, or not at all', async () => {
    const torn = inTransaction(async (tx) => {
      await writeNotices(tx, {
        ...{ centreId: 1, at: test.clock.now(), kind: 'changed', subjectKind: 'booking', subjectId: 'b', by: SYSTEM },
        data: {},
        to: [{ role: 'office' }],
      });
      throw new Error('torn');
    });
    await expect(torn).rejects.toThrow('torn');
    expect(await unread()).toEqual({ unread: 0 });
  });

  it('are forgotten after the days of the setting', async () => {
    await write(1);
    test.clock.set('2026-09-13T09:59:00+08:00');
    const jobs = test.app.get(Jobs, { strict: false });
    await jobs.runDue();
    expect(numbers(await page())).toEqual([1]);
    test.clock.set('2026-09-14T10:01:00+08:00');
    await jobs.runDue();
    expect(numbers(await page())).toEqual([]);
  });

  it('tell managers and admins once, thirty days before, that an agreement ends', async () => {
    const jobs = test.app.get(Jobs, { strict: false });
    const kindsOf = async (person: 'manager' | 'admin' | 'member'): Promise<object[]> =>
      (await (await test.as(person)).get<{ items: { kind: string; data: object }[] }>(NOTICES)).body.items.map(
        ({ kind, data }) => ({ kind, data }),
      );
    const ends = { kind: 'agreement-ends', data: { operator: 'chunni', until: '2026-10-15' } };
    test.clock.set('2026-09-14T23:00:00+08:00');
    await jobs.runDue();
    expect(await kindsOf('manager')).toEqual([]);
    for (const now of ['2026-09-15T23:00:00+08:00', '2026-09-16T23:00:00+08:00']) {
      test.clock.set(now);
      await jobs.runDue();
      expect([await kindsOf('manager'), await kindsOf('admin'), await kindsOf('member')]).toEqual([[ends], [ends], []]);
    }
  });
});
