import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { catchError, concatMap, from, of, throwError, type Observable } from 'rxjs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { IdempotencyKeys, type KeyedRequest } from '@jujube/database/idempotency/idempotency-keys.js';
import type { RequestWithCaller } from '../auth/caller.js';

const HEADER = 'idempotency-key';
const FORM = /^[\x21-\x7e]{1,255}$/;
/** has keys of its own, which are kept as long as the tasks */
const OWN_KEYS = '/api/v1/task';

/** A creation that is asked for again with the same `Idempotency-Key` within a day is answered as the first time, and not done again. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly keys: IdempotencyKeys) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const keyed = keyedRequest(http.getRequest<RequestWithCaller>());
    if (!keyed) return next.handle();
    const state = await this.keys.begin(keyed);
    const reply = http.getResponse<FastifyReply>();
    if (state.kind === 'answered') {
      void reply.status(state.status).header('Idempotent-Replayed', 'true');
      return of(state.body);
    }
    if (state.kind !== 'new') throw refusal(state.kind);
    return next.handle().pipe(
      concatMap(async (body: unknown) => {
        await this.keys.finish(keyed, reply.statusCode, body);
        return body;
      }),
      catchError((error: unknown) => from(this.keys.forget(keyed)).pipe(concatMap(() => throwError(() => error)))),
    );
  }
}

/** null: the request has no key, or is none that creates something */
function keyedRequest({ method, url, headers, body, caller }: RequestWithCaller): KeyedRequest | null {
  const key = headers[HEADER];
  if (method !== 'POST' || key === undefined || !caller || url.startsWith(OWN_KEYS)) return null;
  // what git pushes is no creation of one thing, and is read only once
  if (body instanceof Readable) return null;
  if (typeof key !== 'string' || !FORM.test(key)) {
    throw new UserError('invalid_params', 'Idempotency-Key must be 1 to 255 visible ASCII characters.');
  }
  const hash = createHash('sha256')
    .update(JSON.stringify([url, body ?? null]))
    .digest('hex');
  return { userId: caller.userId, key, hash };
}

function refusal(kind: 'other' | 'open'): UserError {
  const message =
    kind === 'other'
      ? 'Another request was made with this Idempotency-Key. Use another key for another request.'
      : 'The request with this Idempotency-Key is still being carried out. Ask again in a while.';
  return new UserError(kind === 'other' ? 'invalid_params' : 'conflict', message);
}
