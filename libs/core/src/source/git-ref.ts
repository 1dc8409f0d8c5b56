import { UserError } from '../errors/user-error.js';

const MAX_LENGTH = 200;

/** A branch, tag or commit; stricter than git's own rules for names, so that a ref can never be an option or a revision expression. Throws `invalid_params`. */
export function parseGitRef(text: string): string {
  const isShaped = text.length <= MAX_LENGTH && /^[A-Za-z0-9_][A-Za-z0-9_./+@#=-]*$/.test(text);
  const hides = /\.\.|@\{|\/\/|\/\.|\.lock(\/|$)|[./]$/.test(text);
  if (isShaped && !hides) return text;
  throw new UserError(
    'invalid_params',
    `"${text.replace(/[^\x20-\x7e]/g, '?').slice(0, 60)}" is no git ref: give the name of a branch or tag, or a commit.`,
  );
}
