import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

type Done = (error: Error | null, payload?: unknown) => void;

/** Puts an ETag on what was read, and answers 304 to a client that has it already. */
export function answerUnchanged(request: FastifyRequest, reply: FastifyReply, payload: unknown, done: Done): void {
  if (request.method !== 'GET' || typeof payload !== 'string' || reply.statusCode !== 200) return done(null, payload);
  const tag = `W/"${createHash('sha1').update(payload).digest('base64url')}"`;
  void reply.header('ETag', tag);
  if (request.headers['if-none-match'] !== tag) return done(null, payload);
  void reply.status(304).removeHeader('Content-Length');
  done(null, null);
}
