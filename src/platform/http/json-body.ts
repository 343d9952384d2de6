import type { FastifyInstance, FastifyRequest } from 'fastify';
import { badInput } from '../problems/problem.js';

/** Stands for a body that is no JSON until it is known whether the caller may make the call at all. */
class BrokenBody {
  constructor(readonly reason: string) {}
}

/**
 * JSON is the only body taken; an empty one counts as none, for clients that always send a content type. Broken JSON is
 * let through as such: who may not make the call is to learn that first.
 */
export function acceptJsonOnly(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined);
    return void parse(request, body, (error, value: unknown) => {
      done(null, error === null || error === undefined ? value : new BrokenBody(error.message));
    });
  });
}

/** Throws `bad-input` when the request brought a body that is no JSON. */
export function requireReadableBody({ body }: FastifyRequest): void {
  if (body instanceof BrokenBody) throw badInput([{ pointer: '', detail: `Send well-formed JSON: ${body.reason}` }]);
}
