import type { FastifyInstance, FastifyRequest } from 'fastify';
import { UserError } from '@jujube/core/errors/user-error.js';
import { answerUnchanged } from './answer-unchanged.js';
import { GIT_PUSH } from './content-types.js';
import { compressAnswer } from './compress-answer.js';

const BODY_DEADLINE_MS = 30_000;
const LONGEST_URL = 8 * 1024;

/** What every request meets, whatever its route. */
export function addRequestHooks(fastify: FastifyInstance, headers: Readonly<Record<string, string>>): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(headers).header('Request-Id', request.id);
    done(refusalOf(request));
  });
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    if (hasSmallBody(request)) endSlowBody(request);
    done(null, payload);
  });
  fastify.addHook('onSend', answerUnchanged);
  fastify.addHook('onSend', compressAnswer);
}

function refusalOf(request: FastifyRequest): Error | undefined {
  const asked = /version=([^\s,;]*)/.exec(request.headers.accept ?? '');
  if (asked && !/^3(\.[\w-]+)?$/.test(asked[1] ?? '')) {
    return new UserError('not_acceptable', 'This API speaks version 3: Accept: application/vnd.heroku+json; version=3');
  }
  if ((request.raw.url?.length ?? 0) > LONGEST_URL) {
    return new UserError('bad_request', `The address has more than ${LONGEST_URL} characters.`);
  }
  // no name of ours contains one, and PostgreSQL takes none
  if (request.url.includes('%00')) return new UserError('not_found', 'There is nothing at this address.');
  return undefined;
}

function hasSmallBody(request: FastifyRequest): boolean {
  if (request.headers['content-type'] === GIT_PUSH) return false;
  return request.method !== 'GET' && request.method !== 'HEAD' && request.method !== 'PUT';
}

// the server's own limit has to be long enough for uploads
function endSlowBody(request: FastifyRequest): void {
  const timer = setTimeout(() => request.raw.destroy(), BODY_DEADLINE_MS);
  request.raw.once('close', () => clearTimeout(timer)).once('end', () => clearTimeout(timer));
}
