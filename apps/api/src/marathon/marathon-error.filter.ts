import { Catch } from '@nestjs/common';
import { ProblemFilter } from '../errors/problem.filter.js';
import type { ProblemAnswer } from '../errors/to-problem.js';

/** Errors in Marathon's shape: `{ message, details? }`, and the deployments that lock an app. */
@Catch()
export class MarathonErrorFilter extends ProblemFilter {
  protected override bodyOf({ body }: ProblemAnswer): unknown {
    const { message, deployment, details } = body as { message: string; deployment?: string; details?: unknown };
    return deployment === undefined ? { message, ...(details !== undefined && { details }) } : lockedBy(deployment);
  }
}

function lockedBy(id: string) {
  const message =
    "App is locked by one or more deployments. Override with the option '?force=true'. " +
    `View details at '/v2/deployments/${id}'.`;
  return { message, deployments: [{ id }] };
}
