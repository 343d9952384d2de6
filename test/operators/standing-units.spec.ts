import { Reader } from '../../src/platform/database/reader.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { AGREEMENTS, BOOKINGS, createWorld, DUKOU, made, type World } from './world.js';

interface CheckBody {
  readonly ok: boolean;
  readonly occurrences: { refusals: { code: string; claimed?: number; asked?: number; met?: { kind: string }[] }[] }[];
}

describe('standing units', () => {
  let world: World;
  const desks = (heads: number, changes: object = {}) => ({
    ...{ zone: 'F3-ORG', start: '2026-09-02T14:00', end: '2026-09-02T15:00', title: 'Desks', heads },
    ...changes,
  });
  const check = async (wish: object): Promise<CheckBody> =>
    (await world.admin.post<CheckBody>(`${BOOKINGS}/check`, wish)).body;
  const rowsOf = async (agreement: string): Promise<{ from_at: number; until_at: number }[]> =>
    world.app
      .get(Reader, { strict: false })
      .all(`SELECT from_at, until_at FROM claims WHERE owner_kind = 'hold' AND owner_id LIKE ? ORDER BY from_at`, [
        `${agreement}%`,
      ]);

  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  it('of the resident organisations leave six of the 48 desks to book, night and day', async () => {
    expect((await check(desks(6))).ok).toBe(true);
    const full = await check(desks(33));
    expect(full.occurrences[0]?.refusals).toMatchObject([
      { code: 'over-capacity', of: 'seats', claimed: 42, asked: 33 },
    ]);
    expect((await world.admin.post(BOOKINGS, desks(7))).status).toBe(409);
    made(await world.admin.post(BOOKINGS, desks(6)));
    expect(await world.audit()).toEqual([]);
  });

  it('go and come with their agreement, a row for each day from today on', async () => {
    const [agreement] = await world.agreementsOf('bluesky');
    const id = agreement?.id ?? '';
    // 24 August 2026 to 31 December 2028: 130 days of 2026, 365 of 2027 and 366 of 2028; of the desks and of the floor.
    expect(await rowsOf(id)).toHaveLength(2 * (130 + 365 + 366));
    const path = `${AGREEMENTS}/${id}`;
    const ended = await world.admin.post(`${path}/end`, { on: '2026-09-01', reason: 'Moved out' });
    expect(ended.status).toBe(200);
    expect(await rowsOf(id)).toHaveLength(2 * 9);
    expect((await check(desks(12))).ok).toBe(true);
    expect((await check(desks(7, { start: '2026-09-01T14:00', end: '2026-09-01T15:00' }))).ok).toBe(false);
    expect(await world.audit()).toEqual([]);
  });

  it('are refused where others have booked, with what stands in the way', async () => {
    await world.operator('kite');
    const booked = made(await world.admin.post<{ occurrences: { id: string }[] }>(BOOKINGS, desks(3)));
    const wish = { operator: 'kite', kind: 'use', zones: ['F3-ORG'], from: '2026-08-24', until: '2026-12-31' };
    const refused = await world.admin.post<{ code: string; met: object[] }>(AGREEMENTS, {
      ...wish,
      standing: [{ zone: 'F3-ORG', units: 4 }],
    });
    expect([refused.status, refused.body.code]).toEqual([409, 'refused']);
    expect(refused.body.met).toContainEqual(
      expect.objectContaining({ kind: 'occurrence', id: booked.body.occurrences[0]?.id, units: 3 }),
    );
    expect(await world.agreementsOf('kite')).toEqual([]);
    const fits = await world.agree({ ...wish, standing: [{ zone: 'F3-ORG', units: 3 }] });
    expect(await rowsOf(fits.id)).toHaveLength(2 * 130);
    const grown = await world.admin.call('PATCH', `${AGREEMENTS}/${fits.id}`, {
      body: { standing: [{ zone: 'F3-ORG', units: 4 }] },
      ifMatch: '*',
    });
    expect(grown.status).toBe(409);
    expect(await world.audit()).toEqual([]);
  });

  it('give no way to a closure, which leaves them out and refuses bookings by rule', async () => {
    const closure = { zone: 'F3', start: '2026-09-02T13:00', end: '2026-09-02T18:00', reason: 'Painting' };
    const closed = made(await world.admin.post<{ id: string }>(`${DUKOU}/closures`, closure));
    const codes = (await check(desks(1))).occurrences[0]?.refusals.map(({ code }) => code);
    expect(codes).toContain('closed');
    expect(await world.audit()).toEqual([]);
    const [agreement] = await world.agreementsOf('bluesky');
    await world.admin.post(`${AGREEMENTS}/${agreement?.id}/end`, { on: '2026-08-31', reason: 'Moved out' });
    expect(await world.audit()).toEqual([]);
    const others = ['chunni', 'sunshine', 'socialwork', 'greenleaf', 'dengta', 'helin'];
    for (const code of others) {
      const own = (await world.agreementsOf(code)).find(({ kind }) => kind === 'use');
      const end = { on: '2026-08-31', reason: 'Moved out' };
      expect((await world.admin.post(`${AGREEMENTS}/${own?.id}/end`, end)).status).toBe(200);
    }
    expect(await world.audit()).toEqual([]);
    expect((await world.admin.post(`${DUKOU}/closures/${closed.body.id}/cancel`)).status).toBe(200);
    expect((await check(desks(48))).ok).toBe(true);
    expect(await world.audit()).toEqual([]);
  });

  it('stand in the way of fewer seats and of another kind of zone', async () => {
    const set = (body: object) =>
      world.admin.call<{ affected: { kind: string }[] }>('PATCH', `${DUKOU}/zones/F3-ORG`, { body, ifMatch: '*' });
    const fewer = await set({ seats: 41 });
    expect(fewer.status).toBe(409);
    expect(new Set(fewer.body.affected.map(({ kind }) => kind))).toEqual(new Set(['hold']));
    expect((await set({ seats: 42 })).status).toBe(200);
    const exclusive = await set({ mode: 'exclusive' });
    expect(exclusive.status).toBe(409);
    expect(exclusive.body.affected).toHaveLength(7);
    expect(await world.audit()).toEqual([]);
  });

  it('count as heads on their floor: of a limit of 52 the 42 desks leave 10, and the database holds it too', async () => {
    const lowered = await world.admin.call('PATCH', `${DUKOU}/zones/F3`, { body: { limit: 52 }, ifMatch: '*' });
    expect(lowered.status).toBe(200);
    const meeting = (heads: number): object => desks(heads, { zone: 'F3-MEET-3' });
    const over = await check(meeting(11));
    expect(over.occurrences[0]?.refusals).toMatchObject([
      { code: 'over-capacity', of: 'limit', claimed: 42, asked: 11 },
    ]);
    made(await world.admin.post(BOOKINGS, meeting(10)));
    const inserted = world.app.get(UnitOfWork, { strict: false }).run((tx) =>
      tx.run(
        `INSERT INTO claims (centre_id, cell_id, exclusive, from_at, until_at, units, owner_id, owner_kind)
         SELECT centre_id, id, 0, ?, ?, 1, 'one-more', 'hold' FROM cells WHERE kind = 'limit' AND units = 52`,
        [Date.parse('2026-09-02T14:30:00+08:00'), Date.parse('2026-09-02T14:45:00+08:00')],
      ),
    );
    await expect(inserted).rejects.toThrow(/over|capacity|units|exceed/i);
    expect(await world.audit()).toEqual([]);
  });

  it('stand in the way of a lower limit, and of a limit that is new', async () => {
    const set = (zone: string, body: object) =>
      world.admin.call<{ affected: { kind: string }[] }>('PATCH', `${DUKOU}/zones/${zone}`, { body, ifMatch: '*' });
    const lower = await set('F3', { limit: 41 });
    expect([lower.status, lower.body.affected.length]).toEqual([409, 7]);
    const added = await set('F3-ORG', { limit: 41 });
    expect(added.status).toBe(409);
    expect(new Set(added.body.affected.map(({ kind }) => kind))).toEqual(new Set(['hold']));
    expect((await set('F3-ORG', { limit: 42 })).status).toBe(200);
    expect((await set('F3', { limit: 42 })).status).toBe(200);
    expect(await world.audit()).toEqual([]);
    expect((await set('F3', { limit: null })).status).toBe(200);
    expect(await world.audit()).toEqual([]);
  });

  it('are refused where they would be too many for the floor', async () => {
    await world.operator('kite');
    made(await world.admin.post(BOOKINGS, desks(6)));
    await world.admin.call('PATCH', `${DUKOU}/zones/F3`, { body: { limit: 50 }, ifMatch: '*' });
    made(
      await world.admin.post(
        BOOKINGS,
        desks(2, { zone: 'F3-MEET-3', start: '2026-09-03T14:00', end: '2026-09-03T15:00' }),
      ),
    );
    const wish = { operator: 'kite', kind: 'use', zones: ['F3-ORG'], from: '2026-09-03', until: '2026-09-30' };
    const asked = (units: number) =>
      world.admin.post<{ code: string; met: object[] }>(AGREEMENTS, { ...wish, standing: [{ zone: 'F3-ORG', units }] });
    const refused = await asked(7);
    expect([refused.status, refused.body.code]).toEqual([409, 'refused']);
    made(await asked(6));
    expect(await world.audit()).toEqual([]);
  });

  it('that do not stand in the ledger as agreed are found by the audit', async () => {
    const [agreement] = await world.agreementsOf('bluesky');
    await world.app
      .get(UnitOfWork, { strict: false })
      .run((tx) =>
        tx.run(`DELETE FROM claims WHERE owner_kind = 'hold' AND owner_id LIKE ? AND from_at > ?`, [
          `${agreement?.id}%`,
          Date.parse('2028-12-30T00:00:00+08:00'),
        ]),
      );
    expect(await world.audit()).toMatchObject([{ invariant: 'I2', centre: 'dukou', subject: agreement?.id }]);
  });
});
