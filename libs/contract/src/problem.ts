/** Every id that an error body may carry, with its HTTP status. */
export const STATUS_OF_PROBLEM = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  two_factor: 403,
  not_found: 404,
  not_acceptable: 406,
  conflict: 409,
  gone: 410,
  payload_too_large: 413,
  requested_range_not_satisfiable: 416,
  invalid_params: 422,
  rate_limit: 429,
  internal_server_error: 500,
  unavailable: 503,
} as const;

export type ProblemId = keyof typeof STATUS_OF_PROBLEM;

/** Body of every answer from 400 on. */
export interface Problem {
  id: ProblemId;
  message: string;
  url?: string;
  /** Heroku's clients read the kind of what was not found here */
  resource?: string;
  /** 409 of a release: the deployment in the way */
  deployment?: string;
  /** 429: seconds until it may be tried again */
  retry_after?: number;
}
