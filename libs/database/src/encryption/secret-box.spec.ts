import { randomBytes } from 'node:crypto';
import { SecretBox } from './secret-box.js';

const PLACE = 'releases|config_encrypted|1';

describe('SecretBox', () => {
  const box = new SecretBox(randomBytes(32));

  it('opens what it sealed, text or bytes', () => {
    expect(box.open(box.seal('päss\0word', PLACE), PLACE).toString()).toBe('päss\0word');
    const bytes = randomBytes(1000);
    expect(box.open(box.seal(bytes, PLACE), PLACE)).toEqual(bytes);
    expect(box.open(box.seal('', PLACE), PLACE)).toHaveLength(0);
  });

  it('never seals the same text to the same bytes, and shows nothing of it', () => {
    const sealed = Array.from({ length: 50 }, () => box.seal('correct horse', PLACE));
    expect(new Set(sealed.map((each) => each.toString('hex'))).size).toBe(50);
    expect(sealed.some((each) => each.includes('horse'))).toBe(false);
  });

  it('refuses a value of another place', () => {
    const sealed = box.seal('secret', PLACE);
    expect(() => box.open(sealed, 'releases|config_encrypted|2')).toThrow(/changed or belongs to another row/);
  });

  it('refuses a value with any bit changed', () => {
    const sealed = box.seal('secret', PLACE);
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(() => box.open(changed, PLACE)).toThrow();
    }
    expect(() => box.open(sealed.subarray(0, -1), PLACE)).toThrow();
    expect(() => box.open(Buffer.alloc(0), PLACE)).toThrow(/not a sealed value/);
  });

  it('says which key a value needs', () => {
    const sealed = new SecretBox(randomBytes(32)).seal('secret', PLACE);
    expect(() => box.open(sealed, PLACE)).toThrow(/sealed with master key [0-9a-f]{8}, this process has [0-9a-f]{8}/);
  });

  it('takes no short key', () => {
    expect(() => new SecretBox(randomBytes(31))).toThrow(/must have 32 bytes/);
  });
});
