import { writeAudit, type AuditEntry } from '../../src/audit/audit.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { parseInstant } from '../../src/scheduling/time.js';
import type { Instant } from '../../src/scheduling/time.types.js';
import { createWorld, DUKOU, type World } from '../accounts/world.js';

interface List {
  readonly items: { action: string; at: string }[];
  readonly nextCursor?: string;
}

const BOOKING = '0199a5f0-7c1e-7a53-9f6e-3f1d8f2b6c11';

describe('the audit log', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
    const [centre] = await world.rows<{ id: number }>(`SELECT id FROM centres WHERE slug = 'dukou'`);
    const by = (login: string) => ({ id: world.ids[login] ?? '', name: login });
    const entry = (at: string, more: Partial<AuditEntry>): AuditEntry => ({
      centreId: centre?.id ?? 0,
      at: parseInstant(at) ?? (0 as Instant),
      actor: by('desk'),
      action: 'booking.changed',
      subjectKind: 'booking',
      subjectId: BOOKING,
      ...more,
    });
    const unitOfWork = world.app.get(UnitOfWork, { strict: false });
    await unitOfWork.run(async (tx) => {
      await writeAudit(tx, entry('2026-08-20T23:59:00+08:00', { action: 'booking.created', after: { heads: 8 } }));
      await writeAudit(
        tx,
        entry('2026-08-21T00:00:00+08:00', { reason: '改期', before: { heads: 8 }, after: { heads: 9 } }),
      );
      await writeAudit(
        tx,
        entry('2026-08-21T23:59:00+08:00', { action: 'zone.changed', subjectId: 'F1-HALL', actor: by('admin') }),
      );
      await writeAudit(
        tx,
        entry('2026-08-22T00:00:00+08:00', { action: 'person.locked', subjectId: by('desk').id, actor: by('admin') }),
      );
      await writeAudit(tx, entry('2026-08-22T09:00:00+08:00', { centreId: 0, action: 'owner.added' }));
    });
  });
  afterEach(() => world.close());

  const list = async (query: string) => (await world.login('admin')).get<List>(`${DUKOU}/audit${query}`);
  const actions = async (query: string) => (await list(query)).body.items.map(({ action }) => action);

  it('shows the centre’s changes, newest first, with their reason, before and after', async () => {
    expect(await actions('')).toEqual(['person.locked', 'zone.changed', 'booking.changed', 'booking.created']);
    expect((await list('')).body.items[2]).toEqual({
      id: expect.any(String) as string,
      at: '2026-08-21T00:00:00+08:00',
      actor: { id: world.ids['desk'], name: 'desk' },
      action: 'booking.changed',
      subject: { kind: 'booking', id: BOOKING },
      reason: '改期',
      before: { heads: 8 },
      after: { heads: 9 },
    });
  });

  it('finds what was done to a booking', async () => {
    expect(await actions(`?booking=${BOOKING}`)).toEqual(['booking.changed', 'booking.created']);
  });

  it('finds what a person did and what was done to them', async () => {
    expect(await actions(`?person=${world.ids['desk']}`)).toEqual([
      'person.locked',
      'booking.changed',
      'booking.created',
    ]);
    expect(await actions(`?person=${world.ids['admin']}&booking=${BOOKING}`)).toEqual([]);
  });

  it('finds a day of the centre, from its midnight to the next', async () => {
    expect(await actions('?day=2026-08-21')).toEqual(['zone.changed', 'booking.changed']);
  });

  it('takes days as whole and instants as half-open', async () => {
    expect(await actions('?from=2026-08-21&to=2026-08-21')).toEqual(['zone.changed', 'booking.changed']);
    expect(await actions('?to=2026-08-20T16:00:00Z')).toEqual(['booking.created']);
    expect(await actions('?from=2026-08-21T23:59&to=2026-08-22T00:00')).toEqual(['zone.changed']);
  });

  it('goes page by page without a gap or a repetition', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await list(`?person=${world.ids['desk']}&limit=1${cursor}`);
      seen.push(...body.items.map(({ action }) => action));
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
    } while (cursor);
    expect(seen).toEqual(['person.locked', 'booking.changed', 'booking.created']);
  });

  it('is for the centre’s admins; the installation’s own is for owners', async () => {
    expect((await (await world.login('office')).get(`${DUKOU}/audit`)).status).toBe(403);
    expect((await (await world.login('far-admin')).get(`${DUKOU}/audit`)).status).toBe(404);
    expect((await world.anonymous.get(`${DUKOU}/audit`)).status).toBe(401);
    expect((await (await world.login('admin')).get('/api/v1/audit')).status).toBe(403);
    const own = await (await world.login('owner')).get<List>('/api/v1/audit');
    expect(own.body.items).toMatchObject([{ action: 'owner.added', at: '2026-08-22T01:00:00+00:00' }]);
  });

  it.each(['day=2026-02-30', 'from=soon', 'limit=0', 'cursor=x', 'actor=x'])('refuses ?%s', async (query) => {
    expect((await list(`?${query}`)).status).toBe(400);
  });
});
