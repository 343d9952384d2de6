import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { describePathParameters } from './openapi.parameters.js';

/** The OpenAPI description of all calls, made from the decorators on routes and fields. */
export function buildApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Dukou booking')
    .setDescription(
      'Zones, opening hours and conflict-checked bookings of community centres. Failures are RFC 9457 problems with a stable `code`.',
    )
    .setVersion('1')
    .addCookieAuth('dukou_session', { type: 'apiKey', in: 'cookie' }, 'session')
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, 'token')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  describePathParameters(document);
  return document;
}

/** Serves it at `/api/openapi.json`, and a page to try it at `/api/docs`. */
export function serveApiDocument(app: NestFastifyApplication): void {
  let document: OpenAPIObject | undefined;
  SwaggerModule.setup('api/docs', app, () => (document ??= buildApiDocument(app)), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
  });
}
