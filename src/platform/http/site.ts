import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { INDEX, type Site, type SiteFile } from './site.files.js';

/** Paths that belong to the API and the operator: nothing below them is ever a page of the web app. */
const NOT_PAGES = /^\/(?:api|health|metrics|assets)(?:\/|$)/;

/** Names of files in here carry a hash of their content. */
const HASHED = '/assets/';

const YEAR_SECONDS = 31_536_000;

/**
 * No script and no style but our own files: Vue and Element Plus set styles through the CSSOM, which a policy without
 * `unsafe-inline` allows.
 */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join(';');

/**
 * Serves the web app: its files under their names, and its one page for every other address a browser asks a page of,
 * so that deep links work. All else that no route takes is told as not found, like any unknown call.
 */
export function serveSite(fastify: FastifyInstance, site: Site): void {
  fastify.get('/*', (request, reply) => {
    const path = pathOf(request);
    const file = path === INDEX ? undefined : site.get(path);
    if (file) return sendFile(request, reply, file, path.startsWith(HASHED));
    const page = site.get(INDEX);
    if (!page || !isPage(request, path)) return reply.callNotFound();
    void reply.header('content-security-policy', POLICY);
    return sendFile(request, reply, page, false);
  });
}

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '/';

/** The front door opens for everybody, whatever a monitor or a tool says it takes. */
const isPage = ({ headers }: FastifyRequest, path: string): boolean =>
  path === '/' || (!NOT_PAGES.test(path) && (headers.accept ?? '').includes('text/html'));

function sendFile(request: FastifyRequest, reply: FastifyReply, file: SiteFile, isHashed: boolean): FastifyReply {
  void reply
    .header('cache-control', isHashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache')
    .header('vary', 'accept-encoding')
    .header('etag', file.etag)
    .type(file.type);
  if (request.headers['if-none-match'] === file.etag) return reply.status(304).send();
  const accepted = String(request.headers['accept-encoding'] ?? '');
  if (file.br && /\bbr\b/.test(accepted)) return reply.header('content-encoding', 'br').send(file.br);
  if (file.gzip && /\bgzip\b/.test(accepted)) return reply.header('content-encoding', 'gzip').send(file.gzip);
  return reply.send(file.body);
}
