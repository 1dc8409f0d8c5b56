import type { Problem, ProblemId } from '../problem.js';

/** What a client can meet beside the ids of problem bodies: no answer at all, or not in time. */
export type ApiErrorId = ProblemId | 'unreachable' | 'timeout' | 'not_jujube';

export interface ApiErrorFacts {
  id: ApiErrorId;
  message: string;
  /** HTTP status; 0 when there was no answer */
  status: number;
  requestId?: string | null;
  problem?: Problem;
  cause?: unknown;
}

/** The only error the client throws for a call that did not work out. */
export class ApiError extends Error {
  readonly id: ApiErrorId;
  readonly status: number;
  readonly requestId: string | null;
  /** the whole body, e.g. for the id of the deployment in the way */
  readonly problem: Problem | null;

  constructor(facts: ApiErrorFacts) {
    super(facts.message, { cause: facts.cause });
    this.name = 'ApiError';
    this.id = facts.id;
    this.status = facts.status;
    this.requestId = facts.requestId ?? null;
    this.problem = facts.problem ?? null;
  }
}
