import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

type Done = (error: Error | null, payload?: unknown) => void;

/** Characters; what fits one packet anyway is not worth the work. */
const FROM_LENGTH = 1400;
/** Of nine: on a network of today the time of the others is longer than what they spare. */
const LEVEL = 1;

/** Sends long texts with gzip to clients that take it. Streams are left as they are: each line is to arrive at once. */
export function compressAnswer(request: FastifyRequest, reply: FastifyReply, payload: unknown, done: Done): void {
  if (typeof payload !== 'string' || payload.length < FROM_LENGTH || reply.hasHeader('Content-Encoding')) {
    return done(null, payload);
  }
  void reply.header('Vary', 'Accept-Encoding');
  if (!takesGzip(request.headers['accept-encoding'])) return done(null, payload);
  void reply.header('Content-Encoding', 'gzip').removeHeader('Content-Length');
  gzip(payload, { level: LEVEL }, (error, packed) => done(error, packed));
}

/** @param header RFC 9110: codings with weights; a weight of 0 refuses one */
export function takesGzip(header: string | string[] | undefined): boolean {
  const weights = new Map<string, number>();
  for (const item of String(header ?? '').split(',')) {
    const [coding = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    weights.set(coding, weight === undefined ? 1 : Number(weight.slice(2)));
  }
  return (weights.get('gzip') ?? weights.get('*') ?? 0) > 0;
}
