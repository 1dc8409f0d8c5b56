import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, rootCertificates } from 'node:tls';
import { issueCertificate, makeAuthority } from './certificate-authority.js';

describe('a certificate of our authority', () => {
  it('is taken by clients that trust the authority, for its names and no other', async () => {
    const authority = await makeAuthority('Test CA');
    const { certificate, key } = await issueCertificate(authority, ['relay.example.com', '127.0.0.1']);
    const server = createServer({ cert: certificate, key }, (socket) => socket.on('error', () => undefined).end('in'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const greeting = async (servername: string | undefined, ca: string | readonly string[]) => {
      const { port } = server.address() as AddressInfo;
      const socket = connect({ host: '127.0.0.1', port, servername, ca: [...ca] as string[] });
      return new Promise<string>((resolve) => {
        socket.on('data', (data) => resolve(data.toString()));
        socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
      }).finally(() => socket.destroy());
    };
    expect(await greeting('relay.example.com', [authority.certificate])).toBe('in');
    expect(await greeting(undefined, [authority.certificate])).toBe('in');
    expect(await greeting('other.example.com', [authority.certificate])).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    expect(await greeting('relay.example.com', rootCertificates)).toBe('SELF_SIGNED_CERT_IN_CHAIN');
    server.close();
  });

  it('cannot sign others', async () => {
    const authority = await makeAuthority('Test CA');
    expect(new X509Certificate(authority.certificate).ca).toBe(true);
    const issued = await issueCertificate(authority, ['a.example.com']);
    expect(new X509Certificate(issued.certificate).ca).toBe(false);
  });
});
