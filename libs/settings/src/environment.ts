import { readFileSync } from 'node:fs';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A process refuses to start on it; the message names every variable that is wrong and what it should be. */
export class SettingsError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`Bad settings:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'SettingsError';
  }
}

/** Typed look-ups that note a problem instead of throwing, so that all problems are told at once. */
export interface Reader {
  text(name: string): string | null;
  list(name: string, separator: string): string[];
  url(name: string, protocols: readonly string[]): string | null;
  oneOf<T extends string>(name: string, allowed: readonly T[], fallback: T): T;
  /** content of the file that `name` points to, without the final newline */
  file(name: string): string | null;
  problem(message: string): void;
}

export function collectProblems<T>(env: Environment, required: readonly string[], build: (read: Reader) => T): T {
  const problems = required.filter((name) => !env[name]?.trim()).map((name) => `${name} is missing`);
  const result = build(readerOf(env, problems));
  if (problems.length > 0) throw new SettingsError(problems);
  return result;
}

function readerOf(env: Environment, problems: string[]): Reader {
  const text = (name: string) => env[name]?.trim() || null;
  return {
    text,
    list: (name, separator) => (text(name) ?? '').split(separator).filter((part) => part !== ''),
    url: (name, protocols) => readUrl(name, text(name), protocols, problems),
    oneOf: (name, allowed, fallback) => {
      const value = text(name) ?? fallback;
      const found = allowed.find((word) => word === value);
      if (found === undefined) problems.push(`${name} must be one of ${allowed.join(', ')}`);
      return found ?? fallback;
    },
    file: (name) => readFile(name, text(name), problems),
    problem: (message) => problems.push(message),
  };
}

function readUrl(name: string, value: string | null, protocols: readonly string[], problems: string[]): string | null {
  if (value === null) return null;
  if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol)) {
    problems.push(
      `${name} must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    );
    return null;
  }
  return value.replace(/\/+$/, '');
}

function readFile(name: string, path: string | null, problems: string[]): string | null {
  if (path === null) return null;
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    problems.push(`${name} points to ${path}, which cannot be read (${(error as NodeJS.ErrnoException).code})`);
    return null;
  }
}
