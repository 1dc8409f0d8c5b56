import { execFileSync } from 'node:child_process';
import { X509Certificate, verify } from 'node:crypto';
import { engineCredentials } from './engine-credentials.js';
import { mintRegistryToken, parseScope } from './registry-token.js';
import type { TokenSigner } from './registry-token.js';

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const made = execFileSync('openssl', ['req', '-x509', ...NEW_KEY, '-subj', '/CN=test', '-keyout', '-', '-out', '-'], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'ignore'],
});
const signer: TokenSigner = { keyPem: pem('PRIVATE KEY'), certificatePem: pem('CERTIFICATE') };
const settings = { url: 'http://10.0.0.1:5010', host: '10.0.0.1:5010', token: signer, login: null };
const access = [{ type: 'repository' as const, name: 'shop', actions: ['pull'] }];

describe('registry token', () => {
  it('is signed by the key of the certificate that it carries', () => {
    const token = mintRegistryToken(signer, {
      access,
      subject: 'ann',
      lifetimeS: 300,
      now: new Date(1_800_000_000_000),
    });
    const [header, claims, signature] = token.split('.');
    const { alg, x5c } = decoded(header);
    expect(alg).toBe('ES256');
    const certificate = new X509Certificate(Buffer.from(x5c[0], 'base64'));
    const key = { key: certificate.publicKey, dsaEncoding: 'ieee-p1363' as const };
    const content = Buffer.from(`${header}.${claims}`);
    expect(verify('sha256', content, key, Buffer.from(signature!, 'base64url'))).toBe(true);
    expect(decoded(claims)).toMatchObject({
      iss: 'jujube',
      aud: 'jujube-registry',
      sub: 'ann',
      iat: 1_800_000_000,
      exp: 1_800_000_300,
      access,
    });
  });

  it('never lasts longer than 15 minutes', () => {
    const now = new Date(1_800_000_000_000);
    const token = mintRegistryToken(signer, { access, subject: 'ann', lifetimeS: 86_400, now });
    expect(decoded(token.split('.')[1]).exp).toBe(1_800_000_900);
  });

  it.each([
    ['repository:shop:pull,push', [{ type: 'repository', name: 'shop', actions: ['pull', 'push'] }]],
    ['registry:catalog:*', [{ type: 'registry', name: 'catalog', actions: ['*'] }]],
    [
      'repository:team/shop:pull repository:base:pull',
      [
        { type: 'repository', name: 'team/shop', actions: ['pull'] },
        { type: 'repository', name: 'base', actions: ['pull'] },
      ],
    ],
    ['', []],
  ])('is asked for by scope %j', (scope, expected) => {
    expect(parseScope(scope)).toEqual(expected);
  });

  it.each(['shop', 'repository:shop', 'volume:shop:pull', 'repository:sh op:pull', 'repository:shop:PULL'])(
    'is not asked for by scope %j',
    (scope) => {
      expect(() => parseScope(scope)).toThrow(expect.objectContaining({ id: 'invalid_params' }));
    },
  );
});

describe('credentials of an engine', () => {
  it('open the one repository of the image for reading', () => {
    const credentials = engineCredentials('10.0.0.1:5010/team/shop:v1', settings) as { registryToken: string };
    const claims = decoded(credentials.registryToken.split('.')[1]);
    expect(claims.access).toEqual([{ type: 'repository', name: 'team/shop', actions: ['pull'] }]);
  });

  it('never go to another registry', () => {
    const login = { username: 'ann', password: 'canary' };
    for (const ref of ['shop:v1', 'docker.io/shop', '10.0.0.1:5011/shop', '10.0.0.1/shop']) {
      expect(engineCredentials(ref, settings)).toBeUndefined();
      expect(engineCredentials(ref, { ...settings, token: null, login })).toBeUndefined();
    }
    expect(engineCredentials('10.0.0.1:5010/shop', { ...settings, token: null, login })).toEqual(login);
  });
});

function decoded(part: string | undefined) {
  return JSON.parse(Buffer.from(part ?? '', 'base64url').toString());
}

function pem(kind: string): string {
  const [found = ''] = new RegExp(`-----BEGIN ${kind}-----[^]+-----END ${kind}-----`).exec(made) ?? [];
  return found;
}
