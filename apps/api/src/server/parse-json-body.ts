import { isUtf8 } from 'node:buffer';
import { UserError } from '@jujube/core/errors/user-error.js';

const DEEPEST = 32;
const POISONED_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** JSON of a request: an object, of sane depth, with nothing in it that PostgreSQL or a prototype would choke on. */
export function parseJsonBody(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  if (!isUtf8(bytes)) throw new UserError('bad_request', 'The body is not UTF-8.');
  const body = parse(bytes.toString('utf8'));
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new UserError('bad_request', 'The body must be a JSON object.');
  }
  refuseOddities(body);
  return body;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError('bad_request', `The body is not JSON: ${(error as Error).message}`);
  }
}

// with a stack of its own: recursion would break on what it is meant to find
function refuseOddities(body: object): void {
  const rest: [value: unknown, depth: number][] = [[body, 1]];
  for (let item = rest.pop(); item; item = rest.pop()) {
    const [value, depth] = item;
    if (depth > DEEPEST) throw new UserError('bad_request', `The body is nested deeper than ${DEEPEST} levels.`);
    if (typeof value === 'string') refuseBadText(value);
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, member] of Object.entries(value)) {
      refuseBadText(key);
      if (POISONED_KEYS.includes(key)) throw new UserError('bad_request', `The body may not have a member '${key}'.`);
      rest.push([member, depth + 1]);
    }
  }
}

function refuseBadText(text: string): void {
  if (text.includes('\0'))
    throw new UserError('bad_request', 'The body holds a NUL character, which cannot be stored.');
  if (/\p{Surrogate}/u.test(text)) throw new UserError('bad_request', 'The body holds half a surrogate pair.');
}
