import { nearest } from './nearest.js';
import { UsageError } from './usage-error.js';
import type { Verb } from './verb.js';

export interface FoundVerb {
  readonly verb: Verb;
  /** what follows its name */
  readonly rest: readonly string[];
}

/** Finds the verb that the words begin with: `ps:scale …` and `ps scale …` are the same. */
export function findVerb(verbs: readonly Verb[], words: readonly string[]): FoundVerb {
  const [first = '', second] = words;
  const joined = second === undefined ? undefined : byName(verbs, `${first}:${second}`);
  if (joined) return { verb: joined, rest: words.slice(2) };
  const single = byName(verbs, first);
  if (single) return { verb: single, rest: words.slice(1) };
  throw new UsageError(unknownCommand(verbs, first, second));
}

function byName(verbs: readonly Verb[], name: string): Verb | undefined {
  return verbs.find((verb) => verb.name === name || verb.aliases?.includes(name));
}

function unknownCommand(verbs: readonly Verb[], first: string, second: string | undefined): string {
  const names = verbs.flatMap((verb) => [verb.name, ...(verb.aliases ?? [])]);
  const isTopic = names.some((name) => name.startsWith(`${first}:`));
  const asked = isTopic && second !== undefined && !second.startsWith('-') ? `${first}:${second}` : first;
  const guess = nearest(asked, names);
  const hint = guess === undefined ? '' : ` Did you mean ${guess}?`;
  return `${asked === '' ? `''` : asked} is not a jujube command.${hint} See jujube help.`;
}
