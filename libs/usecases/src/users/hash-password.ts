import { hash } from '@node-rs/argon2';
import { UserError } from '@jujube/core/errors/user-error.js';

export const SHORTEST_PASSWORD = 10;
// longer ones only cost time
const LONGEST = 1000;

/**
 * argon2id with 19 MiB and two passes, as OWASP asks.
 * @throws UserError invalid_params for a password that is too short or too long
 */
export function hashPassword(password: string): Promise<string> {
  if (password.length < SHORTEST_PASSWORD || password.length > LONGEST) {
    throw new UserError(
      'invalid_params',
      `A password has ${SHORTEST_PASSWORD} to ${LONGEST} characters. Choose another one.`,
    );
  }
  return hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
}
