import { UserError } from '../errors/user-error.js';

/** Heroku's, in the order in which code goes through them. */
export const STAGES = ['test', 'review', 'development', 'staging', 'production'] as const;

export type Stage = (typeof STAGES)[number];

const NAME = /^[a-z][a-z0-9-]{1,28}[a-z0-9]$/;

/** Throws `invalid_params`. */
export function parsePipelineName(name: string): string {
  if (NAME.test(name)) return name;
  throw new UserError(
    'invalid_params',
    `"${name.slice(0, 60)}" is no name of a pipeline: 3 to 30 letters a-z, digits and dashes, with a letter first and no dash last.`,
  );
}
