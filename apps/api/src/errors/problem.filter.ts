import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { UserError } from '@jujube/core/errors/user-error.js';
import { logLine } from '../server/log-line.js';
import { toProblem, type ProblemAnswer } from './to-problem.js';

const RETRY_AFTER_SECONDS = '2';

/** Turns whatever a route throws into `{ id, message }` with the matching status. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest & { problem?: string }>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const answer = toProblem(error, request.id);
    const { status } = answer;
    request.problem = answer.body.id;
    if (status >= 500 && !(error instanceof UserError)) report(error, request);
    if (reply.sent || reply.raw.headersSent) return;
    if (status === 401) reply.header('WWW-Authenticate', 'Basic realm="jujube"');
    const retryAfter = retryAfterOf(answer);
    if (retryAfter !== null) reply.header('Retry-After', retryAfter);
    void reply.status(status).type('application/json; charset=utf-8').send(this.bodyOf(answer));
  }

  protected bodyOf({ body }: ProblemAnswer): unknown {
    return body;
  }
}

function retryAfterOf({ status, body }: ProblemAnswer): string | null {
  if (status === 503) return RETRY_AFTER_SECONDS;
  return body.retry_after === undefined ? null : String(body.retry_after);
}

// neither headers nor bodies: they may hold secrets
function report(error: unknown, request: FastifyRequest): void {
  const stack = error instanceof Error ? error.stack : String(error);
  const path = request.url.split('?', 1)[0];
  logLine('error', 'request failed', { requestId: request.id, method: request.method, path, stack });
}
