import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { UserError } from '@jujube/core/errors/user-error.js';
import { toProblem } from '../errors/to-problem.js';
import { messagePage, PAGE_POLICY } from './login-page.js';

/** Tells people in a browser in words what went wrong. */
@Catch(UserError)
export class PageFilter implements ExceptionFilter<UserError> {
  async catch(error: UserError, host: ArgumentsHost): Promise<void> {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    void reply.status(toProblem(error, '').status).header('Content-Security-Policy', PAGE_POLICY);
    await reply.type('text/html; charset=utf-8').send(messagePage(error.message));
  }
}
