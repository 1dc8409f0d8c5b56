import { randomBytes, randomInt } from 'node:crypto';

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** 144 bits that need no escaping in a URL, a file or SQL. */
export function newPassword() {
  return randomBytes(18).toString('base64url').replaceAll('-', 'a').replaceAll('_', 'b');
}

/** A password that a person can read from a terminal and type: four groups of five, 98 bits. */
export function newReadablePassword() {
  const group = () => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
