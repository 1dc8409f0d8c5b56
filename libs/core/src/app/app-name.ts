import { UserError } from '../errors/user-error.js';

const APP_NAME = /^[a-z][a-z0-9-]{0,28}[a-z0-9]$/;

/** Names under the base domain that the platform needs for itself, or that would mislead people. */
const RESERVED = new Set([
  'api',
  'registry',
  'www',
  'localhost',
  'console',
  'git',
  'router',
  'jujube',
  'admin',
  'status',
]);

/** Heroku's rules: 2 to 30 characters, lower-case letters, digits and dashes. Throws `invalid_params`. */
export function parseAppName(text: string): string {
  if (!APP_NAME.test(text)) {
    throw new UserError(
      'invalid_params',
      `"${text.slice(0, 60)}" is no app name: it must start with a letter, end with a letter or digit, ` +
        'and have 2 to 30 lower-case letters, digits or dashes.',
    );
  }
  if (RESERVED.has(text)) {
    throw new UserError('invalid_params', `The name ${text} is reserved. Choose another name for the app.`);
  }
  return text;
}
