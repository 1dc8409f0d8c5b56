import { parseScopeName } from '@jujube/core/access/scope-name.js';
import { isReservedTeamName } from '@jujube/core/access/team-role.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { isUniqueViolation } from '@jujube/database/unique-violation.js';

/** @throws UserError invalid_params */
export function parseTeamName(text: string): string {
  const name = parseScopeName(text, 'a team');
  if (isReservedTeamName(name)) throw new UserError('invalid_params', `No team can be called ${name}.`);
  return name;
}

/** Does what gives a team its name. @throws UserError invalid_params when another has it */
export async function withFreeName<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new UserError('invalid_params', `There is a team ${name} already.`);
  }
}
