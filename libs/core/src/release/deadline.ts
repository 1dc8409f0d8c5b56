import { UserError } from '../errors/user-error.js';

export const DEFAULT_DEADLINE_SECONDS = 300;
const MIN_SECONDS = 10;
const MAX_SECONDS = 3600;

/** How long a deployment may take, in whole seconds. Throws `invalid_params`. */
export function parseDeadline(seconds: unknown): number {
  const value = typeof seconds === 'string' && /^\d{1,5}$/.test(seconds) ? Number(seconds) : seconds;
  if (typeof value === 'number' && Number.isInteger(value) && value >= MIN_SECONDS && value <= MAX_SECONDS)
    return value;
  throw new UserError(
    'invalid_params',
    `The deadline of a deployment is given in whole seconds, from ${MIN_SECONDS} to ${MAX_SECONDS}.`,
  );
}
