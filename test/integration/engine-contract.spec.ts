import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { DockerEngine } from '@jujube/containers/docker-engine.js';
import type { HostConnection } from '@jujube/containers/host-connection.js';
import type { ContractHost } from '../support/contract-host.js';
import { describeEngineContract } from '../support/engine-contract.js';
import { firstTestHost, overTls, overUnixSocket } from '../support/test-hosts.js';
import { testImageTar } from '../support/test-image.js';

describeEngineContract('Docker over a unix socket', () => open(overUnixSocket(firstTestHost())));
describeEngineContract('Docker over mutual TLS', () => open(overTls(firstTestHost())));

async function open(connection: HostConnection): Promise<ContractHost> {
  const installation = `contract-${randomUUID()}`;
  const image = 'jujube-contract/test:1';
  const engine = new DockerEngine(connection, { installation });
  await engine.loadImage(Readable.from([await testImageTar({ ref: image })]));
  return { engine, stranger: new DockerEngine(connection, { installation: `${installation}-other` }), image };
}
