/** Ids that every client may meet; the API maps each to one HTTP status (README of apps/api). */
export type UserErrorId =
  | 'bad_request'
  | 'unauthorized'
  | 'forbidden'
  | 'two_factor'
  | 'not_found'
  | 'not_acceptable'
  | 'conflict'
  | 'gone'
  | 'invalid_params'
  | 'requested_range_not_satisfiable'
  | 'payload_too_large'
  | 'rate_limit'
  | 'unavailable';

/** A mistake that the user can mend: the message says what happened, where, and what to do next. */
export class UserError extends Error {
  /** @param details extra members of the problem body, e.g. `{ deployment: id }`; never a secret */
  constructor(
    readonly id: UserErrorId,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'UserError';
  }
}
