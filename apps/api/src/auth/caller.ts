import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { PermissionName } from '@jujube/core/access/permission-name.js';
import type { Caller } from '@jujube/core/access/caller.js';

export type RequestWithCaller = FastifyRequest & {
  caller?: Caller;
  /** what its route needs; null: nothing */
  permission?: PermissionName | null;
};

/** The caller that the guard let in. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<RequestWithCaller>();
  if (!caller) throw new Error('a public route has no caller');
  return caller;
});
