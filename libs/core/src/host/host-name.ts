import { UserError } from '../errors/user-error.js';

const HOST_NAME = /^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/;

/** The name under which a host is registered. Throws `invalid_params`. */
export function parseHostName(text: string): string {
  if (HOST_NAME.test(text)) return text;
  throw new UserError(
    'invalid_params',
    `"${text.slice(0, 80)}" is no host name: use 1 to 63 lower-case letters, digits, dots or dashes, ` +
      'with a letter or digit at both ends.',
  );
}
