import { fingerprintOf, parseHostKey } from './host-key.js';

const BLOB = 'AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl';
const key = Buffer.from(BLOB, 'base64');
const other = Buffer.from(BLOB.replace('OMqq', 'OMqr'), 'base64');

describe('pinned host key', () => {
  it.each([
    ['a public key', `ssh-ed25519 ${BLOB} root@h1`],
    ['a line of known_hosts', `h1.example,10.0.0.1 ssh-ed25519 ${BLOB}`],
    ['a fingerprint', fingerprintOf(key)],
  ])('as %s matches that key only', (_, text) => {
    const pinned = parseHostKey(text);
    expect(pinned.matches(key)).toBe(true);
    expect(pinned.matches(other)).toBe(false);
    expect(pinned.matches(Buffer.alloc(0))).toBe(false);
  });

  it('asks for the kind of key that is pinned', () => {
    expect(parseHostKey(`ssh-ed25519 ${BLOB}`).algorithm).toBe('ssh-ed25519');
    expect(parseHostKey(fingerprintOf(key)).algorithm).toBeUndefined();
  });
});
