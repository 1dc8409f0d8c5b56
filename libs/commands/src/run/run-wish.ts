import type { CreateDyno } from '@jujube/contract/dyno.js';
import { duration, text, texts } from '../language/flag.js';
import { UsageError } from '../language/usage-error.js';

/** Flags of whatever runs a command as a one-off dyno. */
export const RUN_FLAGS = {
  env: texts('NAME=VALUE', 'one more environment variable; more than once for several', { short: 'e' }),
  size: text('cpu-memory', '250m-256Mi; without: as web'),
  type: text('type', 'a process type whose size and hosts it gets; without: run'),
  ttl: duration('time', 'end it after so long; without: a day'),
};

export interface RunWish {
  readonly command: string;
  readonly env: readonly string[];
  readonly size?: string;
  readonly type?: string;
  readonly ttl?: number;
}

/** @param terminalEnv variables that tell of the terminal */
export function bodyOf(
  { command, env, size, type, ttl }: RunWish,
  terminalEnv: Readonly<Record<string, string>> = {},
): CreateDyno {
  return {
    command,
    env: { ...terminalEnv, ...Object.fromEntries(env.map(pairOf)) },
    ...(size !== undefined && { size }),
    ...(type !== undefined && { type }),
    ...(ttl !== undefined && { time_to_live: ttl }),
  };
}

function pairOf(word: string): [string, string] {
  const end = word.indexOf('=');
  if (end > 0) return [word.slice(0, end), word.slice(end + 1)];
  throw new UsageError(`--env wants NAME=VALUE, not '${word}'.`);
}
