import { readClaims, writeClaims, type OwnedClaim } from '../../src/centres/ledger.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import type { Instant } from '../../src/scheduling/time.types.js';
import { createTestApp, type Caller, type TestApp } from '../support/app.js';
import { booked, create, edit, meeting, nth, on, read, readerOf, rowCounts, startsOf, weekly } from './requests.js';

const instant = (text: string): Instant => Date.parse(text) as Instant;

/** Invariant I4: a series is there with all its dates, or all but those reported as refused, never half. */
describe('a series whose dates the database refuses in the middle', () => {
  let app: TestApp;
  let office: Caller;
  let centreId: number;
  let late: OwnedClaim;
  beforeEach(async () => {
    app = await createTestApp();
    office = await app.as('office');
    const other = await booked(office, meeting({ ...on('2026-09-30', '14:00', '15:00') }));
    const owner = nth(other.occurrences, 0).id;
    const row = await readerOf(app).one<{ centre_id: number; cell_id: number }>(
      'SELECT centre_id, cell_id FROM claims WHERE owner_id = ? AND exclusive = 1',
      [owner],
    );
    centreId = Number(row?.centre_id);
    const span = { from: instant('2026-09-16T14:30:00+08:00'), until: instant('2026-09-16T15:30:00+08:00') };
    late = { cell: Number(row?.cell_id), exclusive: true, units: null, owner: 'late-hold', ownerKind: 'hold', ...span };
  });
  afterEach(() => app.close());

  /** Writes the claim after the application has looked and before it writes. */
  function takeThePlaceInBetween(): { writes: () => number } {
    const unitOfWork = app.app.get(UnitOfWork, { strict: false });
    const run = unitOfWork.run.bind(unitOfWork);
    let writes = 0;
    unitOfWork.run = async (work) => {
      if (writes++ === 0) await run((tx) => writeClaims(tx, centreId, [late]));
      return run(work);
    };
    return { writes: () => writes };
  }

  it('leaves nothing behind, and says what was met', async () => {
    const before = await rowCounts(app);
    const { writes } = takeThePlaceInBetween();
    const answer = await create(office, weekly(4));
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      code: 'refused',
      occurrences: [{ ok: true }, { ok: true }, { ok: false, refusals: [{ code: 'occupied' }] }, { ok: true }],
    });
    expect(writes()).toBe(1);
    expect(await rowCounts(app)).toEqual({ ...before, claims: Number(before['claims']) + 1 });
  });

  it('takes the rest when it may skip, decided again', async () => {
    const { writes } = takeThePlaceInBetween();
    const answer = await create(office, weekly(4, { onConflict: 'skip' }));
    expect([answer.status, startsOf(answer.body)]).toEqual([
      201,
      ['2026-09-02T14:00', '2026-09-09T14:00', '2026-09-23T14:00'],
    ]);
    expect(answer.body.refused.map(({ start }) => start)).toEqual(['2026-09-16T14:00:00+08:00']);
    expect(writes()).toBe(2);
  });

  it('stays as it was when an edit is refused so', async () => {
    const series = await booked(office, weekly(4, on('2026-09-02', '10:00', '11:00')));
    const claims = async (): Promise<object[]> =>
      readClaims(readerOf(app), centreId, {
        cells: [late.cell],
        spans: [{ start: instant('2026-09-01T00:00:00+08:00'), end: instant('2026-09-30T00:00:00+08:00') }],
      });
    const before = await claims();
    takeThePlaceInBetween();
    const answer = await edit(office, series, { scope: 'all', start: '2026-09-02T14:00' });
    expect(answer.status).toBe(409);
    expect(await read(office, series)).toMatchObject({ version: 1, occurrences: series.occurrences });
    expect((await claims()).filter((claim) => !('owner' in claim && claim.owner === late.owner))).toEqual(before);
  });
});
