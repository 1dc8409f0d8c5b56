import { Engines } from './engines.js';
import { FakeEngine } from './fake-engine.js';
import type { HostConnection } from './host-connection.js';

describe('open engines', () => {
  it('are kept per host, and replaced when the connection changes', async () => {
    const { engines, closed } = countedEngines();
    const first = engines.for(at('h1', 'unix:///a.sock'));
    expect(engines.for(at('h1', 'unix:///a.sock'))).toBe(first);
    expect(engines.for(at('h2', 'unix:///a.sock'))).not.toBe(first);
    expect(closed).toEqual([]);
    expect(engines.for(at('h1', 'unix:///b.sock'))).not.toBe(first);
    expect(closed).toEqual(['h1 unix:///a.sock']);
  });

  it('are closed when their hosts are gone', async () => {
    const { engines, closed } = countedEngines();
    for (const id of ['h1', 'h2', 'h3']) engines.for(at(id, 'unix:///a.sock'));
    await engines.keepOnly(['h2']);
    expect(closed.sort()).toEqual(['h1 unix:///a.sock', 'h3 unix:///a.sock']);
    await engines.closeAll();
    expect(closed).toHaveLength(3);
  });

  it.each([
    ['no scheme', { url: '/var/run/docker.sock' }],
    ['plain HTTP', { url: 'http://h1:2375' }],
    ['TCP without TLS', { url: 'tcp://h1:2376' }],
    ['TCP with half of TLS', { url: 'tcp://h1:2376', tls: { ca: 'pem', cert: 'pem', key: '' } }],
    ['SSH without a host key', { url: 'ssh://root@h1' }],
    ['SSH with a password', { url: 'ssh://root:secret@h1', ssh: { hostKey: `SHA256:${'A'.repeat(43)}` } }],
    ['SSH without a user', { url: 'ssh://h1', ssh: { hostKey: `SHA256:${'A'.repeat(43)}` } }],
    ['SSH with something else as host key', { url: 'ssh://root@h1', ssh: { hostKey: 'trust me' } }],
  ])('are not opened for %s', (_, connection) => {
    const engines = new Engines({ installation: 'test' });
    const open = () => engines.for({ id: 'h1', name: 'h1', ...connection });
    expect(open).toThrow(expect.objectContaining({ name: 'UserError', id: 'invalid_params' }));
    expect(open).not.toThrow('secret');
  });
});

const at = (id: string, url: string): HostConnection => ({ id, name: id, url });

function countedEngines() {
  const closed: string[] = [];
  const open = (connection: HostConnection) => {
    const engine = new FakeEngine();
    engine.close = async () => void closed.push(`${connection.id} ${connection.url}`);
    return engine;
  };
  return { closed, engines: new Engines({ installation: 'test' }, open) };
}
