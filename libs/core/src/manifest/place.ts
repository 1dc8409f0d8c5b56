import { UserError } from '../errors/user-error.js';

/** Where something stands in a file. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** Runs what may refuse a value, and says where that value stands: the innermost place wins. */
export function at<T>(place: Place, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UserError) || error.details.line !== undefined) throw error;
    throw new UserError(error.id, `${place.file}:${place.line}: ${error.message}`, { ...error.details, ...place });
  }
}

/** Always throws `invalid_params`. */
export function refuseAt(place: Place, why: string): never {
  throw new UserError('invalid_params', `${place.file}:${place.line}: ${why}`, { ...place });
}
