import { UserError } from '@jujube/core/errors/user-error.js';

/** @param why what is wrong and how to mend it, without any of what was given */
export function refuse(why: string): never {
  throw new UserError('invalid_params', why);
}
