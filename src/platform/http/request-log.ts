import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';

/** Probes come every few seconds and say nothing new. */
const PROBES = new Set(['/health/live', '/health/ready', '/metrics']);

/**
 * One line for every request: method, route, status and milliseconds. The route is the template (`/links/:secret`) and
 * never the address, since addresses hold ids, searches and the secrets of one-time links.
 */
export function logRequests(fastify: FastifyInstance, logger: Logger): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const line = { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
    if (PROBES.has(route)) logger.debug(line, 'request');
    else logger.info(line, 'request');
    done();
  });
}
