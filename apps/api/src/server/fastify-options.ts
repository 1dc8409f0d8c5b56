import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { FastifyHttpOptions, FastifyReply, FastifyRequest } from 'fastify';

const LONGEST_PARAMETER = 512;
const GIT_ADDRESS = /^\/([a-z0-9-]+)\.git\/(?=info\/refs|git-)/;
const LONGEST_UPLOAD_MS = 10 * 60_000;

/**
 * Limits that hold for every connection, before any of our code runs.
 * @param headers of what is refused before that
 */
export function fastifyOptions(headers: Readonly<Record<string, string>> = {}): FastifyHttpOptions<Server> {
  return {
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    // a longer one than the edge's, so that it is the edge that closes idle connections
    keepAliveTimeout: 75_000,
    requestTimeout: LONGEST_UPLOAD_MS,
    http: { headersTimeout: 10_000, maxHeaderSize: 16 * 1024 },
    frameworkErrors: (error, request, reply) => refuseBadUrl(error, request, reply.headers(headers)),
    rewriteUrl,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    // ours are in the problem filter
    logger: false,
  };
}

function rewriteUrl({ url = '/' }: { url?: string }): string {
  // Marathon's ids begin with a slash, which clients put behind the one of the address; git wants a short address
  return url.replace(/^\/v2\/apps\/{2,}/, '/v2/apps/').replace(GIT_ADDRESS, '/apps/$1/git/');
}

// found before any route, hook or filter
function refuseBadUrl({ code }: { code?: string }, request: FastifyRequest, reply: FastifyReply): void {
  const isLong = code === 'FST_ERR_MAX_PARAM_LENGTH';
  const message = isLong
    ? `A part of the address has more than ${LONGEST_PARAMETER} characters, as no name here has.`
    : 'The address is not a valid URL: check its % escapes.';
  void reply
    .status(isLong ? 414 : 400)
    .header('Request-Id', request.id)
    .send({ id: 'bad_request', message });
}
