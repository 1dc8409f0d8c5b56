import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { FastifyHttpOptions, FastifyReply } from 'fastify';

const LONGEST_UPLOAD_MS = 10 * 60_000;

/** Limits that hold for every connection, before any of our code runs. */
export function fastifyOptions(): FastifyHttpOptions<Server> {
  return {
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 512 },
    // a longer one than the edge's, so that it is the edge that closes idle connections
    keepAliveTimeout: 75_000,
    requestTimeout: LONGEST_UPLOAD_MS,
    http: { headersTimeout: 10_000, maxHeaderSize: 16 * 1024 },
    frameworkErrors: refuseBadUrl,
    rewriteUrl: withoutEmptySegment,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    // ours are in the problem filter
    logger: false,
  };
}

// Marathon's ids begin with a slash, which clients put behind the one of the address
function withoutEmptySegment({ url = '/' }: { url?: string }): string {
  return url.replace(/^\/v2\/apps\/{2,}/, '/v2/apps/');
}

// found before any route, hook or filter
function refuseBadUrl(_error: Error, _request: unknown, reply: FastifyReply): void {
  void reply.status(400).send({ id: 'bad_request', message: 'The address is not a valid URL: check its % escapes.' });
}
