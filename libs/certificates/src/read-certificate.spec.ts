import { locked, testCertificate, type CertificateWish } from '../../../test/support/test-certificates.js';
import { readCertificate } from './read-certificate.js';

const NAMES = ['www.example.com', '*.example.com'];
const now = new Date();
const read = (given: { chain: string; key: string }) => readCertificate(given, now);
const made = (wish: CertificateWish = {}) => testCertificate(NAMES, wish);

describe('a certificate', () => {
  it.each(['rsa', 'ec'] as const)('with a key of the type %s is read with all that clients are told of it', (key) => {
    const given = made({ key });
    const found = read(given);
    expect(found).toMatchObject({
      names: NAMES,
      isCaSigned: false,
      isSelfSigned: true,
      subject: '/O=Test/CN=www.example.com',
    });
    expect(found.issuer).toBe(found.subject);
    expect(found.expiresAt.getTime() - found.startsAt.getTime()).toBe(30 * 86_400_000);
    expect(found.key).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(read({ chain: found.chain, key: found.key })).toEqual(found);
  });

  it('comes with those of its issuers in their order, whatever stands between them', () => {
    const root = testCertificate(['Root'], { isAuthority: true });
    const middle = testCertificate(['Middle'], { isAuthority: true, by: root });
    const { chain, key } = made({ by: middle });
    const found = read({ chain: `subject=leaf\n${chain}`, key });
    expect(found).toMatchObject({ isSelfSigned: false, issuer: '/O=Test/CN=Middle' });
    expect(found.chain.match(/BEGIN CERTIFICATE/g)).toHaveLength(3);
    const [leaf, ...rest] = chain.split(/(?<=-----END CERTIFICATE-----\n)/);
    expect(() => read({ chain: rest.join('') + leaf, key })).toThrow('did not issue');
    expect(() => read({ chain: [leaf, rest[1], rest[0]].join(''), key })).toThrow(
      'certificate 2 did not issue certificate 1',
    );
    expect(() => read({ chain: rest.join(''), key })).toThrow('does not belong to the certificate');
  });
});

describe('refused with what to do is', () => {
  it.each<[string, () => { chain: string; key: string }, RegExp]>([
    ['no chain', () => ({ ...made(), chain: 'hello' }), /chain is no PEM of certificates/],
    ['no key', () => ({ ...made(), key: 'hello' }), /key is no PEM/],
    [
      'a chain that is cut off',
      () => ({ ...made(), chain: made().chain.replace(/\n[^-\n]{20}/, '\n') }),
      /damaged or cut off/,
    ],
    [
      'a key that is cut off',
      () => ({ ...made(), key: made().key.replace(/\n[^-\n]{20}/, '\n') }),
      /damaged or cut off/,
    ],
    ['a key behind a passphrase', () => ({ ...made(), key: locked(made().key) }), /passphrase.*openssl pkey/],
    ['the key of another one', () => ({ ...made(), key: made().key }), /does not belong to the certificate/],
    ['one that expired', () => made({ days: -1 }), /expired on 20.*Get a new one/],
    ['a short key', () => made({ key: 'shortRsa' }), /1024 bits/],
    ['a key on a curve that browsers lack', () => made({ key: 'oddEc' }), /brainpoolP256r1/],
    ['a weak signature', () => made({ hash: 'sha1', by: testCertificate(['Root'], { isAuthority: true }) }), /SHA-1/],
    ['a key in the chain', () => (({ chain, key }) => ({ chain: chain + key, key }))(made()), /holds a private key/],
    ['a chain without an end', () => (({ chain, key }) => ({ chain: chain.repeat(11), key }))(made()), /10 at most/],
  ])('%s', (_, given, why) => {
    const { chain, key } = given();
    expect(() => read({ chain, key })).toThrow(
      expect.objectContaining({ id: 'invalid_params', message: expect.stringMatching(why) }),
    );
  });
});
