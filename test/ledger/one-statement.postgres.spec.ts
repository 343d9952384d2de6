import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { createTestApp, type TestApp } from '../support/app.js';
import type { Tx } from '../../src/platform/database/sql.js';
import { booked, meeting, weekly } from '../bookings/requests.js';

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
});

afterAll(() => app.close());

/** Counts the statements that units of work wait for, and those that they only post. */
function watch(): { waited: number; posted: number } {
  const seen = { waited: 0, posted: 0 };
  const unitOfWork = app.app.get(UnitOfWork, { strict: false });
  const run = unitOfWork.run.bind(unitOfWork);
  const counted = (tx: Tx): Tx => ({
    engine: tx.engine,
    inTransaction: true,
    all: (...asked) => (seen.waited++, tx.all(...asked)),
    one: (...asked) => (seen.waited++, tx.one(...asked)),
    run: (...asked) => (seen.waited++, tx.run(...asked)),
    post: (...asked) => (seen.posted++, tx.post(...asked)),
  });
  unitOfWork.run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => run((tx) => work(counted(tx)));
  return seen;
}

describe('a booking that needs no decision', () => {
  it('waits for nothing while it is written, single or a series: all of it is one statement', async () => {
    const office = await app.as('office');
    const seen = watch();
    await booked(office, meeting());
    await booked(office, weekly(4, { zone: 'F3-MEET-3', start: '2026-09-03T14:00', end: '2026-09-03T15:00' }));
    expect(seen.waited).toBe(0);
    expect(seen.posted).toBeGreaterThanOrEqual(2 * 6);
  });
});
