import { fileURLToPath } from 'node:url';
import cookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import helmet from 'helmet';
import { AppModule } from './app.module.js';
import { FirstStart } from './demo/first-start.js';
import type { Clock } from './platform/clock.js';
import type { Settings } from './platform/config/settings.js';
import { acceptJsonOnly } from './platform/http/json-body.js';
import { refuseCrossSiteWrite } from './platform/http/origin.js';
import { ProblemFilter } from './platform/http/problem.filter.js';
import { readSite } from './platform/http/site.files.js';
import { serveSite } from './platform/http/site.js';
import { logRequests } from './platform/http/request-log.js';
import { ValidationPipe } from './platform/http/validation.pipe.js';
import { createLogger, NestLogger } from './platform/logging.js';
import { observeRequests } from './operations/metrics.js';
import { serveApiDocument } from './openapi.js';

/** Longest URL part that is taken as a parameter, such as a zone code or an id. */
const MAX_PARAM_LENGTH = 128;

/** Where the build puts the web app, seen from `dist/app.js`. */
const WEB_APP = fileURLToPath(new URL('./web', import.meta.url));

/** Builds the whole application, ready to `listen` or `inject`; the database is open and migrated. */
export async function createApp({
  settings,
  clock,
}: {
  settings: Settings;
  clock: Clock;
}): Promise<NestFastifyApplication> {
  const logger = createLogger(settings);
  const problems = new ProblemFilter();
  const adapter = new FastifyAdapter({
    bodyLimit: settings.bodyLimitKilobytes * 1024,
    trustProxy: settings.trustProxy,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      problems.answer(error, request, reply),
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with({ settings, clock }), adapter, {
    bodyParser: false,
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  acceptJsonOnly(fastify);
  await app.register(cookie);
  protect(fastify, { isProduction: settings.environment === 'production' });
  tellTheTime(fastify, clock);
  fastify.addHook('onRequest', (request, _reply, done) => {
    refuseCrossSiteWrite(request, settings.publicUrl);
    done();
  });
  observeRequests(fastify);
  if (settings.environment === 'production') logRequests(fastify, logger);
  app.useGlobalPipes(new ValidationPipe());
  app.useGlobalFilters(problems);
  serveApiDocument(app);
  serveWebApp(fastify);
  await app.init();
  await fastify.ready();
  for (const line of await app.get(FirstStart, { strict: false }).run()) logger.info(line);
  return app;
}

/** The headers are worked out once: its plugin for Fastify puts them together anew for every request. */
function protect(fastify: FastifyInstance, { isProduction }: { isProduction: boolean }): void {
  const addHeaders = helmet({
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
    hsts: isProduction,
  });
  fastify.addHook('onRequest', (request, reply, done) => addHeaders(request.raw, reply.raw, () => done()));
}

/** Screens follow the clock of the server, not that of a tablet on a wall; so the header must come from our clock too. */
function tellTheTime(fastify: FastifyInstance, clock: Clock): void {
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    void reply.header('date', new Date(clock.now()).toUTCString());
    done(null, payload);
  });
}

/** Without a build of it (tests of the API run from the sources) there is only the API, and its page. */
function serveWebApp(fastify: FastifyInstance): void {
  const site = readSite(WEB_APP);
  if (site) serveSite(fastify, site);
  else fastify.get('/', (_, reply) => reply.redirect('/api/docs'));
}
