import { UsageError } from '../language/usage-error.js';

/** `['zone=b', …]` as an object; the name may not be empty, the value may hold further `=`. */
export function parsePairs(pairs: readonly string[], what: string): Record<string, string> {
  return Object.fromEntries(pairs.map((pair) => parsePair(pair, what)));
}

function parsePair(pair: string, what: string): [string, string] {
  const at = pair.indexOf('=');
  if (at < 1) throw new UsageError(`${what} wants NAME=VALUE, not '${pair}'.`);
  return [pair.slice(0, at), pair.slice(at + 1)];
}

/** `zone=b, disk=ssd` */
export function pairText(pairs: Readonly<Record<string, string>>): string {
  return Object.entries(pairs)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}
