import { createHash, timingSafeEqual } from 'node:crypto';
import { UserError } from '@jujube/core/errors/user-error.js';

/** The host showed another key than the pinned one; nothing was sent to it. */
export class HostKeyMismatch extends Error {
  constructor(shown: string) {
    super(`the host key is not the pinned one: it shows ${shown}; if the host was reinstalled, register its new key`);
    this.name = 'HostKeyMismatch';
  }
}

/** A pinned host key: what the host shows must be this and nothing else. */
export interface PinnedKey {
  /** Asked for in the handshake, so that a host with several keys shows this one; unknown for a bare fingerprint. */
  algorithm?: string;
  matches(shown: Buffer): boolean;
}

/** Reads `SHA256:…`, `ssh-ed25519 AAAA…` or a line of known_hosts. */
export function parseHostKey(text: string): PinnedKey {
  const fingerprint = /^SHA256:([A-Za-z0-9+/]{43})=?$/.exec(text.trim());
  if (fingerprint) return { matches: (shown) => fingerprintOf(shown) === `SHA256:${fingerprint[1]}` };
  const key = /(?:^|\s)(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521))\s+([A-Za-z0-9+/]+={0,2})/.exec(text);
  if (!key?.[1] || !key[2]) {
    throw new UserError(
      'invalid_params',
      'the host key is neither SHA256:… nor a public key; see ssh-keyscan -t ed25519 HOST',
    );
  }
  const pinned = Buffer.from(key[2], 'base64');
  const matches = (shown: Buffer) => shown.length === pinned.length && timingSafeEqual(shown, pinned);
  return { algorithm: key[1] === 'ssh-rsa' ? undefined : key[1], matches };
}

/** The form that `ssh-keygen -l` prints. */
export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}
