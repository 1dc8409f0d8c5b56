import { hashPassword } from './hash-password.js';

describe('hashPassword', () => {
  it('SEC-07: is argon2id with 19 MiB, two passes and a salt of its own', async () => {
    const [one, two] = await Promise.all([hashPassword('long enough it is'), hashPassword('long enough it is')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(two).not.toBe(one);
  });

  it('SEC-07: takes no password that is short, nor one that only costs time', () => {
    for (const password of ['short', 'x'.repeat(1001)]) expect(() => hashPassword(password)).toThrow('characters');
  });
});
