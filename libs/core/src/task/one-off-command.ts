import { UserError } from '../errors/user-error.js';
import { faultOfCommand } from '../release/command.js';

/**
 * What a one-off dyno runs: the line itself, or, when its first word is a process type of the release, that one's command
 * with the words that follow. Throws `invalid_params`.
 */
export function oneOffCommand(line: string, processTypes: Readonly<Record<string, string>>): string {
  const fault = faultOfCommand(line);
  if (fault !== null) throw new UserError('invalid_params', `The command ${fault}.`);
  const [, word = '', rest = ''] = /^\s*(\S+)(.*)$/s.exec(line) ?? [];
  return Object.hasOwn(processTypes, word) ? `${processTypes[word]}${rest}` : line;
}
