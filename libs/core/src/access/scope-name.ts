import { UserError } from '../errors/user-error.js';

const NAME = /^[a-z][a-z0-9-]{1,40}$/;

/** The name of an environment or of a role. Throws `invalid_params`. */
export function parseScopeName(name: string, what: string): string {
  if (NAME.test(name) && !name.endsWith('-')) return name;
  throw new UserError(
    'invalid_params',
    `"${name.slice(0, 60)}" is no name of ${what}: 2 to 41 letters a-z, digits and dashes, with a letter first and no dash last.`,
  );
}
