import { createHash } from 'node:crypto';
import type { Reader } from './environment.js';

const KEY_BYTES = 32;
const HOW = 'make one with: openssl rand -base64 32';

/** The key that config vars are sealed with: 32 random bytes from a file or a variable outside the database. */
export function readMasterKey(read: Reader): Buffer {
  const text = read.text('JUJUBE_MASTER_KEY') ?? read.file('JUJUBE_MASTER_KEY_FILE');
  if (text === null) {
    read.problem(`JUJUBE_MASTER_KEY_FILE (or JUJUBE_MASTER_KEY) is missing; ${HOW}`);
    return Buffer.alloc(0);
  }
  const key = decode(text.trim());
  const refusal = refuse(key);
  if (refusal) read.problem(`JUJUBE_MASTER_KEY ${refusal}; ${HOW}`);
  return key;
}

/** Stable name of the installation that owns the key; the key cannot be found from it. */
export function installationIdOf(masterKey: Buffer): string {
  return createHash('sha256').update('jujube installation').update(masterKey).digest('hex').slice(0, 12);
}

function decode(text: string): Buffer {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return Buffer.from(text, 'hex');
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
}

function refuse(key: Buffer): string | null {
  if (key.length !== KEY_BYTES) return `must be ${KEY_BYTES} bytes in base64 or hex, got ${key.length}`;
  if (new Set(key).size < 8) return 'looks like a sample, not like random bytes';
  return null;
}
