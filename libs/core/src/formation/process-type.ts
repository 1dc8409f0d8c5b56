import { UserError } from '../errors/user-error.js';

const PROCESS_TYPE = /^[a-z][a-z0-9_-]{0,30}$/;

export function isProcessType(text: string): boolean {
  return PROCESS_TYPE.test(text);
}

/** `web`, `worker`, … Throws `invalid_params`. */
export function parseProcessType(text: string): string {
  if (isProcessType(text)) return text;
  throw new UserError(
    'invalid_params',
    `"${text.slice(0, 60)}" is no process type: it must start with a letter and have at most 31 lower-case letters, digits, _ or -.`,
  );
}
