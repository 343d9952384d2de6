import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.js';

/** Answers every failure as `application/problem+json`; what is not a `Problem` becomes one without telling internals. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Also used for addresses that the router itself cannot take. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = asProblem(error);
    if (problem.status >= 500) {
      this.logger.error({
        code: problem.code,
        method: request.method,
        route: request.routeOptions?.url,
        reason: reasonOf(error),
      });
    }
    const { retryAfterSeconds } = problem.extras;
    if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(retryAfterSeconds));
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    void reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem.toBody()));
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** What Fastify and Nest throw, by status: they speak of the request, so they are the client's to mend. */
function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  switch (status) {
    case 404:
    case 414:
      return new Problem('not-found', 'There is nothing at this address.');
    case 413:
      return new Problem('payload-too-large', 'The body is larger than this server accepts.');
    case 415:
      return new Problem('unsupported-media-type', 'Send a JSON body with Content-Type: application/json.');
    case 429:
      return new Problem('too-many-requests', 'Too many requests; wait a little.', { retryAfterSeconds: 1 });
    case 503:
      return new Problem('storage-unavailable', 'This server cannot serve just now.', { retryAfterSeconds: 5 });
    default:
      if (status >= 400 && status < 500) {
        const detail = 'The request is not valid HTTP or not valid JSON.';
        return new Problem('bad-input', detail, { errors: [{ pointer: '', detail: messageOf(error) }] });
      }
      return new Problem('internal', 'The failure has been logged.');
  }
}

const statusOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : 500;

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message.slice(0, 200) : 'Send well-formed JSON.';
