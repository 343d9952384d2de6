import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** One registry per process; Prometheus reads it at `/metrics`. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

const requestSeconds = new Histogram({
  name: 'http_request_seconds',
  help: 'Time to answer a request, by route and status',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.001, 0.005, 0.02, 0.05, 0.1, 0.5, 1, 5],
  registers: [metrics],
});

/** Not a number until this process has audited the ledger: nothing found and not looked are different things. */
export const ledgerFindings = new Gauge({
  name: 'ledger_findings',
  help: 'What the last self-audit of the ledger found; anything above 0 needs a look',
  registers: [metrics],
});
ledgerFindings.set(NaN);

/** Measures every request under the name of its route, never its address: addresses hold ids. */
export function observeRequests(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    requestSeconds.observe(
      { method: request.method, route, status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
    done();
  });
}
