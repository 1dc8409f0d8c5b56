import fc from 'fast-check';
import { PROPERTY_RUNS } from '../../spec/property-runs.js';
import { refusalMessage } from '../../spec/refuses.js';
import { isBelowRoots } from './below-roots.js';
import { parseGitSource } from './git-source.js';
import { maskUrl } from './mask-url.js';

describe('parseGitSource', () => {
  it.each([
    ['https://github.com/heroku/node-js-getting-started.git', 'https'],
    ['https://user:secret@git.example.com:8443/a/b.git', 'https'],
    ['http://10.0.0.1:3000/a.git', 'http'],
    ['https://[fd00::2]/a.git', 'https'],
    ['ssh://git@git.example.com:2222/a/b.git', 'ssh'],
    ['git@github.com:heroku/shop.git', 'ssh'],
  ])('takes %s', (url, kind) => {
    expect(parseGitSource({ url })).toEqual({ kind, url, ref: null });
  });

  it.each(['/srv/git/shop.git', 'file:///srv/git/shop.git', 'file://localhost//srv/git/shop.git'])(
    'takes the path %s',
    (url) => {
      expect(parseGitSource({ url, ref: 'main' })).toEqual({ kind: 'file', url: '/srv/git/shop.git', ref: 'main' });
    },
  );

  it.each([
    '',
    '--upload-pack=touch /tmp/x',
    '-u',
    'ext::sh -c touch% /tmp/x',
    'ext::sh',
    'fd::3',
    'ext::https://git.example.com/a.git',
    'git://git.example.com/a.git',
    'ftp://git.example.com/a.git',
    'file://other.example/srv/a.git',
    '/srv/../etc',
    'relative/path',
    '~/a.git',
    'https://',
    'https:///a.git',
    'https://-oProxyCommand=x/a.git',
    'ssh://-oProxyCommand=x/a.git',
    'ssh://-l@git.example.com/a.git',
    'git@-oProxyCommand=x:a.git',
    '-git@git.example.com:a.git',
    'git@git.example.com:-a',
    'https://git.example.com/a b.git',
    'https://git.example.com/a.git\n',
    'https://user:se%0acret@git.example.com/a.git',
    'https://user:se%250acret@git.example.com/a.git',
    'https://git.example.com\\@evil.example/a.git',
    'https://git.example.com/a.git#main',
    'https://git.example.com/a\0.git',
    'https://git.example.com/\u00a0',
    `https://git.example.com/${'a'.repeat(2_048)}`,
  ])('refuses %j', (url) => {
    expect(refusalMessage(() => parseGitSource({ url }))).toContain('git address');
  });

  it.each([
    ['git://git.example.com/a.git', 'git:// is not supported; give an http://, https://, ssh:// or file:// address'],
    ['ftp://me:hunter2@x/a', 'ftp:// is not supported; give'],
    ['https://', 'cannot be used: give an http://'],
    ['relative/path', 'cannot be used: give an http://'],
  ])('says of %j which addresses there are', (url, message) => {
    expect(refusalMessage(() => parseGitSource({ url }))).toContain(message);
  });

  it('does not repeat a password that it refuses', () => {
    expect(refusalMessage(() => parseGitSource({ url: 'https://me:hunter2@x y/' }))).not.toContain('hunter2');
  });

  it.each(['main', 'feature/login', 'v1.2.3', '1a2b3c4d', 'refs/heads/main', 'HEAD', 'dependabot/npm_and_yarn/@x-1'])(
    'takes the ref %s',
    (ref) => {
      expect(parseGitSource({ url: '/srv/a', ref }).ref).toBe(ref);
    },
  );

  it.each([
    '-x',
    '--all',
    'a..b',
    'a@{1}',
    'HEAD^',
    'HEAD~1',
    'a b',
    'a:b',
    'a\0',
    'a\n',
    '/a',
    'a/',
    'a//b',
    'a.lock',
    'a.',
    'a/.b',
    '$(x)',
    'a;b',
    'a`b`',
    '@{u}',
    'a'.repeat(201),
  ])('refuses the ref %j', (ref) => {
    expect(refusalMessage(() => parseGitSource({ url: '/srv/a', ref }))).toContain('git ref');
  });

  it('takes no text that git could read as an option or a transport helper', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .tuple(fc.constantFrom('-', 'ext::', 'https://', 'git@', 'file://', 'ssh://-'), fc.string())
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(hostile, (url) => {
        try {
          const source = parseGitSource({ url });
          expect(source.url).toMatch(/^(https?:\/\/|ssh:\/\/|\/|[A-Za-z0-9_][A-Za-z0-9._-]*@[^-])/);
          expect(source.url).not.toMatch(/\s|^[^/]*::[^\]]*$/);
        } catch (error) {
          expect(error).toHaveProperty('id', 'invalid_params');
        }
      }),
      PROPERTY_RUNS,
    );
  });
});

describe('isBelowRoots', () => {
  const roots = ['/srv/git/', '/home/ci/repos'];

  it.each(['/srv/git', '/srv/git/a.git', '/srv//git/./a', '/home/ci/repos/x/y'])('%s is below', (path) => {
    expect(isBelowRoots(path, roots)).toBe(true);
  });

  it.each(['/srv', '/srv/gitx', '/srv/git/../../etc', 'srv/git/a', '/home/ci', '/', '', '/srv/git\0'])(
    '%j is not',
    (path) => {
      expect(isBelowRoots(path, roots)).toBe(false);
    },
  );

  it('nothing is below no roots, and / is no root', () => {
    expect(isBelowRoots('/srv/git', [])).toBe(false);
    expect(isBelowRoots('/srv/git', ['/', ''])).toBe(false);
  });
});

describe('maskUrl', () => {
  it.each([
    ['https://user:secret@host/a.git', 'https://***@host/a.git'],
    ['https://token@host/a.git', 'https://***@host/a.git'],
    ['ssh://git@host/a.git', 'ssh://git@host/a.git'],
    ['ssh://git:pw@host/a.git', 'ssh://***@host/a.git'],
    ['git@host:a.git', 'git@host:a.git'],
    ["fatal: 'https://a:b@c/' and 'http://d:e@f/'", "fatal: 'https://***@c/' and 'http://***@f/'"],
    ['https://host/a@b', 'https://host/a@b'],
  ])('%s', (text, masked) => {
    expect(maskUrl(text)).toBe(masked);
  });

  it('hides every password', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9!$&'()*+,;=:@._~-]{6,20}$/);
    fc.assert(
      fc.property(secret, fc.string(), (password, around) => {
        const masked = maskUrl(`${around} https://me:${password}@host.example/a.git ${around}`);
        expect(masked).not.toContain(`:${password}@`);
      }),
      PROPERTY_RUNS,
    );
  });
});
