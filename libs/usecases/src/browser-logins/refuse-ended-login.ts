import { UserError } from '@jujube/core/errors/user-error.js';

const MESSAGE = 'This login was used or has expired. Begin a new one on the command line: jujube login --sso';

/** @throws UserError not_found when a login that was to be changed is over */
export function refuseEndedLogin<T>(found: T | undefined): T {
  if (found === undefined) throw new UserError('not_found', MESSAGE, { resource: 'login' });
  return found;
}
