import { fastify } from 'fastify';
import { pino } from 'pino';
import { logRequests } from '../../src/platform/http/request-log.js';

describe('the request log', () => {
  it('holds no body, no query string and no parameter, where names and numbers may stand', async () => {
    const lines: string[] = [];
    const server = fastify();
    logRequests(server, pino({ base: null }, { write: (line: string) => void lines.push(line) }));
    server.post('/bookings/:id', async () => ({ name: 'Elder' }));
    await server.inject({
      method: 'POST',
      url: '/bookings/of-Elder?phone=5550123',
      headers: { cookie: 'session=5550123' },
      payload: { onBehalfOf: { name: 'Elder', phone: '5550123' } },
    });
    await server.inject({ method: 'GET', url: '/nowhere/Elder?phone=5550123' });
    await server.close();
    expect(lines).toHaveLength(2);
    expect(lines.join('')).toContain('"route":"/bookings/:id"');
    expect(lines.join('')).not.toMatch(/Elder|5550123/);
  });
});
