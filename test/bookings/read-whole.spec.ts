import { readBooking } from '../../src/bookings/bookings.store.js';
import { Reader, type Queries } from '../../src/platform/database/reader.js';
import type { SqlValue } from '../../src/platform/database/sql.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { booked, edit, meeting } from './requests.js';

describe('reading a booking outside a transaction', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await createTestApp();
  });
  afterEach(() => app.close());

  it('gives the dates of its version, also when it is changed while it is read', async () => {
    const office = await app.as('office');
    const booking = await booked(office, meeting());
    const reader = app.app.get(Reader, { strict: false });
    const [centre] = await reader.all<{ centre_id: number }>('SELECT centre_id FROM bookings WHERE id = ?', [
      booking.id,
    ]);
    let isChanged = false;
    const disturbed: Queries = {
      engine: reader.engine,
      all: (text, values) => reader.all(text, values),
      one: async <Row>(text: string, values?: readonly SqlValue[]) => {
        const row = await reader.one<Row>(text, values);
        if (!isChanged) {
          isChanged = true;
          expect((await edit(office, booking, { start: '2026-09-02T16:00' })).status).toBe(200);
        }
        return row;
      },
    };
    const whole = await readBooking(disturbed, centre?.centre_id ?? 0, booking.id);
    expect(whole).toMatchObject({ booking: { version: 2 }, occurrences: [{ startWall: '2026-09-02T16:00' }] });
  });
});
