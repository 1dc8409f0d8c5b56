import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from './settings.js';
import { scrubEnvironment } from './scrub-environment.js';

const KEY = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7)).toString('base64');
const env = { DATABASE_URL: 'postgres://app@127.0.0.1/jujube', JUJUBE_MASTER_KEY: KEY };

describe('readSettings', () => {
  it('fills in defaults', () => {
    const settings = readSettings(env);
    expect(settings).toMatchObject({
      redisUrl: null,
      baseDomain: 'localhost',
      apiUrl: 'http://127.0.0.1:5100',
      registry: null,
      sourceRoots: [],
      portRange: { from: 20_000, to: 29_999 },
      zoneLossEveryMs: 60_000,
    });
    expect(settings.installationId).toMatch(/^[0-9a-f]{12}$/);
  });

  it('reads key files, lists and several addresses', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'settings-')), 'key');
    writeFileSync(file, `${KEY}\n`);
    const settings = readSettings({
      DATABASE_URL: env.DATABASE_URL,
      JUJUBE_MASTER_KEY_FILE: file,
      API_LISTEN: '127.0.0.1:1, [::1]:2',
      SOURCE_ROOTS: '/a:/b',
    });
    expect(settings.apiListen).toEqual([
      { host: '127.0.0.1', port: 1 },
      { host: '::1', port: 2 },
    ]);
    expect(settings.sourceRoots).toEqual(['/a', '/b']);
    expect(settings.masterKey).toHaveLength(32);
  });

  it('names every bad variable at once and shows no secret', () => {
    const bad = { JUJUBE_MASTER_KEY: 'tooshortsecret', API_LISTEN: 'nowhere', PORT_RANGE: '9-1', LOG_LEVEL: 'loud' };
    const read = () => readSettings(bad, ['REGISTRY_URL']);
    for (const name of ['DATABASE_URL', 'REGISTRY_URL', 'JUJUBE_MASTER_KEY', 'API_LISTEN', 'PORT_RANGE', 'LOG_LEVEL']) {
      expect(read).toThrow(name);
    }
    expect(read).not.toThrow('tooshortsecret');
  });

  it.each([
    ['short', Buffer.alloc(16, 3).toString('base64')],
    ['a sample', Buffer.alloc(32, 1).toString('hex')],
  ])('SEC-11: refuses a master key that is %s', (_, key) => {
    expect(() => readSettings({ ...env, JUJUBE_MASTER_KEY: key })).toThrow('JUJUBE_MASTER_KEY');
  });

  it('limits builds, and refuses a limit that is not a whole number', () => {
    const settings = readSettings({ ...env, BUILD_TIMEOUT_SECONDS: '90' });
    expect(settings.build).toMatchObject({ concurrency: 2, timeoutMs: 90_000, outputMib: 20, sshKeyFile: null });
    expect(() => readSettings({ ...env, BUILD_CONCURRENCY: '0' })).toThrow('BUILD_CONCURRENCY');
  });

  it('wants a token key and its certificate together', () => {
    const half = { ...env, REGISTRY_URL: 'http://r:5000', REGISTRY_TOKEN_KEY_FILE: import.meta.filename };
    expect(() => readSettings(half)).toThrow('go together');
  });

  it('wants all of an identity provider or nothing', () => {
    const whole = { ...env, OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'jujube', OIDC_CLIENT_SECRET: 's' };
    expect(readSettings(env).signOn).toBeNull();
    expect(readSettings({ ...whole, OIDC_NEW_USER_DOMAINS: 'Example.com, b.example' }).signOn).toEqual({
      ...{ issuer: 'https://id.example', clientId: 'jujube', clientSecret: 's' },
      newUserDomains: ['example.com', 'b.example'],
    });
    for (const name of ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET']) {
      expect(() => readSettings({ ...whole, [name]: undefined })).toThrow('go together');
    }
  });
});

describe('scrubEnvironment', () => {
  it('SEC-33: drops what would change libraries silently and keeps the rest', () => {
    const given: NodeJS.ProcessEnv = {
      ...{ DOCKER_HOST: 'x', DOCKER_CERT_PATH: 'x', NODE_OPTIONS: 'z', NODE_TLS_REJECT_UNAUTHORIZED: '0' },
      ...{ https_proxy: 'y', HTTP_PROXY: 'y', ALL_PROXY: 'y', no_proxy: 'y', DATABASE_URL: 'd' },
    };
    scrubEnvironment(given);
    expect(given).toEqual({ DATABASE_URL: 'd' });
  });
});
