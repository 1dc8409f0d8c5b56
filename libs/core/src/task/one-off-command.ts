import { UserError } from '../errors/user-error.js';
import { faultOfCommand } from '../release/command.js';
import type { Release } from '../release/release.js';
import { imageOf, type RunImages } from '../release/type-images.js';

/**
 * What a one-off dyno runs: the line itself, or, when its first word is a process type of the release, that one's command
 * with the words that follow. Throws `invalid_params`.
 */
export function oneOffCommand(line: string, processTypes: Readonly<Record<string, string>>): string {
  const fault = faultOfCommand(line);
  if (fault !== null) throw new UserError('invalid_params', `The command ${fault}.`);
  const { word, rest } = firstWord(line);
  return Object.hasOwn(processTypes, word) ? `${processTypes[word]}${rest}` : line;
}

/** The image that it runs in: that of the process type which is its first word, else that of `web`. */
export function oneOffImage(line: string, release: RunImages & Pick<Release, 'processTypes'>): string | null {
  const { word } = firstWord(line);
  return imageOf(release, Object.hasOwn(release.processTypes, word) ? word : 'web');
}

function firstWord(line: string): { word: string; rest: string } {
  const [, word = '', rest = ''] = /^\s*(\S+)(.*)$/s.exec(line) ?? [];
  return { word, rest };
}
