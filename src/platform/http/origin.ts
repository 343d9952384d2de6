import type { FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.js';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a write that a browser says another site has caused. A client that sends neither header (curl) passes;
 * it carries no cookie it was not given on purpose.
 */
export function refuseCrossSiteWrite(request: FastifyRequest, publicUrl: string | null): void {
  if (READS.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new Problem('cross-site', 'Writes are only accepted from pages of this site.');
  }
  const origin = request.headers.origin;
  if (origin !== undefined && !isOwn(origin, request, publicUrl)) {
    throw new Problem('cross-site', 'Writes are only accepted from pages of this site.');
  }
}

function isOwn(origin: string, request: FastifyRequest, publicUrl: string | null): boolean {
  if (!URL.canParse(origin)) return false;
  if (publicUrl !== null && new URL(publicUrl).origin === origin) return true;
  return new URL(origin).host === request.host;
}
