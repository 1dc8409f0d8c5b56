import { randomBytes } from 'node:crypto';

/** A value for a config var that nobody has to know. */
export function newSecret(): string {
  return randomBytes(32).toString('hex');
}
