import fc from 'fast-check';
import { PROPERTY_RUNS } from '../../spec/property-runs.js';
import { refusalMessage } from '../../spec/refuses.js';
import { formatHostUrl, parseHostUrl } from './host-url.js';

describe('parseHostUrl', () => {
  it.each([
    ['unix:///var/run/docker.sock', { kind: 'unix', path: '/var/run/docker.sock' }],
    ['tcp://10.0.0.2:2376', { kind: 'tcp', hostname: '10.0.0.2', port: 2376 }],
    ['tcp://H2.example.com', { kind: 'tcp', hostname: 'h2.example.com', port: 2376 }],
    ['tcp://[fd00::2]:2376', { kind: 'tcp', hostname: 'fd00::2', port: 2376 }],
    ['ssh://root@h2', { kind: 'ssh', user: 'root', hostname: 'h2', port: 22 }],
    ['ssh://deploy@h2:2222/', { kind: 'ssh', user: 'deploy', hostname: 'h2', port: 2222 }],
  ])('takes %s', (text, url) => {
    expect(parseHostUrl(text)).toEqual(url);
  });

  it.each([
    ['', 'expected'],
    ['h2', 'expected'],
    ['http://h2:2375', 'expected'],
    ['tcp://h2:2376/x', 'expected'],
    ['tcp://-oProxyCommand=x', 'expected'],
    ['ssh://root@-oProxyCommand=x', 'expected'],
    ['tcp://h2:2376?x=1', 'expected'],
    ['tcp://h2:0', 'no port'],
    ['tcp://h2:99999', 'no port'],
    ['tcp://me@h2:2376', 'no user'],
    ['ssh://h2', 'needs a user'],
    ['ssh://-l@h2', 'needs a user'],
    ['unix://relative.sock', 'absolute path'],
    ['unix:///a/../b.sock', 'absolute path'],
    ['unix:///a b.sock', 'absolute path'],
    [`unix:///${'a'.repeat(200)}`, 'absolute path'],
  ])('refuses %s', (text, why) => {
    expect(refusalMessage(() => parseHostUrl(text))).toContain(why);
  });

  it('never repeats a password', () => {
    const message = refusalMessage(() => parseHostUrl('ssh://root:hunter2@h2'));
    expect(message).toContain('leave the password out');
    expect(message).not.toContain('hunter2');
  });

  it('reads its own form', () => {
    const port = fc.integer({ min: 1, max: 65_535 });
    const url = fc.oneof(
      fc.record({ kind: fc.constant('tcp' as const), hostname: fc.domain(), port }),
      fc.record({ kind: fc.constant('tcp' as const), hostname: fc.ipV6().map((ip) => ip.toLowerCase()), port }),
      fc.record({ kind: fc.constant('ssh' as const), user: fc.constant('deploy'), hostname: fc.ipV4(), port }),
    );
    fc.assert(
      fc.property(url, (one) => expect(parseHostUrl(formatHostUrl(one))).toEqual(one)),
      PROPERTY_RUNS,
    );
  });
});
