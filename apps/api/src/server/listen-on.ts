import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Address } from '@jujube/settings/address.js';
import { fastifyOptions } from './fastify-options.js';

/** Listens on every address. The first server is Fastify's own; the others hand their requests to it. */
export async function listenOn(app: NestFastifyApplication, addresses: readonly Address[]): Promise<Server[]> {
  const [first, ...others] = addresses;
  if (!first) throw new Error('API_LISTEN names no address');
  await app.listen(first.port, first.host);
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  return Promise.all(others.map((address) => serve(fastify, address)));
}

async function serve(fastify: FastifyInstance, address: Address): Promise<Server> {
  const { http, keepAliveTimeout, requestTimeout } = fastifyOptions();
  const server = createServer({ ...http, keepAliveTimeout, requestTimeout }, fastify.routing);
  server.listen(address.port, address.host);
  await once(server, 'listening');
  return server;
}
