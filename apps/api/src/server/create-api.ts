import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Settings } from '@jujube/settings/settings.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { ApiModule } from '../api.module.js';
import { ProblemFilter } from '../errors/problem.filter.js';
import { validationPipe } from '../errors/validation-pipe.js';
import { OpenApiDocument } from '../platform/openapi-document.js';
import { acceptContentTypes } from './content-types.js';
import { fastifyOptions } from './fastify-options.js';
import { JsonLogger } from './json-logger.js';
import { addRequestHooks } from './request-hooks.js';
import { safeHeaders } from './safe-headers.js';

/** The API, ready to listen. Throws when a route is not marked, or when the database cannot be reached. */
export async function createApi(settings: Settings): Promise<NestFastifyApplication> {
  const headers = safeHeaders(settings.apiUrl);
  const adapter = new FastifyAdapter(fastifyOptions(headers));
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  addRequestHooks(fastify, headers);
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.forRoot(settings), adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: new JsonLogger(),
  });
  acceptContentTypes(fastify);
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
  const trail = app.get(AuditTrail);
  fastify.addHook('onResponse', (request, reply, done) => {
    trail.answered(request, reply.statusCode);
    done();
  });
  app.get(OpenApiDocument).describe(app);
  await app.init();
  return app;
}
