import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createServer, type Server } from 'node:tls';
import { issueCertificate, makeAuthority } from '@jujube/certificates/certificate-authority.js';

/** TLS in front of a server that speaks plain HTTP, as an edge has it. */
export class TlsEdge {
  private constructor(
    private readonly server: Server,
    /** of whom clients have to trust */
    readonly authorityFile: string,
  ) {}

  static async before(url: string): Promise<TlsEdge> {
    const { hostname, port } = new URL(url);
    const authority = await makeAuthority('Test CA');
    const { certificate, key } = await issueCertificate(authority, ['127.0.0.1']);
    const server = createServer({ cert: certificate, key }, (socket) => {
      const behind = connect(Number(port), hostname);
      for (const one of [socket, behind]) one.on('error', () => [socket, behind].forEach((each) => each.destroy()));
      socket.pipe(behind).pipe(socket);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const authorityFile = path.join(mkdtempSync(path.join(tmpdir(), 'tls-edge-')), 'ca.pem');
    writeFileSync(authorityFile, authority.certificate);
    return new TlsEdge(server, authorityFile);
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    rmSync(path.dirname(this.authorityFile), { recursive: true });
    await new Promise((resolve) => this.server.close(resolve));
  }
}
