import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { parseRange, type RangeSpec } from './parse-range.js';

/** The part of a list that the Range header asks for. */
export const RequestedRange = createParamDecorator((spec: RangeSpec<string>, context: ExecutionContext) =>
  parseRange(context.switchToHttp().getRequest<FastifyRequest>().headers.range, spec),
);
