import { createTestApp } from '../support/app.js';

describe('a full write queue', () => {
  it('is a 503 that says when to try again, and writes nothing; reads go on', async () => {
    const test = await createTestApp({ settings: { WRITE_QUEUE: '1' } });
    const office = await test.as('office');
    const days = Array.from({ length: 8 }, (_, i) => `2026-09-${String(i + 1).padStart(2, '0')}`);
    const bookings = days.map((day) => ({
      zone: 'F3-MEET-2',
      start: `${day}T14:00`,
      end: `${day}T15:00`,
      title: `Reading ${day}`,
    }));
    const [read, ...answers] = await Promise.all([
      office.get('/api/v1/centres/dukou'),
      ...bookings.map((body) => office.post('/api/v1/centres/dukou/bookings', body)),
    ]);
    expect(read.status).toBe(200);
    const taken = answers.filter(({ status }) => status === 201);
    const busy = answers.filter(({ status }) => status === 503);
    expect(taken.length + busy.length).toBe(bookings.length);
    expect(busy.length).toBeGreaterThan(0);
    for (const { headers, body } of busy) {
      expect(body['code']).toBe('busy');
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(headers['content-type']).toContain('application/problem+json');
    }
    const stored = await office.get<{ items: unknown[] }>('/api/v1/centres/dukou/bookings');
    expect(stored.body.items).toHaveLength(taken.length);
    await test.close();
  });
});
