import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { Readable } from 'node:stream';
import { DockerEngine } from '@jujube/containers/docker-engine.js';
import type { HostConnection } from '@jujube/containers/host-connection.js';
import { PROGRAMS } from '../support/contract-programs.js';
import { clearHost, startSome } from '../support/contract-host.js';
import { describeEngineContract } from '../support/engine-contract.js';
import { eventually } from '../support/eventually.js';
import { SshServer } from '../support/ssh-server.js';
import { firstTestHost } from '../support/test-hosts.js';
import { testImageTar } from '../support/test-image.js';

const IMAGE = 'jujube-contract/test:1';
const installation = `ssh-${randomUUID()}`;
let server: SshServer;

beforeAll(async () => {
  server = await SshServer.start();
});
afterAll(() => server.stop());

describeEngineContract('Docker over SSH', async () => {
  const engine = overSsh();
  await engine.loadImage(Readable.from([await testImageTar({ ref: IMAGE })]));
  return { engine, stranger: overSsh({}, `${installation}-other`), image: IMAGE };
});

describe('SSH to an engine', () => {
  it('takes one connection for any number of calls and followers', async () => {
    const before = server.logins;
    const engine = overSsh();
    const host = { engine, stranger: engine, image: IMAGE };
    const id = await startSome(host, { command: PROGRAMS.talks });
    await Promise.all(Array.from({ length: 25 }, () => engine.ping()));
    const followers = Array.from({ length: 25 }, async () => {
      let count = 0;
      for await (const _line of engine.logs(id, { follow: true })) if (++count === 4) return count;
      return count;
    });
    expect(await Promise.all(followers)).toEqual(followers.map(() => 4));
    expect(server.logins - before).toBe(1);
    await clearHost(host);
  });

  it('accepts the pinned key in both forms', async () => {
    const fingerprint = execFileSync('ssh-keygen', ['-lf', '-'], { input: server.hostKey, encoding: 'utf8' });
    const engine = overSsh({ hostKey: fingerprint.split(' ')[1] });
    await engine.ping();
    await engine.close();
  });

  it('SEC-22: does not go on when the host shows another key', async () => {
    const before = server.logins;
    const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
    const blob = Buffer.concat([sshString(Buffer.from('ssh-ed25519')), sshString(other)]);
    const engine = overSsh({ hostKey: `ssh-ed25519 ${blob.toString('base64')}` });
    await expect(engine.ping()).rejects.toMatchObject({ kind: 'host_key', retryable: false });
    expect(server.logins).toBe(before);
    await engine.close();
  });

  it('says that its own key is not accepted', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const engine = overSsh({ privateKey: privateKey.export({ type: 'pkcs1', format: 'pem' }) as string });
    await expect(engine.ping()).rejects.toMatchObject({ kind: 'unreachable', message: /authentication/i });
    await engine.close();
  });

  it('connects again when the connection was lost', async () => {
    const engine = overSsh();
    await engine.ping();
    const before = server.logins;
    await server.dropSessions();
    await eventually(() => engine.ping());
    expect(server.logins).toBe(before + 1);
    await engine.close();
  });
});

function overSsh(ssh: Partial<HostConnection['ssh']> = {}, owner = installation): DockerEngine {
  const { privateKey, hostKey } = server;
  const url = `ssh://${userInfo().username}@127.0.0.1:${server.port}${firstTestHost().socket}`;
  const connection = { id: 's', name: 's', url, ssh: { privateKey, hostKey, ...ssh } };
  return new DockerEngine(connection, { installation: owner });
}

function sshString(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
