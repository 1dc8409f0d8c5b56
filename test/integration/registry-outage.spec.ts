import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { RegistryClient } from '@jujube/registry/registry-client.js';

type Answer = (url: URL, response: http.ServerResponse) => void;

describe('a registry that fails', () => {
  let answer: Answer;
  const server = http.createServer((request, response) => answer(new URL(request.url!, 'http://r'), response));
  let url: string;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it.each<[string, Answer]>([
    ['with 500', (_url, response) => response.writeHead(500).end('on fire')],
    ['by hanging up', (_url, response) => response.destroy()],
    ['by silence', () => {}],
    ['in the middle of its answer', (_url, response) => response.writeHead(200, { 'content-length': 99 }).write('{')],
    ['with something else', (_url, response) => response.end('<html>')],
    ['with too much', (_url, response) => response.end(Buffer.alloc(9 * 1024 * 1024))],
  ])('%s is unavailable, and worth another try', async (_, given) => {
    answer = given;
    await expect(client().manifest('shop', 'v1')).rejects.toMatchObject({
      kind: 'unavailable',
      isRetryable: true,
      message: /registry/,
    });
  });

  it('by not being there is unavailable', async () => {
    const nowhere = { url: 'http://127.0.0.1:1', host: '127.0.0.1:1', token: null, login: null };
    await expect(new RegistryClient(nowhere).ping()).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('by sending another manifest than was asked for is not believed', async () => {
    answer = (_url, response) => response.end('{}');
    await expect(client().manifest('shop', `sha256:${'a'.repeat(64)}`)).rejects.toThrow(
      'has the content of sha256:44136',
    );
  });

  it('but tells many tags in pages is read to the end', async () => {
    answer = (asked, response) => {
      const isFirst = !asked.searchParams.has('last');
      if (isFirst) response.setHeader('link', '</v2/shop/tags/list?n=2&last=b>; rel="next"');
      response.end(JSON.stringify({ tags: isFirst ? ['a', 'b'] : ['c'] }));
    };
    expect(await client().tags('shop')).toEqual(['a', 'b', 'c']);
  });

  it('and has images for several platforms gives the one that fits', async () => {
    const manifests = ['amd64', 'arm64'].map((architecture) => ({
      digest: `for-${architecture}`,
      platform: { os: 'linux', architecture },
    }));
    const bodies: Record<string, object> = {
      '/v2/shop/manifests/v1': { manifests },
      '/v2/shop/manifests/for-arm64': { config: { digest: 'config-arm64' } },
      '/v2/shop/blobs/config-arm64': { architecture: 'arm64', os: 'linux', config: { Cmd: ['run'] } },
    };
    answer = (asked, response) => response.end(JSON.stringify(bodies[asked.pathname]));
    expect(await client().imageConfig('shop', 'v1', 'arm64')).toMatchObject({
      architecture: 'arm64',
      command: ['run'],
    });
    await expect(client().imageConfig('shop', 'v1', 's390x')).rejects.toMatchObject({ kind: 'not_found' });
  });

  function client(): RegistryClient {
    return new RegistryClient({ url, host: new URL(url).host, token: null, login: null }, 1500);
  }
});
