import { RE2JS } from 're2js';
import { UserError } from '../errors/user-error.js';

const MAX_PATTERN = 200;

/** Whether a text matches as a whole. Linear in the length of the text whatever the pattern (RE2: no look-around, no back references). */
export function wholeMatcher(pattern: string): (text: string) => boolean {
  const compiled = RE2JS.compile(pattern);
  const known = new Map<string, boolean>();
  return (text) => {
    let answer = known.get(text);
    if (answer === undefined) known.set(text, (answer = compiled.matches(text)));
    return answer;
  };
}

/** Answers the pattern. Throws `invalid_params` where RE2 cannot read it or it is longer than 200 characters. */
export function parsePattern(pattern: string): string {
  if (pattern.length > MAX_PATTERN) {
    refuse(pattern, `it has ${pattern.length} characters, and at most ${MAX_PATTERN} are taken`);
  }
  try {
    RE2JS.compile(pattern);
    return pattern;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    return refuse(pattern, why.replace(/^error parsing regexp: /, '').slice(0, 120));
  }
}

function refuse(pattern: string, why: string): never {
  throw new UserError('invalid_params', `"${pattern.slice(0, 60)}" is no regular expression (RE2): ${why}.`);
}
