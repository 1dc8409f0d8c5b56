import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DockerEngine } from '@jujube/containers/docker-engine.js';
import type { HostConnection } from '@jujube/containers/host-connection.js';
import { firstTestHost, overTls } from '../support/test-hosts.js';

const CERTIFICATES = '../../scripts/machine/certificates.mjs';

describe('mutual TLS to an engine', () => {
  const host = firstTestHost();
  const right = overTls(host);
  const refused = { kind: 'tls', retryable: false };
  let directory: string;
  let stranger: { key: string; cert: string };

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'jujube-tls-'));
    const { selfSigned } = await import(CERTIFICATES);
    const { keyFile, certFile } = await selfSigned(path.join(directory, 'stranger'), { name: 'stranger' });
    stranger = { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certFile, 'utf8') };
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('goes on with a host and a client that know each other', async () => {
    await expect(ping(right)).resolves.toBeUndefined();
  });

  it('SEC-22: does not go on with a host that the given authority did not sign', async () => {
    await expect(ping(right, { ca: stranger.cert })).rejects.toMatchObject(refused);
  });

  it('is refused by a host that does not know our certificate', async () => {
    await expect(ping(right, stranger)).rejects.toMatchObject(refused);
  });

  it('does not go on with a host that has a certificate for another name', async () => {
    const forward = net.createServer((client) => {
      const engine = net.connect(2376, host.address);
      client.pipe(engine).pipe(client);
      for (const socket of [client, engine]) socket.on('error', () => socket.destroy());
    });
    await new Promise<void>((resolve) => forward.listen(0, '127.0.0.2', resolve));
    const { port } = forward.address() as net.AddressInfo;
    const elsewhere = { ...right, url: `tcp://127.0.0.2:${port}` };
    await expect(ping(elsewhere)).rejects.toMatchObject(refused);
    await new Promise((resolve) => forward.close(resolve));
  });
});

async function ping(connection: HostConnection, tls: Partial<HostConnection['tls']> = {}): Promise<void> {
  const engine = new DockerEngine({ ...connection, tls: { ...connection.tls!, ...tls } }, { installation: 'tls-spec' });
  try {
    await engine.ping();
  } finally {
    await engine.close();
  }
}
